"""Peak, offset and clipping: what the values of the samples tell, whatever their order."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.samples import Block
from shrutik_core.recordings.samples import full_scale

_BINS = 4_096
_COUNTED = 0.75
_TOP_SHARE = 0.93
_BELOW = 8
_BARS = 100
_HEAP, _FOOT = 3.0, 1.5
_LEAST = 4


class Levels:
    """A histogram of the loudest samples, of 4,096 bins for each sign, and the sums of all.

    Only what is over three quarters of the peak so far is counted: the end of the histogram, and little else.

    Attributes:
        frames: how many were fed.
        counts: the histogram, from -1 to 1.
        sums: of the samples of each channel.
        highest: largest sample, 1 being full scale; a lossy decoder may swing over it.
    """

    def __init__(self, channels: int) -> None:
        self.counts = np.zeros(2 * _BINS + 1, np.int64)
        self.sums = np.zeros(channels)
        self.frames = 0
        self.highest = 0.0

    def feed(self, block: Block, scaled: npt.NDArray[np.float32]) -> None:
        """Takes a block as it was decoded and as floats, (frames, channels)."""
        if not len(block):
            return
        self.frames += len(block)
        self.sums += np.einsum("ij->j", scaled)
        unit = full_scale(block)
        self.highest = max(self.highest, float(block.max()) * unit, -float(block.min()) * unit)
        limit = block.dtype.type(_COUNTED * self.peak / unit)
        loud = block[(block >= limit) | (block <= -limit)].astype(np.float32) * np.float32(unit)
        bins = np.floor(loud.clip(-1, 1) * np.float32(_BINS)).astype(np.int64) + _BINS
        self.counts += np.bincount(bins, minlength=len(self.counts))

    def add(self, other: "Levels") -> None:
        """Takes all that another was fed."""
        self.frames += other.frames
        self.sums += other.sums
        self.highest = max(self.highest, other.highest)
        self.counts += other.counts

    @property
    def peak(self) -> float:
        """Largest sample, 0 to 1."""
        return min(1.0, self.highest)

    @property
    def offset(self) -> float:
        """Mean of the samples of the channel that is furthest off."""
        means = self.sums / max(1, self.frames)
        return float(means[np.argmax(np.abs(means))])

    @property
    def clipped(self) -> float:
        """Share of samples on a flat top, 0 to 1."""
        above, below = self.counts[_BINS:], self.counts[_BINS::-1]
        return (heap(above) + heap(below)) / max(1, self.frames * len(self.sums))


def heap(counts: npt.NDArray[np.int64]) -> float:
    """How many samples lie on a flat top at the end of a histogram of one sign.

    Speech grows rarer towards its peak. If samples were clipped, they heap up near the end instead, in a narrow
    heap even when noise or a change of gain came later. What the bars just below the heap lead one to expect under
    it is taken off.

    Args:
        counts: of the amplitudes 0, 1, 2 ...; shape (bins,).
    """
    bars = _bars(counts)
    size = len(bars)
    if not size:
        return 0.0
    start = int(_TOP_SHARE * size)
    peak = start + int(np.argmax(bars[start:]))
    usual = float(np.median(bars[peak - 3 - _BELOW : peak - 3]))
    if bars[peak] <= _HEAP * usual + 2:
        return 0.0
    first = peak
    while first > peak - 3 and bars[first - 1] > _FOOT * usual + 1:
        first -= 1
    found = float(bars[first:].sum()) - usual * (peak - first + 0.5)
    return found if found >= _LEAST else 0.0


def _bars(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """About 100 bars, counted down from the peak so that the last one is whole; none if the sound is too soft."""
    used = np.flatnonzero(counts)
    if not len(used) or used[-1] < _BARS // 4:
        return np.zeros(0, np.int64)
    reach = int(used[-1]) + 1
    width = max(1, -(-reach // _BARS))
    padded = np.concatenate([np.zeros(-reach % width, np.int64), counts[:reach]])
    return np.asarray(padded.reshape(-1, width).sum(axis=1))
