"""What a clip looks like, drawn in a child process."""

from typing import BinaryIO, cast

from shrutik_audio.confined.pool import DecoderPool
from shrutik_core.recordings.peaks import Peaks


class ConfinedPictures:
    """`ClipPictures` whose work is done by `SoundPictures` in child processes.

    Args:
        pool: whose decoders work.
    """

    def __init__(self, pool: DecoderPool) -> None:
        self._pool = pool

    def peaks(self, clip: BinaryIO) -> Peaks:
        """See `ClipPictures.peaks`."""
        _, found = self._pool.ask("peaks", source=clip)
        return Peaks.from_bytes(cast("bytes", found))

    def spectrogram(self, clip: BinaryIO) -> bytes:
        """See `ClipPictures.spectrogram`."""
        _, found = self._pool.ask("spectrogram", source=clip)
        return cast("bytes", found)
