"""The intake of audio: bytes are stored as they come in, and what cannot be used is refused at once."""

import hashlib
from collections.abc import Iterable

import attrs

from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore, Staging
from shrutik_core.ports.id_source import IdSource
from shrutik_core.recordings.media import NOT_ACCEPTED, SNIFF_BYTES, MediaType, sniff
from shrutik_core.recordings.recording import original_key
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import FieldError, Invalid, TooLarge
from shrutik_core.shared.ids import RecordingId
from shrutik_core.shared.receipts import Receipt

LARGEST_UPLOAD = 512 * 1024 * 1024


@attrs.frozen
class StoredAudio:
    """Audio that is stored but does not belong to a recording yet.

    Attributes:
        recording: the id that the recording will have.
        blob: where the bytes lie.
        media_type: from the content.
    """

    recording: RecordingId
    blob: StoredBlob
    media_type: MediaType


@attrs.frozen
class AudioIntake:
    """Stores the audio of one upload, or refuses it.

    Attributes:
        largest: bytes that an upload may have.
    """

    blobs: BlobStore
    ids: IdSource
    audio_check: AudioCheck
    limits: AudioLimits = attrs.field(factory=AudioLimits)
    largest: int = LARGEST_UPLOAD

    def receive(self) -> "IncomingAudio":
        """What takes one upload's audio while it comes in."""
        return IncomingAudio(self)

    def store(self, parts: Iterable[bytes]) -> StoredAudio:
        """The stored audio; nothing stays behind if it is refused.

        Raises:
            Invalid: ``empty``, ``unsupported_media``, ``too_large``, ``too_long``, or whatever else its header tells.
            Unavailable: if the store does not take it.
        """
        incoming = self.receive()
        try:
            for part in parts:
                incoming.write(part)
            return incoming.finish()
        finally:
            incoming.close()

    def discard(self, stored: StoredAudio) -> None:
        """Take stored audio away again."""
        self.blobs.delete(stored.blob.key)


@attrs.define
class IncomingAudio:
    """The audio of one upload while it comes in; `close` is always the last call."""

    _intake: AudioIntake
    _head: bytes = attrs.field(default=b"", init=False)
    _begun: tuple[MediaType, Staging] | None = attrs.field(default=None, init=False)

    def write(self, block: bytes) -> None:
        """Take the block; nothing is written before it is known to be audio.

        Raises:
            Invalid: ``unsupported_media`` or ``too_large``.
            Unavailable: if the store does not take it.
        """
        if self._begun is not None:
            self._append(self._begun[1], block)
            return
        self._head += block
        if len(self._head) >= SNIFF_BYTES:
            self._begin()

    def finish(self) -> StoredAudio:
        """The stored audio, once its header was looked at; raises as `AudioIntake.store`."""
        recording = RecordingId(self._intake.ids.new())
        return StoredAudio(recording, *self.keep(original_key(recording)))

    def keep(self, key: str) -> tuple[StoredBlob, MediaType]:
        """The audio under another key than a recording's; as `finish`."""
        media_type, staging = self._begun or self._begin()
        with staging.fetch() as source:
            self._intake.audio_check.check(source, self._intake.limits)
        return staging.commit(key), media_type

    def close(self) -> None:
        """Take away what was not finished."""
        if self._begun is not None:
            self._begun[1].discard()

    def _begin(self) -> tuple[MediaType, Staging]:
        head, self._head = self._head, b""
        self._begun = known_media_type(head), self._intake.blobs.stage(self._intake.largest)
        self._append(self._begun[1], head)
        return self._begun

    def _append(self, staging: Staging, block: bytes) -> None:
        try:
            staging.write(block)
        except TooLarge as error:
            raise too_large(self._intake.largest) from error


@attrs.define
class RepeatedAudio:
    """The audio of a call that was done before: it is compared and not stored.

    Attributes:
        receipt: of the call.
    """

    receipt: Receipt
    _largest: int
    _size: int = attrs.field(default=0, init=False)
    _digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256, init=False)

    @property
    def sha256(self) -> str:
        """Of what was written so far, hexadecimal."""
        return self._digest.hexdigest()

    def write(self, block: bytes) -> None:
        """Take the block.

        Raises:
            Invalid: ``too_large``.
        """
        self._size += len(block)
        if self._size > self._largest:
            raise too_large(self._largest)
        self._digest.update(block)


def too_large(largest: int) -> TooLarge:
    """The error that an upload has more than so many bytes."""
    limit = f"{largest / 1024 / 1024:g} MB"
    detail = f"A recording may have {limit} at most; send it as FLAC or Opus, or in parts."
    return TooLarge("too_large", detail, extra={"most_bytes": largest})


def known_media_type(head: bytes) -> MediaType:
    """What a sound file is, told from its first bytes.

    Raises:
        Invalid: ``empty`` or ``unsupported_media``.
    """
    if not head:
        raise Invalid("empty", "The file is empty; record again.", errors=[FieldError("audio", "is empty", "empty")])
    media_type = sniff(head)
    if media_type is None:
        detail = "is not a known kind of audio"
        raise Invalid("unsupported_media", NOT_ACCEPTED, errors=[FieldError("audio", detail, "unsupported_media")])
    return media_type
