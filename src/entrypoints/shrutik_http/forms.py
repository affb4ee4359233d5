"""An upload as it comes in: a form whose audio is stored while it is read, whatever order its parts have."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import falcon
from falcon.media.multipart import BodyPart, MultipartFormHandler, MultipartParseOptions
from pydantic import TypeAdapter, ValidationError

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import PromptId, parse_id
from shrutik_core.use_cases.recordings.audio_intake import StoredAudio
from shrutik_core.use_cases.recordings.upload_recording import LARGEST_METADATA, UploadDetails
from shrutik_http.reading import body_stream, refused_fields
from shrutik_http.schemas.base import Object

_BLOCK = 256 * 1024
_OVERHEAD = 1024 * 1024
_LONGEST_FIELD = 2 * LARGEST_METADATA
_FIELDS = ("collection", "prompt_id", "metadata")
_METADATA: TypeAdapter[dict[str, object]] = TypeAdapter(Object)

Store = Callable[[Iterable[bytes]], StoredAudio]


@attrs.frozen
class Upload:
    """What was sent.

    Attributes:
        audio: what is stored of it.
        details: what was said about it.
    """

    audio: StoredAudio
    details: UploadDetails


def read_upload(req: falcon.Request, store: Store, largest: int) -> Upload:
    """Read the form, handing its audio to ``store`` as it comes in.

    If this raises after the audio was stored, the caller takes the audio away.

    Raises:
        Invalid: ``content_type_unsupported``, ``form_malformed``, ``fields_invalid``, ``too_large``, or what ``store``
            raises.
    """
    audio: StoredAudio | None = None
    fields: dict[str, str] = {}
    try:
        for part in _form(req, largest):
            if part.name == "audio":
                if audio is not None:
                    raise refused_fields([FieldError("audio", "comes twice; send one recording at a time")])
                audio = store(_blocks(part))
            elif part.name in _FIELDS:
                fields[part.name] = _text(part)
    except (falcon.MediaMalformedError, UnicodeDecodeError) as error:
        raise _malformed() from error
    return _whole(audio, fields)


def _form(req: falcon.Request, largest: int) -> Iterable[BodyPart]:
    content_type = req.content_type or ""
    if content_type.partition(";")[0].strip().lower() != "multipart/form-data":
        raise Invalid("content_type_unsupported", "Send a form: multipart/form-data with audio and collection.")
    most = largest + _OVERHEAD
    if (req.content_length or 0) > most:
        raise Invalid("too_large", f"A recording may have {largest / 1024 / 1024:g} MB at most.")
    handler = MultipartFormHandler(MultipartParseOptions())
    length = most if req.content_length is None else req.content_length
    try:
        return handler.deserialize(body_stream(req), content_type, length)
    except falcon.HTTPInvalidHeader as error:
        raise _malformed() from error


def _blocks(part: BodyPart) -> Iterator[bytes]:
    stream: Any = part.stream
    while block := stream.read(_BLOCK):
        yield block


def _text(part: BodyPart) -> str:
    raw = part.stream.read(_LONGEST_FIELD + 1)
    name = str(part.name)
    if len(raw) > _LONGEST_FIELD:
        raise refused_fields([FieldError(name, f"has more than {_LONGEST_FIELD // 1024} kB", "too_long")])
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise refused_fields([FieldError(name, "is no UTF-8", "encoding")]) from error
    if "\0" in text:
        raise refused_fields([FieldError(name, "holds a NUL character", "text_nul")])
    return text.strip()


def _malformed() -> Invalid:
    return Invalid("form_malformed", "The form cannot be read; it may have been cut off on its way. Send it again.")


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
        raise refused_fields([FieldError("metadata", f"is no JSON object: {found['msg']}", found["type"])]) from error
