"""The start of a recording at 4 kHz, for its fingerprint."""

import numpy as np
import numpy.typing as npt
import soxr

from shrutik_audio.samples import Block, to_mono
from shrutik_core.recordings.fingerprint import RATE, SECONDS, Fingerprint
from shrutik_core.recordings.likeness import fingerprint


class Fingerprinter:
    """Resamples as much of a recording as a fingerprint looks at, and then nothing more.

    Args:
        rate: samples per second of the recording.
    """

    def __init__(self, rate: int) -> None:
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32", quality="LQ")
        self._wanted = round((SECONDS + 1) * rate)
        self._parts: list[npt.NDArray[np.float32]] = []

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        if self._wanted > 0:
            taken = to_mono(block)[: self._wanted]
            self._wanted -= len(taken)
            self._parts.append(self._resampler.resample_chunk(taken))

    def finish(self) -> Fingerprint:
        """The fingerprint of what was fed."""
        self._parts.append(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        return fingerprint(np.concatenate(self._parts), RATE)
