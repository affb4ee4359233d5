"""The intake of audio: bytes are stored as they come in, and what cannot be used is refused at once."""

from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.id_source import IdSource
from shrutik_core.recordings.media import NOT_ACCEPTED, SNIFF_BYTES, MediaType, sniff
from shrutik_core.recordings.recording import original_key
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import FieldError, Invalid, ShrutikError, TooLarge
from shrutik_core.shared.ids import RecordingId

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
    audio_processor: AudioCheck
    limits: AudioLimits = attrs.field(factory=AudioLimits)
    largest: int = LARGEST_UPLOAD

    def store(self, parts: Iterable[bytes]) -> StoredAudio:
        """The stored audio; nothing stays behind if it is refused.

        Raises:
            Invalid: ``empty``, ``unsupported_media``, ``too_large``, ``too_long``, or whatever else its header tells.
            Unavailable: if the store does not take it.
        """
        recording = RecordingId(self.ids.new())
        head, rest = _head(iter(parts))
        if not head:
            raise Invalid(
                "empty", "The file is empty; record again.", errors=[FieldError("audio", "is empty", "empty")]
            )
        media_type = sniff(head)
        if media_type is None:
            raise Invalid(
                "unsupported_media",
                NOT_ACCEPTED,
                errors=[FieldError("audio", "is not a known kind of audio", "unsupported_media")],
            )
        blob = self.blobs.put(original_key(recording), self._bounded(head, rest))
        stored = StoredAudio(recording, blob, media_type)
        try:
            with self.blobs.fetch(blob.key) as source:
                self.audio_processor.check(source, self.limits)
        except ShrutikError:
            self.discard(stored)
            raise
        return stored

    def discard(self, stored: StoredAudio) -> None:
        """Take stored audio away again."""
        self.blobs.delete(stored.blob.key)

    def _bounded(self, head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        size = len(head)
        if size <= self.largest:
            yield head
        for part in rest:
            size += len(part)
            if size > self.largest:
                break
            yield part
        if size > self.largest:
            limit = f"{self.largest / 1024 / 1024:g} MB"
            raise TooLarge("too_large", f"A recording may have {limit} at most; send it as FLAC or Opus, or in parts.")


def _head(parts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    head = b""
    for part in parts:
        head += part
        if len(head) >= SNIFF_BYTES:
            break
    return head, parts
