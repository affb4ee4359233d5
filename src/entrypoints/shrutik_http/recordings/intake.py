"""An upload while it is sent: a form whose audio is stored as it comes in, whatever order its parts have."""

from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError, TooLarge, Unsupported
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_recording import Reception, UploadRecording
from shrutik_http.call import Call
from shrutik_http.recordings.form import (
    FIELDS,
    LONGEST_FIELD,
    NO_COLLECTION,
    to_collection,
    to_details,
    to_speaker,
    to_text,
)
from shrutik_http.recordings.messages import RecordingReceipt, UploadQuery
from shrutik_http.refusals import refused_fields, unknown_field

_AUDIO = "audio"
_OVERHEAD = 1024 * 1024
_OF_A_PART = 64


@attrs.define
class UploadIntake:
    """`Intake` of one recording; made by `of`."""

    _call: Call[None, UploadQuery]
    _reception: Reception
    _fields: dict[str, str] = attrs.field(factory=dict, init=False)
    _part: str | None = attrs.field(default=None, init=False)
    _text: bytearray = attrs.field(factory=bytearray, init=False)
    _room: int = attrs.field(default=_OVERHEAD, init=False)
    _audio_seen: bool = attrs.field(default=False, init=False)

    @classmethod
    def of(cls, call: Call[None, UploadQuery], upload: UploadRecording) -> Self:
        """The intake, once all is checked that can be known before the first byte of the body.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``content_type_unsupported``, ``too_large`` or ``idempotency_key_invalid``.
            Missing: ``collection_missing`` or ``speaker_missing``.
            Refused: ``consent_required`` or ``not_permitted``.
            UsedUp: ``daily_upload_used_up``.
        """
        if call.raw.media_type != "multipart/form-data":
            raise Unsupported("content_type_unsupported", "Send a form: multipart/form-data with audio and collection.")
        largest = upload.intake.largest + _OVERHEAD
        if (call.raw.length or 0) > largest:
            detail = f"This form may be at most {largest / 1024 / 1024:g} MB."
            raise TooLarge("too_large", detail, extra={"most_bytes": largest})
        least = max(0, (call.raw.length or 0) - _OVERHEAD)
        speaker = to_speaker({}, call.query.speaker)
        return cls(call, upload.receive(call.actor, call.key_of({}), call.query.collection, least, speaker))

    def part(self, name: str) -> None:
        """See `Intake.part`.

        Raises:
            Invalid: ``fields_invalid`` or ``too_large``; and what `UploadRecording.receive` raises.
        """
        self._end_part()
        self._spend(_OF_A_PART)
        if name == _AUDIO:
            self._begin_audio()
        elif name not in FIELDS:
            raise refused_fields([unknown_field(name, (_AUDIO, *FIELDS))])
        self._part = name

    def write(self, block: bytes) -> None:
        """See `Intake.write`.

        Raises:
            Invalid: ``fields_invalid``, ``too_large`` or ``unsupported_media``.
            Unavailable: if the store does not take it.
            UsedUp: ``daily_upload_used_up``.
        """
        if self._part == _AUDIO:
            self._reception.write(block)
            return
        self._spend(len(block))
        self._text += block
        if len(self._text) > LONGEST_FIELD:
            detail = f"is larger than {LONGEST_FIELD // 1024} kB"
            raise refused_fields([FieldError(self._part or "", detail, "too_long")])

    def finish(self) -> RecordingReceipt:
        """See `Intake.finish`; raises as `UploadRecording`, and ``fields_invalid``."""
        self._end_part()
        collection = to_collection(self._fields, self._call.query.collection)
        missing = [] if self._audio_seen else [FieldError(_AUDIO, "is required: the recording's file", "missing")]
        if collection is None or missing:
            raise refused_fields([*missing, *([] if collection else [NO_COLLECTION])])
        details = to_details(self._fields, collection, to_speaker(self._fields, self._call.query.speaker))
        return RecordingReceipt.of(self._reception.finish(details, lambda sha256: self._key(details, sha256)))

    def close(self) -> None:
        """See `Intake.close`."""
        self._reception.close()

    def _begin_audio(self) -> None:
        if self._audio_seen:
            raise refused_fields([FieldError(_AUDIO, "comes twice; send one recording at a time")])
        collection = to_collection(self._fields, self._call.query.collection)
        if collection is not None:
            self._reception.check(collection, to_speaker(self._fields, self._call.query.speaker))
        self._reception.begin()
        self._audio_seen = True

    def _end_part(self) -> None:
        if self._part is not None and self._part != _AUDIO:
            self._fields[self._part] = to_text(self._part, bytes(self._text))
        self._text.clear()

    def _spend(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            detail = "Apart from the audio this form may be at most 1 MB."
            raise TooLarge("too_large", detail, extra={"most_bytes": _OVERHEAD})

    def _key(self, details: UploadDetails, sha256: str) -> IdempotencyKey | None:
        asked = {
            "audio": sha256,
            "collection": details.collection,
            "prompt_id": str(details.prompt),
            "metadata": dict(details.metadata),
        }
        if details.speaker is not None:
            asked["speaker"] = str(details.speaker)
        return self._call.key_of(asked)
