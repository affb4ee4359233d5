"""What a cut costs at each frame, where the cheap places are, and which silences are long."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.breaks import inside_word
from shrutik_core.chunking.sliding import piecewise, runs, sliding_max, sliding_mean, sliding_min

QUIET = 0.08
_WINDOWS = ((0.4, 3), (0.4, 7), (0.2, 15))
_BEND, _KNEE = 0.6, 0.0005
_SOFT, _WIDE, _DEEP = 3, 21, 0.1
_LOW, _LONGEST = 0.05, 3.0


def cutting_cost(score: NDArray[np.float32], risk: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cost of a cut at each frame, 0 to 1.1, shape (frames,).

    Half of it is the risk, half grows with how shallow and how short the pause is. What is small counts for still
    less, so that among places that are all good the lengths of the chunks decide. A share of the mean over 0.4 s
    draws a cut to the middle of a pause, where small changes of the sound do not move it.

    Args:
        score: loudness of each frame between noise (0) and speech (1), shape (frames,).
        risk: probability that the frame lies inside a word, shape (frames,).
    """
    mean = _smooth((_shallowness(score) + risk) * np.float32(0.5), _SOFT)
    return np.asarray(mean * np.sqrt(mean) + np.float32(_DEEP) * _smooth(mean, _WIDE))


def _shallowness(score: NDArray[np.float32]) -> NDArray[np.float32]:
    """How shallow and short the pause is, with no threshold, times how likely running speech is inside a word there.

    In a real pause the first factor is small whatever the second says.
    """
    smooth = sliding_mean(score, 5)
    shallow = np.zeros_like(smooth)
    for share, half in _WINDOWS:
        shallow += np.float32(share) * sliding_max(smooth, half, half)
    price = (shallow * inside_word(score) + np.float32(_KNEE)) ** np.float32(_BEND)
    return np.asarray(np.maximum(price - np.float32(_KNEE**_BEND), np.float32(0.0)))


def _smooth(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Mean with weights that fall off to both sides, over nearly twice the width."""
    return sliding_mean(sliding_mean(values, width), width)


def candidates(cost: NDArray[np.float32], frames_per_second: float) -> NDArray[np.int64]:
    """Frames worth cutting at: the middle of each pause of up to 3 s, and elsewhere where the cost is least.

    A pause is a stretch of frames that cost less than 0.05. Where in it the cost is least hangs on the noise of the
    moment; its middle does not, and so small changes of the sound move no cut.
    """
    places = _least(cost, frames_per_second)
    first, after, middle = _pauses(cost, _LONGEST * frames_per_second)
    if not len(first):
        return places
    pause = np.searchsorted(first, places, "right") - 1
    outside = (pause < 0) | (places >= after[pause])
    return np.unique(np.concatenate([places[outside], middle]))


def _least(cost: NDArray[np.float32], frames_per_second: float) -> NDArray[np.int64]:
    """Frames where the cost is least within 90 ms, and half-second steps where it stays so.

    Of several neighbours that are equally good it is the middle one.
    """
    least = cost <= sliding_min(cost, 9, 9)
    first, after = runs(least)
    middles = (first + after - 1) // 2
    stride = max(1, round(0.5 * frames_per_second))
    flat = after - first > stride
    steps = [np.arange(low, high, stride) for low, high in zip(first[flat], after[flat], strict=True)]
    return np.unique(np.concatenate([middles, *steps])).astype(np.int64)


def _pauses(
    cost: NDArray[np.float32], longest: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """First frame, one past the last and weighted middle of each pause, each of shape (pauses,)."""
    frames = np.flatnonzero(cost < _LOW)
    weight = np.square(_LOW - cost[frames].astype(np.float64))
    starts = np.flatnonzero(np.diff(frames, prepend=-2) > 1)
    if not len(starts):
        return frames, frames, frames
    middle = np.rint(np.add.reduceat(weight * frames, starts) / np.add.reduceat(weight, starts)).astype(np.int64)
    first, after = frames[starts], frames[np.append(starts[1:], len(frames)) - 1] + 1
    short = after - first <= longest
    return first[short], after[short], middle[short]


def long_silences(score: NDArray[np.float32], least: int, margin: int) -> list[tuple[int, int]]:
    """Stretches of frames [first, last] without speech that are at least ``least`` long.

    Each is short of ``margin`` at each side. No margin is kept at the recording's own start and end. Where there is
    no speech at all, the whole recording is one, however short.
    """
    frames = len(score)
    quiet = piecewise(lambda part: sliding_mean(part, 5), 2, score.copy()) < QUIET
    if quiet.all():
        return [(0, frames - 1)]
    first, after = runs(quiet)
    wide = after - first >= least
    return [
        (0 if low == 0 else int(low) + margin, frames - 1 if high == frames else int(high) - 1 - margin)
        for low, high in zip(first[wide], after[wide], strict=True)
    ]
