"""Means and extremes over a window that slides along frames, in few passes however wide it is."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def sliding_max(values: NDArray[Any], before: int, after: int) -> NDArray[Any]:
    """Largest of ``values[i - before : i + after + 1]`` along the first axis, cut off at the ends."""
    return _extreme(values, before, after, np.maximum, _lowest(values))


def sliding_min(values: NDArray[Any], before: int, after: int) -> NDArray[Any]:
    """Smallest of ``values[i - before : i + after + 1]`` along the first axis, cut off at the ends."""
    return _extreme(values, before, after, np.minimum, -_lowest(values) - (values.dtype.kind == "i"))


def sliding_mean(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Mean over ``width`` (odd) frames centred on each; beyond the ends the end values go on."""
    half = width // 2
    padded = np.concatenate([values[:1].repeat(half, 0), values, values[-1:].repeat(half, 0)])
    total = padded[: len(values)].copy()
    for at in range(1, 2 * half + 1):
        total += padded[at : at + len(values)]
    total /= np.float32(2 * half + 1)
    return total


def _lowest(values: NDArray[Any]) -> float:
    return float(np.iinfo(values.dtype).min) if values.dtype.kind == "i" else -np.inf


def _extreme(
    values: NDArray[Any], before: int, after: int, pick: Callable[..., NDArray[Any]], nothing: float
) -> NDArray[Any]:
    """By windows of doubling length, each from two that overlap."""
    width = before + after + 1
    edge = values.shape[1:]
    run = np.concatenate(
        [
            np.full((before, *edge), nothing, values.dtype),
            values,
            np.full((after, *edge), nothing, values.dtype),
        ]
    )
    length = 1
    while length < width:
        shift = min(length, width - length)
        run = pick(run[:-shift], run[shift:])
        length += shift
    return run
