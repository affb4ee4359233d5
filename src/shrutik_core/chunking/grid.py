"""Where a recording's frames lie among its samples."""

from typing import Self

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.envelope import Features


@attrs.frozen
class Grid:
    """Frames that lie whole hops apart.

    Attributes:
        origin: sample of the first frame, 0 to ``hop - 1``.
        hop: samples from frame to frame.
    """

    origin: int
    hop: int

    @classmethod
    def of(cls, features: Features) -> Self:
        """That of a recording's envelope."""
        return cls(features.origin, features.hop)

    def samples(self, frames: NDArray[np.int64]) -> NDArray[np.int64]:
        """The samples at which these frames lie; of the same shape."""
        return self.origin + frames * self.hop

    def sample(self, frame: int) -> int:
        """The sample at which this frame lies."""
        return self.origin + frame * self.hop

    def within(self, start: int, end: int) -> slice:
        """The frames, of any number, that lie at ``start`` or after it and before ``end``, in samples from 0."""
        return slice(self._from(start), self._from(end))

    def _from(self, sample: int) -> int:
        return -((self.origin - sample) // self.hop)

    def heard(self, start: int, end: int, loud: NDArray[np.bool_]) -> tuple[int, int]:
        """Where speech begins and ends between two samples; the two samples themselves if there is none.

        Without the margins of a silence: the same however much silence there is in front.

        Args:
            start: the first sample of the passage.
            end: one past its last.
            loud: of each frame of the recording whether anything is heard in it, shape (frames,).
        """
        frames = self.within(start, end)
        speech = np.flatnonzero(loud[frames])
        if not len(speech):
            return start, end
        return self.sample(frames.start + int(speech[0])), self.sample(frames.start + int(speech[-1]))
