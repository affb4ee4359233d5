"""Show what a clip looks like: drawn when it is first asked for, then kept beside the clip."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, peaks_key, spectrogram_key
from shrutik_core.people.roles import Actor
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_pictures import ClipPictures
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.peaks import Peaks
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ChunkId
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.steps.lookups import voice_withdrawn


@attrs.frozen
class PictureChunks:
    """Outlines and spectrograms of chunks, for those who may hear them."""

    units_of_work: UnitsOfWork
    read_chunks: ReadChunks
    blobs: BlobStore
    pictures: ClipPictures

    def peaks(self, actor: Actor | None, chunk_id: ChunkId) -> Peaks:
        """The outline of a clip; ``actor`` is None for whoever holds a signed link.

        Raises:
            Gone: ``voice_withdrawn``.
            Invalid: ``too_long``, ``damaged``, ``undecodable`` or ``decoding_too_costly``.
            Missing: ``chunk_missing``, or ``blob_missing`` if its audio is gone.
            Unavailable: ``blob_store_unavailable``, ``blob_store_full`` or ``decoder_lost``.
        """
        chunk = self.read_chunks.heard(actor, chunk_id)
        return Peaks.from_bytes(self._kept(chunk, peaks_key(chunk), self._draw_peaks))

    def spectrogram(self, actor: Actor | None, chunk_id: ChunkId) -> bytes:
        """The spectrogram of a clip, as a PNG; ``actor`` is None for whoever holds a signed link.

        Raises:
            Gone: ``voice_withdrawn``.
            Invalid: ``too_long``, ``damaged``, ``undecodable`` or ``decoding_too_costly``.
            Missing: ``chunk_missing``, or ``blob_missing`` if its audio is gone.
            Unavailable: ``blob_store_unavailable``, ``blob_store_full`` or ``decoder_lost``.
        """
        chunk = self.read_chunks.heard(actor, chunk_id)
        return self._kept(chunk, spectrogram_key(chunk), self.pictures.spectrogram)

    def _draw_peaks(self, clip: BinaryIO) -> bytes:
        return self.pictures.peaks(clip).to_bytes()

    def _kept(self, chunk: Chunk, key: str, draw: Callable[[BinaryIO], bytes]) -> bytes:
        try:
            return _whole(self.blobs.open(key))
        except Missing:
            with self.blobs.fetch(chunk.audio.key) as clip:
                drawn = draw(clip)
            self._keep(chunk, key, drawn)
            return drawn

    def _keep(self, chunk: Chunk, key: str, drawn: bytes) -> None:
        """Store it, unless the voice was withdrawn meanwhile.

        Audio is erased only after it was withdrawn, so whatever is stored while it is not will be found by that.
        """
        self.blobs.put(key, (drawn,))
        with self.units_of_work() as uow:
            now = uow.chunks.find(chunk.id)
        if now is None or now.status is ChunkStatus.WITHDRAWN:
            self.blobs.delete(key)
            raise voice_withdrawn()


def _whole(opened: AbstractContextManager[BinaryIO]) -> bytes:
    with opened as stream:
        return stream.read()
