"""Peak, offset and clipping: what the values of the samples tell, whatever their order."""

import numpy as np
import numpy.typing as npt

_BINS = 4_096
_COUNTED = 0.5
_TOP_SHARE = 0.93
_BELOW = 8
_BARS = 100
_HEAP, _FOOT = 3.0, 1.5
_LEAST = 4


class Levels:
    """A histogram of the loudest samples, of 4,096 bins for each sign, and the sums of all.

    Only what is over half the peak so far is counted: what the end of the histogram is made of, and little else.
    """

    def __init__(self, channels: int) -> None:
        self._counts = np.zeros(2 * _BINS + 1, np.int64)
        self._sums = np.zeros(channels)
        self._frames = 0
        self._peak = 0.0

    def feed(self, scaled: npt.NDArray[np.float32]) -> None:
        """Takes a block as floats, (frames, channels)."""
        if not len(scaled):
            return
        self._frames += len(scaled)
        self._sums += np.ones(len(scaled), np.float32) @ scaled
        self._peak = max(self._peak, float(scaled.max()), -float(scaled.min()))
        limit = np.float32(_COUNTED * self.peak)
        loud = scaled[(scaled >= limit) | (scaled <= -limit)]
        bins = np.floor(loud.clip(-1, 1) * np.float32(_BINS)).astype(np.int64) + _BINS
        self._counts += np.bincount(bins, minlength=len(self._counts))

    @property
    def peak(self) -> float:
        """Largest sample, 0 to 1."""
        return min(1.0, self._peak)

    @property
    def offset(self) -> float:
        """Mean of the samples of the channel that is furthest off."""
        means = self._sums / max(1, self._frames)
        return float(means[np.argmax(np.abs(means))])

    @property
    def clipped(self) -> float:
        """Share of samples on a flat top, 0 to 1."""
        above, below = self._counts[_BINS:], self._counts[_BINS::-1]
        return (heap(above) + heap(below)) / max(1, self._frames * len(self._sums))


def heap(counts: npt.NDArray[np.int64]) -> float:
    """How many samples lie on a flat top at the end of a histogram of one sign.

    Speech grows rarer towards its peak. Where samples were clipped they heap up near the end instead, in a narrow
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
    """About 100 bars, counted down from the peak so that the last one is whole; none where the sound is too soft."""
    used = np.flatnonzero(counts)
    if not len(used) or used[-1] < _BARS // 4:
        return np.zeros(0, np.int64)
    reach = int(used[-1]) + 1
    width = max(1, -(-reach // _BARS))
    padded = np.concatenate([np.zeros(-reach % width, np.int64), counts[:reach]])
    return np.asarray(padded.reshape(-1, width).sum(axis=1))
