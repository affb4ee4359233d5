"""Operations on prompts."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.prompts.importing import JSON_LINES, LARGEST_IMPORT, read_import
from shrutik_http.prompts.messages import (
    NextPromptRequest,
    PromptMessage,
    PromptPage,
    PromptQuery,
    PromptsAdded,
    PromptsImportQuery,
    PromptsRequest,
)
from shrutik_http.prompts.resource import PromptsResource

_TEXT = {"type": "string"}

PROMPTS = Noun(
    "prompts",
    "What is to be said.",
    PromptsResource,
    (
        Operation(
            "GET",
            f"{ROOT}/prompts",
            "A collection's prompts, newest first",
            PromptsResource.list,
            PromptPage,
            query=PromptQuery,
            uses=(ReadPrompts.list,),
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts",
            "Add texts (admins); those there are already are passed over, so that a repeated call adds nothing",
            PromptsResource.add,
            PromptsAdded,
            201,
            body=PromptsRequest,
            uses=(AddPrompts.__call__,),
            once="add_prompts",
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/import",
            "Add the texts of a file (admins): one on each line, or JSON Lines with a text each; all or none",
            PromptsResource.add_file,
            PromptsAdded,
            201,
            form={"text/plain": _TEXT, **dict.fromkeys(JSON_LINES, _TEXT)},
            query=PromptsImportQuery,
            uses=(AddPrompts.__call__, read_import),
            # Lines of a file have no schema.
            beyond=("prompt_text_invalid", "text_invalid"),
            once="import_prompts",
            limit=Limit.COSTLY,
            largest=LARGEST_IMPORT,
        ),
        Operation(
            "POST",
            f"{ROOT}/prompts/next",
            "Something to say: the least recorded prompt that the caller has not yet said",
            PromptsResource.next,
            PromptMessage,
            body=NextPromptRequest,
            uses=(ReadPrompts.next,),
        ),
    ),
)
