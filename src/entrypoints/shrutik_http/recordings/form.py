"""The form of an upload: its fields, and what they say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from shrutik_core.recordings.media import accepted
from shrutik_core.shared.errors import FieldError, Invalid, Unreadable
from shrutik_core.shared.ids import PromptId, SpeakerId, parse_id
from shrutik_core.use_cases.recordings.upload_details import LARGEST_METADATA, UploadDetails
from shrutik_http.json_text import check_json
from shrutik_http.messages import Object
from shrutik_http.recordings.messages import SAID_BEFORE
from shrutik_http.refusals import refused_fields

LONGEST_FIELD = 2 * LARGEST_METADATA
FIELDS = ("collection", "speaker", "prompt_id", "metadata")
NO_COLLECTION = FieldError("collection", "is required, in the query or in the form: a slug or an id", "named_nowhere")
_METADATA: TypeAdapter[dict[str, object]] = TypeAdapter(Object)

UPLOAD_FORM: Mapping[str, Any] = {
    "type": "object",
    "required": ["audio"],
    "additionalProperties": False,
    "properties": {
        "audio": {
            "type": "string",
            "format": "binary",
            "description": f"{accepted()}; the type is recognised from the content.",
        },
        "collection": {"type": "string", "description": f"A collection's slug or its id. {SAID_BEFORE}"},
        "speaker": {
            "type": "string",
            "format": "uuid",
            "description": f"A speaker whom you look after, if it is not your own voice. {SAID_BEFORE}",
        },
        "prompt_id": {"type": "string", "format": "uuid", "description": "What was to be said."},
        "metadata": {"type": "string", "description": "A JSON object of at most 8 kB, e.g. the device."},
    },
}


def to_details(fields: Mapping[str, str], collection: str, speaker: SpeakerId | None = None) -> UploadDetails:
    """What the texts of the form say about an upload to the collection, of this speaker's voice.

    Raises:
        Invalid: ``fields_invalid`` or ``metadata_too_large``.
    """
    prompt = fields.get("prompt_id")
    metadata = _metadata(fields.get("metadata") or "{}")
    return UploadDetails(collection, PromptId(_id("prompt_id", prompt)) if prompt else None, metadata, speaker)


def to_collection(fields: Mapping[str, str], collection: str | None) -> str | None:
    """The collection that form and query agree on; None if neither names one.

    Raises:
        Invalid: ``fields_invalid`` if they differ.
    """
    given = fields.get("collection") or None
    if given and collection and given != collection:
        detail = f"is {given[:80]!r} in the form and {collection[:80]!r} in the query; give the same in both"
        raise refused_fields([FieldError("collection", detail, "differs")])
    return given or collection


def to_speaker(fields: Mapping[str, str], speaker: UUID | None) -> SpeakerId | None:
    """The speaker that form and query agree on; None if neither names one.

    Raises:
        Invalid: ``fields_invalid`` if they differ, or the form's is not an id.
    """
    given = _id("speaker", fields["speaker"]) if fields.get("speaker") else None
    if given and speaker and given != speaker:
        raise refused_fields([FieldError("speaker", "differs from the query's; give the same in both", "differs")])
    named = given or speaker
    return SpeakerId(named) if named else None


def to_text(name: str, raw: bytes) -> str:
    """What a field of the form says.

    Raises:
        Invalid: ``fields_invalid``.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError(name, "is not UTF-8", "encoding")]) from error
    if "\0" in text:
        raise refused_fields([FieldError(name, "holds a NUL character", "text_nul")])
    return text.strip()


def _id(field: str, text: str) -> UUID:
    try:
        return parse_id(text)
    except Invalid as error:
        raise refused_fields([FieldError(field, error.detail, error.code)]) from error


def _metadata(text: str) -> dict[str, object]:
    try:
        check_json(text.encode())
        return _METADATA.validate_json(text)
    except Unreadable as error:
        raise refused_fields([FieldError("metadata", error.detail, error.code)]) from error
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise refused_fields(
            [FieldError("metadata", f"is not a JSON object: {found['msg']}", found["type"])]
        ) from error
