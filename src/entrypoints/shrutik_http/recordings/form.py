"""An upload as it comes in: a form whose audio is stored while it is read, whatever order its parts have."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
from pydantic import TypeAdapter, ValidationError

from shrutik_core.recordings.media import accepted
from shrutik_core.shared.errors import FieldError, Invalid, Unsupported
from shrutik_core.shared.ids import PromptId, parse_id
from shrutik_core.use_cases.recordings.audio_intake import StoredAudio
from shrutik_core.use_cases.recordings.upload_recording import LARGEST_METADATA, UploadDetails
from shrutik_http.call import FormPart, RawBody
from shrutik_http.messages import Object
from shrutik_http.refusals import refused_fields, unknown_field

_OVERHEAD = 1024 * 1024
_LONGEST_FIELD = 2 * LARGEST_METADATA
_FIELDS = ("collection", "prompt_id", "metadata")
_METADATA: TypeAdapter[dict[str, object]] = TypeAdapter(Object)

UPLOAD_FORM: Mapping[str, Any] = {
    "type": "object",
    "required": ["audio", "collection"],
    "additionalProperties": False,
    "properties": {
        "audio": {
            "type": "string",
            "format": "binary",
            "description": f"{accepted()}; what it is, is told from its content.",
        },
        "collection": {"type": "string", "description": "A collection's slug or its id."},
        "prompt_id": {"type": "string", "format": "uuid", "description": "What was to be said."},
        "metadata": {"type": "string", "description": "A JSON object of at most 8 kB, e.g. the device."},
    },
}


@attrs.frozen
class Upload:
    """What was sent.

    Attributes:
        audio: what is stored of it.
        details: what was said about it.
    """

    audio: StoredAudio
    details: UploadDetails

    def asked(self) -> dict[str, object]:
        """What is asked, for the digest that an idempotency key is kept with."""
        return {
            "audio": self.audio.blob.sha256,
            "collection": self.details.collection,
            "prompt_id": str(self.details.prompt),
            "metadata": dict(self.details.metadata),
        }


def read_upload(raw: RawBody, store: Callable[[Iterable[bytes]], StoredAudio], largest: int) -> Upload:
    """Read the form, handing its audio to ``store`` as it comes in.

    If this raises after the audio was stored, the caller takes the audio away.

    Raises:
        Invalid: ``content_type_unsupported``, ``form_malformed``, ``fields_invalid`` or ``too_large``; and what `store`
            raises.
    """
    if raw.media_type != "multipart/form-data":
        raise Unsupported("content_type_unsupported", "Send a form: multipart/form-data with audio and collection.")
    audio: StoredAudio | None = None
    fields: dict[str, str] = {}
    for part in raw.parts(largest + _OVERHEAD):
        if part.name == "audio":
            if audio is not None:
                raise refused_fields([FieldError("audio", "comes twice; send one recording at a time")])
            audio = store(part.blocks())
        elif part.name in _FIELDS:
            fields[part.name] = _text(part)
        else:
            raise refused_fields([unknown_field(part.name, ("audio", *_FIELDS))])
    return _whole(audio, fields)


def _text(part: FormPart) -> str:
    raw = part.read(_LONGEST_FIELD + 1)
    if len(raw) > _LONGEST_FIELD:
        raise refused_fields([FieldError(part.name, f"has more than {_LONGEST_FIELD // 1024} kB", "too_long")])
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError(part.name, "is not UTF-8", "encoding")]) from error
    if "\0" in text:
        raise refused_fields([FieldError(part.name, "holds a NUL character", "text_nul")])
    return text.strip()


def _whole(audio: StoredAudio | None, fields: dict[str, str]) -> Upload:
    missing = [] if audio else [FieldError("audio", "is required: the recording's file", "missing")]
    if not fields.get("collection"):
        missing.append(FieldError("collection", "is required: a slug or an id", "missing"))
    if missing or audio is None:
        raise refused_fields(missing)
    prompt = fields.get("prompt_id")
    details = UploadDetails(
        fields["collection"], _prompt(prompt) if prompt else None, _metadata(fields.get("metadata") or "{}")
    )
    return Upload(audio, details)


def _prompt(text: str) -> PromptId:
    try:
        return PromptId(parse_id(text))
    except Invalid as error:
        raise refused_fields([FieldError("prompt_id", error.detail, error.code)]) from error


def _metadata(text: str) -> dict[str, object]:
    try:
        return _METADATA.validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise refused_fields(
            [FieldError("metadata", f"is not a JSON object: {found['msg']}", found["type"])]
        ) from error
