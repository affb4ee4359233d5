"""Dropouts: short gaps of digital silence that break off in the middle of sound."""

import numpy as np
import numpy.typing as npt

_SHORTEST, _LONGEST = 0.002, 0.5
_LOUD = 0.01
_EDGE = 0.003
_SWING = 0.3


class Gaps:
    """Counts gaps of 2 to 500 ms of zeros between sound of over -40 dBFS that stops or starts in mid-swing.

    A synthesised voice is zero in its closures too, but comes down to it; a lost packet does not.
    """

    def __init__(self, rate: int) -> None:
        self._shortest, self._longest = round(rate * _SHORTEST), round(rate * _LONGEST)
        self._edge = max(1, round(rate * _EDGE))
        self._tail = np.zeros(0, np.float32)
        self.count = 0

    def feed(self, mono: npt.NDArray[np.float32]) -> None:
        """Takes the next block, shape (samples,)."""
        if not self._may_hold_gap(mono) and (not len(self._tail) or self._tail[-1] != 0):
            self._tail = mono[-self._longest :].copy() if len(mono) and mono[-1] == 0 else mono[-self._edge :].copy()
            return
        joined = np.concatenate([self._tail, mono])
        marks = np.flatnonzero(np.diff(np.concatenate([[False], joined == 0, [False]]).astype(np.int8)))
        runs = marks.reshape(-1, 2)
        lengths = runs[:, 1] - runs[:, 0]
        fits = (lengths >= self._shortest) & (lengths <= self._longest) & (runs[:, 0] > 0) & (runs[:, 1] < len(joined))
        self.count += sum(self._breaks_off(joined, start, end) for start, end in runs[fits])
        keep_from = len(joined) - self._edge
        if len(runs) and runs[-1, 1] == len(joined):
            keep_from = min(keep_from, int(runs[-1, 0]) - self._edge)
        limit = len(joined) - self._longest - 2 * self._edge
        self._tail = joined[max(0, limit, keep_from) :].copy()

    def _may_hold_gap(self, mono: npt.NDArray[np.float32]) -> bool:
        """Whether zeros lie a third of the shortest gap apart, three in a row: a quick look that misses none."""
        zero = mono[:: max(1, self._shortest // 3)] == 0
        return bool((zero[2:] & zero[1:-1] & zero[:-2]).any())

    def _breaks_off(self, sound: npt.NDArray[np.float32], start: int, end: int) -> bool:
        before, after = np.abs(sound[max(0, start - self._edge) : start]), np.abs(sound[end : end + self._edge])
        peaks = float(before.max(initial=0)), float(after.max(initial=0))
        if min(peaks) <= _LOUD:
            return False
        return bool(before[-1] / peaks[0] + after[0] / peaks[1] > _SWING)
