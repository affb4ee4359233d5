"""Dropouts: short gaps of one value, digital silence, that tear the sound apart, as lost packets leave them."""

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_audio.samples import Block, to_float
from shrutik_core.recordings.samples import full_scale

_SHORTEST, _LONGEST = 0.002, 0.5
_LOUD = 0.01
# What is as faint is silence if it does not change: A-law has no zero, but this on both sides of it.
_FAINT = 2.0**-12
# Seconds beside a gap in which its edges are judged, and before it in which the coding's step shows.
_EDGE, _CONTEXT = 0.003, 0.02
# So many places are looked at twice before all of a block is.
_FEW = 1_000
# Below so many steps, a coding of few bits knows hardly any value but zero.
_STEPS = 8
# Shares of the peak beside a gap: of its two edges together, and of each if both are torn.
_SWING, _TORN = 0.3, 0.1
_ONE_SIDED, _COARSE = 0.5, 0.1
# Between these lies the first step from zero of a coding that calls much of a voice zero: of 6 to 10 bits.
_FIRST_STEP = (2.0**-10, 2.0**-5)


@attrs.frozen
class Gaps:
    """Gaps between sound of over -40 dBFS, by their edges.

    A packet is lost at any moment, so that the sound mostly stops in mid-swing and starts again in mid-swing. If
    such gaps are a recording's own silence (a synthesised voice, a gate), they are joined to the sound with care
    on one side at least: a vowel comes down to zero, and a burst follows abruptly.

    Attributes:
        torn: how many are torn on both sides.
        one_sided: how many on one.
        coarse: how many begin and end softly, but with a step as a coding of few bits has it.
    """

    torn: int = 0
    one_sided: int = 0
    coarse: int = 0

    def __add__(self, other: "Gaps") -> "Gaps":
        return Gaps(self.torn + other.torn, self.one_sided + other.one_sided, self.coarse + other.coarse)

    @property
    def dropouts(self) -> float:
        """How many gaps are dropouts: those torn on both sides, less half of the one-sided, a tenth of the coarse.

        Of 459 packets lost in speech, 314 left a gap torn on both sides. Of 280 gaps that espeak-ng left in nine
        languages and voices that creak and whisper, 52 were.
        """
        return max(0.0, self.torn - _ONE_SIDED * self.one_sided - _COARSE * self.coarse)


class GapFinder:
    """Finds gaps of 2 to 500 ms of silence in a stream; each is judged once the 3 ms after it have come.

    Args:
        rate: samples per second.
    """

    def __init__(self, rate: int) -> None:
        self._shortest, self._longest = round(rate * _SHORTEST), round(rate * _LONGEST)
        self._edge, self._context = max(1, round(rate * _EDGE)), round(rate * _CONTEXT)
        # What comes before a gap that has only begun, and that.
        self._kept = self._context + self._shortest
        self._tail: Block = np.zeros(0, np.float32)
        self._pending = False

    def feed(self, mono: Block) -> Gaps:
        """Takes the next block, shape (samples,), as it was decoded, and returns the gaps found with it."""
        if len(mono) >= self._kept and not self._pending and not self._may_hold_gap(mono):
            self._tail = mono[len(mono) - self._kept :].copy()
            self._pending = len(_silences(mono[-2:])) > 0
            return Gaps()
        joined = np.concatenate([self._tail.astype(mono.dtype, copy=False), mono])
        runs = _silences(joined)
        ready = runs[:, 1] + self._edge <= len(joined)
        lengths = runs[:, 1] - runs[:, 0]
        fits = (lengths >= self._shortest) & (lengths <= self._longest) & (runs[:, 0] > 0)
        fresh = runs[:, 1] + self._edge > len(self._tail)
        found = self._judged(joined, runs[fits & ready & fresh])
        self._keep(joined, runs[~ready & ((lengths >= self._shortest) | (runs[:, 1] == len(joined)))])
        return found

    def _keep(self, joined: Block, pending: npt.NDArray[np.int64]) -> None:
        """Keeps what the gaps that are still to be judged are made of, or as much as comes before one."""
        start = len(joined) - self._kept
        if len(pending):
            start = min(start, int(pending[0, 0]) - self._context)
        self._tail = joined[max(0, start, len(joined) - self._longest - self._edge - self._context) :].copy()
        self._pending = bool(len(pending))

    def _may_hold_gap(self, mono: Block) -> bool:
        """Whether as much as two thirds of the shortest gap is of one faint value: a quick look that misses no gap."""
        apart = max(1, (self._shortest - 1) // 3)
        some = np.ascontiguousarray(mono[::apart])
        same = some[1:] == some[:-1]
        found = np.flatnonzero(same[1:] & same[:-1] & _is_faint(some[:-2]))
        if len(found) == 0 or len(found) > _FEW:
            return len(found) > 0
        between = mono[found[:, None] * apart + np.arange(2 * apart + 1)]
        return bool((between == between[:, :1]).all(axis=1).any())

    def _judged(self, sound: Block, runs: npt.NDArray[np.int64]) -> Gaps:
        """Which of these runs lie between sound and are torn; all at once, as a hostile file may hold millions."""
        sides = self._before(sound, runs, self._edge), to_float(sound[runs[:, 1:] + np.arange(self._edge)])
        edges = np.abs(np.stack([sides[0][:, -1], sides[1][:, 0]]))
        peaks = np.stack([np.abs(side).max(axis=1) for side in sides])
        # The step makes a gap count less, never more: few gaps are left for which it must be known.
        likely = (peaks.min(axis=0) > _LOUD) & ((edges / np.maximum(peaks, _FAINT)).sum(axis=0) > _SWING)
        least, most = _FIRST_STEP
        coarse = int((~likely & (edges >= least).all(axis=0) & (edges <= most).all(axis=0)).sum())
        if not likely.any():
            return Gaps(coarse=coarse)
        edges, peaks = edges[:, likely], peaks[:, likely]
        before = self._before(sound, runs[likely], self._context)
        step = _step(np.concatenate([np.diff(before), np.diff(sides[1][likely])], axis=1))
        swings = np.maximum(edges - step, 0) / peaks
        counts = (peaks.min(axis=0) > _STEPS * step) & (swings.sum(axis=0) > _SWING)
        torn = counts & (swings.min(axis=0) > _TORN)
        return Gaps(int(torn.sum()), int(counts.sum() - torn.sum()), coarse)

    @staticmethod
    def _before(sound: Block, runs: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.float32]:
        """So many samples before each run, (runs, samples); the first of all stands for those before it."""
        return to_float(sound[np.maximum(runs[:, :1] + np.arange(-count, 0), 0)])


def _step(changes: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The coding's step in each row: the smallest change from one sample to the next; infinite if nothing changes."""
    sizes = np.abs(changes)
    return np.asarray(np.where(sizes > 0, sizes, np.float32(np.inf)).min(axis=1))


def _is_faint(sound: Block) -> npt.NDArray[np.bool_]:
    most = sound.dtype.type(_FAINT / full_scale(sound))
    return np.asarray((sound <= most) & (sound >= -most))


def _silences(sound: Block) -> npt.NDArray[np.int64]:
    """Runs of two samples or more of one faint value as [start, end), shape (runs, 2)."""
    same = np.zeros(len(sound) + 1, np.bool_)
    np.equal(sound[1:], sound[:-1], out=same[1:-1])
    same[1:-1] &= _is_faint(sound[1:])
    return np.asarray(np.flatnonzero(same[1:] != same[:-1]).reshape(-1, 2) + np.array([0, 1]))
