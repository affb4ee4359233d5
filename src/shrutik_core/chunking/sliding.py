"""Means and extremes over a window that slides along frames, in few passes however wide it is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_Rows = NDArray[np.float32]


_PIECE = 1 << 16


def piecewise(function: Callable[..., _Rows], reach: int, *rows: _Rows) -> _Rows:
    """What a function of frames gives for long rows, taken piece by piece: its work memory does not grow with them.

    Args:
        function: from rows to a row of the same length, each frame from those within ``reach`` of it.
        reach: in frames.
        rows: its arguments, each of shape (frames,). The last of them is used up: the result takes its place.
    """
    result = rows[-1]
    before = result[:0]
    for low in range(0, len(result), _PIECE):
        left = max(0, low - reach)
        parts = [row[left : low + _PIECE + reach] for row in rows[:-1]]
        last = np.concatenate([before, result[low : low + _PIECE + reach]])
        before = result[max(0, low + _PIECE - reach) : low + _PIECE].copy()
        result[low : low + _PIECE] = function(*parts, last)[low - left :][:_PIECE]
    return result


def runs(marks: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of true frames starts, and the frame after its end."""
    edges = np.flatnonzero(marks[1:] != marks[:-1]) + 1
    before = [0] if len(marks) and marks[0] else []
    behind = [len(marks)] if len(marks) and marks[-1] else []
    edges = np.concatenate([before, edges, behind]).astype(np.int64)
    return edges[0::2], edges[1::2]


def sliding_max(values: _Rows, before: int, after: int) -> _Rows:
    """Largest of ``values[..., i - before : i + after + 1]``, cut off at the ends."""
    return _extreme(_padded(values, before, after, -np.inf), before + after + 1, np.maximum)


def sliding_min(values: _Rows, before: int, after: int) -> _Rows:
    """Smallest of ``values[..., i - before : i + after + 1]``, cut off at the ends."""
    return _extreme(_padded(values, before, after, np.inf), before + after + 1, np.minimum)


def _extreme(run: _Rows, width: int, pick: np.ufunc) -> _Rows:
    """The extreme of each window, by windows of doubling length, each from two that overlap."""
    length = 1
    while length < width:
        shift = min(length, width - length)
        run = pick(run[..., :-shift], run[..., shift:])
        length += shift
    return run


def receding_max(values: _Rows, reach: int, fade: float) -> _Rows:
    """Largest of ``values[..., i - k] - k * fade`` for k from 0 to ``reach``."""
    width, length = reach + 1, 1
    run = _padded(values, reach, 0, -np.inf)
    while length < width:
        shift = min(length, width - length)
        run = np.maximum(run[..., shift:], run[..., :-shift] - np.float32(shift * fade))
        length += shift
    return run


def sliding_mean(values: _Rows, width: int) -> _Rows:
    """Mean over ``width`` (odd) frames centred on each; beyond the ends the end values go on.

    By sums over windows of doubling length, of which each width is made up as its binary digits say.
    """
    half, count = width // 2, values.shape[-1]
    run = extended(values, half, half)
    total, done, length = run[..., :count].copy(), 1, 1
    while done < width:
        run = run[..., :-length] + run[..., length:]
        length *= 2
        if width & length:
            total += run[..., done : done + count]
            done += length
    total /= np.float32(width)
    return total


def extended(values: _Rows, before: int, after: int) -> _Rows:
    """The rows with the first frame so often before them and the last one so often after them."""
    count = values.shape[-1]
    run = np.empty((*values.shape[:-1], before + count + after), values.dtype)
    run[..., :before] = values[..., :1]
    run[..., before : before + count] = values
    run[..., before + count :] = values[..., -1:]
    return run


def _padded(values: _Rows, before: int, after: int, fill: float) -> _Rows:
    padded = np.full((*values.shape[:-1], before + values.shape[-1] + after), fill, np.float32)
    padded[..., before : before + values.shape[-1]] = values
    return padded
