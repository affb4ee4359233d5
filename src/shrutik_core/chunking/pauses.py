"""What a cut costs at each frame, where the cheap places are, and which silences are long."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.breaks import inside_word
from shrutik_core.chunking.sliding import piecewise, runs, sliding_max, sliding_mean, sliding_min

QUIET = 0.08
_WINDOWS = ((0.4, 3), (0.4, 7), (0.2, 15))
_BEND, _KNEE = 0.6, 0.0005


def cutting_cost(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cost of a cut at each frame, 0 to 1, shape (frames,).

    It grows with how shallow and how short the pause is, with no threshold, and with how likely the frame
    lies inside a word: in a real pause the first is small whatever the second says.

    Args:
        score: loudness of each frame between noise (0) and speech (1), shape (frames,).
    """
    smooth = sliding_mean(score, 5)
    shallow = np.zeros_like(smooth)
    for share, half in _WINDOWS:
        shallow += np.float32(share) * sliding_max(smooth, half, half)
    price = (shallow * inside_word(score) + np.float32(_KNEE)) ** np.float32(_BEND)
    return np.asarray(price - np.float32(_KNEE**_BEND))


def candidates(cost: NDArray[np.float32], frames_per_second: float) -> NDArray[np.int64]:
    """Frames worth cutting at: where the cost is least within 90 ms, and half-second steps where it stays so.

    Of several neighbours that are equally good it is the middle one.
    """
    least = cost <= sliding_min(cost, 9, 9)
    first, after = runs(least)
    middles = (first + after - 1) // 2
    stride = max(1, round(0.5 * frames_per_second))
    flat = after - first > stride
    steps = [np.arange(low, high, stride) for low, high in zip(first[flat], after[flat], strict=True)]
    return np.unique(np.concatenate([middles, *steps])).astype(np.int64)


def long_silences(score: NDArray[np.float32], least: int, margin: int) -> list[tuple[int, int]]:
    """Stretches of frames [first, last] without speech that are at least ``least`` long.

    Each is short of ``margin`` at each side. No margin is kept at the recording's own start and end. Where there is
    no speech at all, the whole recording is one, however short.
    """
    frames = len(score)
    quiet = piecewise(lambda part: sliding_mean(part, 5), 2, score) < QUIET
    if quiet.all():
        return [(0, frames - 1)]
    first, after = runs(quiet)
    wide = after - first >= least
    return [
        (0 if low == 0 else int(low) + margin, frames - 1 if high == frames else int(high) - 1 - margin)
        for low, high in zip(first[wide], after[wide], strict=True)
    ]
