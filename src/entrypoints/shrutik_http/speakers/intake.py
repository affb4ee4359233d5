"""A consent that was given aloud, while it is sent."""

from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError, TooLarge, Unsupported
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.entrusted.record_consent import RecordConsent
from shrutik_core.use_cases.recordings.audio_intake import IncomingAudio
from shrutik_http.call import Call
from shrutik_http.consents.messages import ConsentMessage
from shrutik_http.messages import NoQuery
from shrutik_http.recordings.form import to_text
from shrutik_http.refusals import refused_fields, unknown_field
from shrutik_http.speakers.form import FIELDS, to_answer

_AUDIO = "audio"
_LONGEST_FIELD = 4096
LARGEST_CONSENT = 32 * 1024 * 1024
"""Bytes of the whole form: some minutes of uncompressed speech."""


@attrs.define
class ConsentIntake:
    """`Intake` of one consent; made by `of`."""

    _call: Call[None, NoQuery]
    _record: RecordConsent
    _speaker: SpeakerId
    _audio: IncomingAudio
    _audio_seen: bool = attrs.field(default=False, init=False)
    _fields: dict[str, str] = attrs.field(factory=dict, init=False)
    _part: str = attrs.field(default="", init=False)
    _text: bytearray = attrs.field(factory=bytearray, init=False)
    _size: int = attrs.field(default=0, init=False)

    @classmethod
    def of(cls, call: Call[None, NoQuery], record: RecordConsent) -> Self:
        """The intake, once it is known that the caller looks after the speaker.

        Raises:
            Invalid: ``content_type_unsupported``, ``too_large`` or ``idempotency_key_invalid``.
            Missing: ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        if call.raw.media_type != "multipart/form-data":
            raise Unsupported("content_type_unsupported", "Send a form: multipart/form-data with audio and version.")
        speaker = SpeakerId(call.id("speaker_id"))
        record.check(call.actor, speaker)
        _check_size(call.raw.length or 0)
        call.key_of({})
        return cls(call, record, speaker, record.intake.receive())

    def part(self, name: str) -> None:
        """See `Intake.part`.

        Raises:
            Invalid: ``fields_invalid``.
        """
        self._end_part()
        if name != _AUDIO and name not in FIELDS:
            raise refused_fields([unknown_field(name, (_AUDIO, *FIELDS))])
        if name in self._fields or (name == _AUDIO and self._audio_seen):
            raise refused_fields([FieldError(name, "comes twice; send each part once")])
        self._audio_seen = self._audio_seen or name == _AUDIO
        self._part = name

    def write(self, block: bytes) -> None:
        """See `Intake.write`.

        Raises:
            Invalid: ``fields_invalid``, ``too_large`` or ``unsupported_media``.
            Unavailable: if the store does not take it.
        """
        self._size += len(block)
        _check_size(self._size)
        if self._part == _AUDIO:
            self._audio.write(block)
            return
        self._text += block
        if len(self._text) > _LONGEST_FIELD:
            raise refused_fields([FieldError(self._part, f"has more than {_LONGEST_FIELD} bytes", "too_long")])

    def finish(self) -> ConsentMessage:
        """See `Intake.finish`; raises as `RecordConsent`, and ``fields_invalid``."""
        self._end_part()
        if not self._audio_seen:
            raise refused_fields([FieldError(_AUDIO, "is required: the person saying that they consent", "missing")])
        answer = to_answer(self._fields)
        return ConsentMessage.of(self._record(self._call.actor, self._speaker, answer, self._audio, self._key))

    def close(self) -> None:
        """See `Intake.close`."""
        self._audio.close()

    def _key(self, sha256: str) -> IdempotencyKey | None:
        return self._call.key_of({**self._fields, "speaker": str(self._speaker), "audio": sha256})

    def _end_part(self) -> None:
        if self._part and self._part != _AUDIO:
            self._fields[self._part] = to_text(self._part, bytes(self._text))
        self._text.clear()


def _check_size(size: int) -> None:
    if size > LARGEST_CONSENT:
        detail = f"A consent may have {LARGEST_CONSENT >> 20} MB at most; send it as FLAC or Opus."
        raise TooLarge("too_large", detail, extra={"most_bytes": LARGEST_CONSENT})
