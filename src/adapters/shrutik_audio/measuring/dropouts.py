"""Dropouts: short gaps of digital silence that break off in the middle of sound."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.samples import Block, to_float

_SHORTEST, _LONGEST = 0.002, 0.5
_LOUD = 0.01
_EDGE = 0.003
_SWING = 0.3


class Dropouts:
    """Counts gaps of 2 to 500 ms of zeros between sound of over -40 dBFS that stops or starts in mid-swing.

    A synthesised voice is zero in its closures too, but comes down to it; a lost packet does not. A gap is judged
    once the 3 ms after it have come.
    """

    def __init__(self, rate: int) -> None:
        self._shortest, self._longest = round(rate * _SHORTEST), round(rate * _LONGEST)
        self._edge = max(1, round(rate * _EDGE))
        self._tail: Block = np.zeros(0, np.float32)
        self._pending = False

    def feed(self, mono: Block) -> int:
        """Takes the next block, shape (samples,), as it was decoded.

        Returns:
            how many gaps were found with it.
        """
        if len(mono) >= self._edge and not self._pending and not self._may_hold_gap(mono):
            self._tail = mono[len(mono) - self._edge :].copy()
            self._pending = bool((self._tail == 0).any())
            return 0
        joined = np.concatenate([self._tail.astype(mono.dtype, copy=False), mono])
        runs = _zeros(joined)
        ready = runs[:, 1] + self._edge <= len(joined)
        lengths = runs[:, 1] - runs[:, 0]
        fits = (lengths >= self._shortest) & (lengths <= self._longest) & (runs[:, 0] > 0)
        fresh = runs[:, 1] + self._edge > len(self._tail)
        found = sum(self._breaks_off(joined, start, end) for start, end in runs[fits & ready & fresh])
        self._keep(joined, runs[~ready])
        return found

    def _keep(self, joined: Block, pending: npt.NDArray[np.int64]) -> None:
        """Keeps what the gaps still to be judged are made of, or as much as comes before one."""
        start = len(joined) - self._edge
        if len(pending):
            start = min(start, int(pending[0, 0]) - self._edge)
        self._tail = joined[max(0, start, len(joined) - self._longest - 2 * self._edge) :].copy()
        self._pending = bool(len(pending))

    def _may_hold_gap(self, mono: Block) -> bool:
        """Whether zeros lie a third of the shortest gap apart, three in a row: a quick look that misses none."""
        zero = mono[:: max(1, self._shortest // 3)] == 0
        return bool((zero[2:] & zero[1:-1] & zero[:-2]).any())

    def _breaks_off(self, sound: Block, start: int, end: int) -> bool:
        before = np.abs(to_float(sound[max(0, start - self._edge) : start]))
        after = np.abs(to_float(sound[end : end + self._edge]))
        peaks = float(before.max(initial=0)), float(after.max(initial=0))
        if min(peaks) <= _LOUD:
            return False
        return bool(before[-1] / peaks[0] + after[0] / peaks[1] > _SWING)


def _zeros(sound: Block) -> npt.NDArray[np.int64]:
    """Runs of zeros as [start, end), shape (runs, 2)."""
    zero = np.zeros(len(sound) + 2, np.bool_)
    np.equal(sound, 0, out=zero[1:-1])
    return np.flatnonzero(zero[1:] != zero[:-1]).reshape(-1, 2)
