"""Peak, offset and clipping: what the values of the samples tell, whatever their order."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.tones import PURE, pure_tones
from shrutik_audio.samples import Block
from shrutik_core.recordings.samples import full_scale

_BINS = 4_096
_CENTRES = 1_024
_COUNTED = 0.75
# Of a sine, a quarter or more is as far out as is counted, whatever the rate; of speech or noise a small part.
_SINE_SHARE = 0.2
_TOP_SHARE = 0.93
_BELOW = 8
_BARS = 100
_HEAP, _FOOT = 3.0, 1.5
_LEAST = 4


class Levels:
    """A histogram of the loudest samples, of 4,096 bins for each sign, and the sums of all.

    Only what is over three quarters of the way from the offset to the peak so far is counted: the ends of the
    histogram, and little else. Pure tones are left out, as most of a sine lies near its ends.

    Args:
        channels: of every block.
        rate: samples per second.

    Attributes:
        frames: how many were fed.
        counts: the histogram, from -1 to 1.
        sums: of the samples of each channel.
        highest: largest sample, 1 being full scale; a lossy decoder may swing over it.
        above, below: how far what was counted reaches from the offset to either side.
    """

    def __init__(self, channels: int, rate: int) -> None:
        self._rate, self._piece = rate, rate // 100
        self._rest: Block | None = None
        self.above = self.below = 0.0
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
        joined = block if self._rest is None else np.concatenate([self._rest, block])
        whole = len(joined) // self._piece * self._piece
        self._take(joined[:whole], self._piece)
        self._rest = joined[whole:].copy()

    def _take(self, sound: Block, size: int) -> None:
        """Takes whole pieces of so many frames each."""
        if not len(sound):
            return
        unit, centre = full_scale(sound), self._centre()
        pieces = sound.reshape(len(sound) // size, -1)
        highest, lowest = pieces.max(axis=1) * unit, pieces.min(axis=1) * unit
        self.highest = max(self.highest, float(highest.max()), -float(lowest.min()))
        ends = np.stack([highest - centre, centre - lowest])
        loud = np.flatnonzero(self._is_loud(ends))
        tones = loud[self._are_tones(pieces[loud], unit, ends[:, loud].max(axis=0))]
        # In the pieces beside them, a tone begins or ends.
        kept = np.setdiff1d(loud, np.concatenate([tones - 1, tones, tones + 1]))
        if not len(kept):
            return
        self.above, self.below = np.maximum([self.above, self.below], ends[:, kept].max(axis=1))
        self._count(pieces[kept[self._is_loud(ends[:, kept])]], unit, centre)

    def _is_loud(self, ends: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        """Which pieces reach as far as is counted, to one side or the other."""
        return np.asarray((ends[0] >= _COUNTED * self.above) | (ends[1] >= _COUNTED * self.below))

    def _are_tones(self, pieces: Block, unit: float, reach: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        """Which pieces, that reach so far from the offset, are pure tones in every channel that is not soft."""
        channels, centre = len(self.sums), self._centre()
        high, low = (_scale(centre + sign * _COUNTED * reach, pieces, unit)[:, None] for sign in (1, -1))
        some = pieces[:, : (pieces.shape[1] + 3) // 4]
        found = ((some >= high) | (some <= low)).mean(axis=1) > _SINE_SHARE / channels
        rows = (
            pieces[found]
            .reshape(int(found.sum()), pieces.shape[1] // channels, channels)
            .swapaxes(1, 2)
            .astype(np.float32)
        )
        rows = rows * np.float32(unit) - np.float32(centre)
        powers = np.square(rows).mean(axis=2)
        soft = powers < PURE * powers.max(axis=1, initial=0, keepdims=True)
        tones = pure_tones(rows.reshape(-1, rows.shape[2]), self._rate).reshape(powers.shape)
        found[found] = np.asarray((tones | soft).all(axis=1) & tones.any(axis=1))
        return np.asarray(found, np.bool_)

    def _count(self, pieces: Block, unit: float, centre: float) -> None:
        limits = np.array([centre + _COUNTED * self.above, centre - _COUNTED * self.below])
        high, low = _scale(limits, pieces, unit)
        loud = pieces[(pieces >= high) | (pieces <= low)].astype(np.float32) * np.float32(unit)
        bins = np.floor(loud.clip(-1, 1) * np.float32(_BINS)).astype(np.int64) + _BINS
        self.counts += np.bincount(bins, minlength=len(self.counts))

    def settle(self) -> None:
        """Takes the last piece, which is not whole."""
        if self._rest is not None and len(self._rest):
            self._take(self._rest, len(self._rest))
        self._rest = None

    def add(self, other: "Levels") -> None:
        """Takes all that another was fed."""
        self.settle()
        other.settle()
        self.frames += other.frames
        self.sums += other.sums
        self.highest = max(self.highest, other.highest)
        self.above, self.below = max(self.above, other.above), max(self.below, other.below)
        self.counts += other.counts

    @property
    def peak(self) -> float:
        """Largest sample, 0 to 1; asked once all was fed."""
        self.settle()
        return min(1.0, self.highest)

    @property
    def offset(self) -> float:
        """Mean of the samples of the channel that is furthest off."""
        means = self.sums / max(1, self.frames)
        return float(means[np.argmax(np.abs(means))])

    def _centre(self) -> float:
        """Mean of all samples so far, to a thousandth: about it lies what is clipped above and below."""
        return round(float(self.sums.mean()) / max(1, self.frames) * _CENTRES) / _CENTRES

    @property
    def clipped(self) -> float:
        """Share of samples on a flat top, 0 to 1; asked once all was fed."""
        self.settle()
        centre = _BINS + round(self._centre() * _BINS)
        above, below = self.counts[centre:], self.counts[centre::-1]
        return (heap(above) + heap(below)) / max(1, self.frames * len(self.sums))


def _scale(values: npt.NDArray[np.floating], like: Block, unit: float) -> Block:
    """Values from -1 to 1 as samples of the same type."""
    scaled = values / unit
    if like.dtype.kind == "i":
        scaled = np.clip(scaled, np.iinfo(like.dtype).min, np.iinfo(like.dtype).max)
    return np.asarray(scaled.astype(like.dtype))


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
