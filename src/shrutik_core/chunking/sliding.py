"""Means and extremes over a window that slides along frames, in few passes however wide it is."""

import numpy as np
from numpy.typing import NDArray

_Rows = NDArray[np.float32]


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
    edges = [(0, 0)] * (values.ndim - 1) + [(half, half)]
    run = np.pad(values, edges, mode="edge")
    total, done, length = np.zeros_like(values), 0, 1
    while True:
        if width & length:
            total += run[..., done : done + count]
            done += length
        if done == width:
            break
        run = run[..., :-length] + run[..., length:]
        length *= 2
    total /= np.float32(width)
    return total


def _padded(values: _Rows, before: int, after: int, fill: float) -> _Rows:
    padded = np.full((*values.shape[:-1], before + values.shape[-1] + after), fill, np.float32)
    padded[..., before : before + values.shape[-1]] = values
    return padded
