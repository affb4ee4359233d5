"""Operations on prompts."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.ports.audio_check import AudioCheck
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.prompts.picture import PICTURES
from shrutik_core.recordings.media import MediaType
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_core.use_cases.collections.prompt_media import IncomingMedium, ShowPromptMedia
from shrutik_core.use_cases.collections.skip_prompts import SkipPrompts
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.prompts.importing import JSON_LINES, LARGEST_IMPORT, read_import
from shrutik_http.prompts.intake import MEDIA_FORM, MediaIntake
from shrutik_http.prompts.messages import (
    NextPromptRequest,
    PromptMediumMessage,
    PromptMessage,
    PromptPage,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsPreviewMessage,
    PromptsRequest,
)
from shrutik_http.prompts.resource import PromptsResource
from shrutik_http.prompts.skip_messages import PromptSkipRequest, SkippedPromptMessage

_ONE = ROOT + "/prompts/{prompt_id}"
_LINES = {
    "type": "string",
    "description": "In JSON Lines each has a `text`, and may have `kind`, `media_id` and `longest`; other members are "
    "passed over.",
}
_FILES = {"text/plain": {"type": "string"}, **dict.fromkeys(JSON_LINES, _LINES)}

PROMPTS = Noun(
    "prompts",
    "What is to be said: texts to read aloud, pictures, sounds and questions.",
    PromptsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/prompts",
            "A collection's prompts, newest first",
            PromptsResource.list,
            PromptPage,
            query=PromptQuery,
            uses=(ReadPrompts.list_for,),
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts",
            "Add prompts (admins); those that exist already are passed over, so that a repeated call adds nothing",
            PromptsResource.add,
            PromptsAdded,
            201,
            body=PromptsRequest,
            uses=(AddPrompts.__call__,),
            beyond=("prompt_medium_invalid", "prompt_longest_invalid.contradicts"),
            once="add_prompts",
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/import",
            "Add the prompts of a file (admins): one text on each line, or JSON Lines; all or none",
            PromptsResource.add_file,
            PromptsAdded,
            201,
            form=_FILES,
            query=PromptsImportQuery,
            uses=(AddPrompts.__call__, read_import),
            # Lines of a file have no schema.
            beyond=("prompt_text_invalid", "prompt_medium_invalid", "prompt_longest_invalid", "text_invalid"),
            once="import_prompts",
            limit=Limit.COSTLY,
            largest=LARGEST_IMPORT,
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/import/preview",
            "What the import of a file would do, with what is wrong, line by line (admins); nothing is kept",
            PromptsResource.preview_file,
            PromptsPreviewMessage,
            form=_FILES,
            query=PromptsImportQuery,
            uses=(AddPrompts.preview, read_import),
            limit=Limit.COSTLY,
            largest=LARGEST_IMPORT,
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/media",
            "Keep a picture or a sound for prompts (admins); the same file sent again has the same id",
            None,
            PromptMediumMessage,
            form={"multipart/form-data": MEDIA_FORM},
            intake=PromptsResource.receive_medium,
            uses=(MediaIntake.of, IncomingMedium.finish, AudioCheck.check, BlobStore.stage),
            raises=("fields_invalid", "form_malformed"),
        ),
        Operation(
            "GET",
            ROOT + "/prompts/media/{media_id}",
            "The picture or sound of a prompt; media_url is a signed link to it",
            PromptsResource.medium,
            content=(*PICTURES, *MediaType),
            uses=(ShowPromptMedia.get,),
            access=Access.LINK,
            ranged=True,
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/next",
            "Something to say: the least recorded prompt that you, or whom you look after, neither said nor skipped",
            PromptsResource.next,
            PromptMessage,
            body=NextPromptRequest,
            uses=(ReadPrompts.next,),
        ),
        Operation(
            "POST",
            f"{_ONE}/skip",
            "Say that you would rather not say a prompt, and why; it is not offered to you again",
            PromptsResource.skip,
            SkippedPromptMessage,
            body=PromptSkipRequest,
            uses=(SkipPrompts.skip,),
        ),
        Operation(
            "POST",
            f"{_ONE}/offer-again",
            "Offer a prompt again that was set aside because speakers found it at fault (admins)",
            PromptsResource.offer_again,
            PromptMessage,
            uses=(SkipPrompts.offer_again,),
        ),
    ),
)
