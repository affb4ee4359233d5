"""How likely each moment lies inside a word, learnt from speech that was made with the times of its words."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.envelope import DECIBELS, Features
from shrutik_core.chunking.loudness import (
    FADE,
    POOL,
    REACH,
    leading_zeros,
    noise_around,
    speech_around,
    stretches,
)
from shrutik_core.chunking.sliding import sliding_max, sliding_mean

RANGES = 3
_UNDER, _OVER = (-40.0, 5.0), (-5.0, 40.0)
_UNIT, _MOST = 40.0, 50.0
_MEANS, _MAXIMA, _SIDES = (5, 15, 41), (3, 7, 15), (6, 12, 20)
_RANGE_MEANS, _RANGE_MAXIMUM, _RANGE_SIDES, _NOISE_MEAN = (3, 9, 17), 7, (8, 16), 9

# Learnt by benchmarks/training/learn_risk.py on what benchmarks/material/passages.py makes, in the order of `evidence`.
_BIAS = -2.174
_WEIGHTS = (
    # means of the score
    *(-3.031, 0.206, -1.638),
    # its largest near by
    *(1.280, -1.703, 0.285),
    # the largest before and after it, in turn
    *(2.740, 3.183, 1.447, -0.940, 1.278, 1.746),
    # means of the three ranges
    *(3.632, 0.481, 1.614, -2.629, -1.807, 1.602),
    *(-3.352, -1.572, -5.568),
    # their largest near by
    *(3.943, 0.909, 0.718),
    # their largest before and after, in turn
    *(-0.766, 0.998, 0.368, 0.982, -0.358, 0.638),
    *(2.624, -0.702, -0.339, -0.137, -0.042, -0.062),
    # their mean over the noise
    *(2.179, 1.997, 0.690),
    # speech over noise in them
    *(-0.749, -2.057, -2.461),
)

_Row = NDArray[np.float32]


def word_risk(features: Features, near: _Row) -> _Row:
    """Probability that a cut at each frame would fall inside a word, shape (frames,).

    A logistic regression over what lies within 0.2 s: how loud each of three ranges of frequency is against the
    speech and the noise around, on the whole and before and after. The loudest band of a range counts, for a voice
    stands out of other voices by its strongest partials.

    Args:
        features: the recording's envelope.
        near: loudness of each frame between noise (0) and speech (1), shape (frames,).
    """
    risk = np.zeros(len(features.bands), np.float32)
    lead = leading_zeros(features.bands)
    bands, score = features.bands[lead:], near[lead:]
    pools = round(REACH * features.frames_per_second / POOL)
    fade = FADE * POOL / features.frames_per_second
    for low, high, left, right in stretches(len(bands), (pools + 2) * POOL):
        level = ranges(bands[left:right])
        noise, speech = noise_around(level, pools), speech_around(level, pools, fade)
        logit = np.full(right - left, _BIAS, np.float32)
        for weight, row in zip(_WEIGHTS, evidence(score[left:right], level, noise, speech), strict=True):
            logit += np.float32(weight) * row
        inner = logit[low - left : high - left]
        risk[lead + low : lead + high] = np.float32(1.0) / (np.float32(1.0) + np.exp(-inner))
    return risk


def ranges(bands: NDArray[np.int16]) -> _Row:
    """The loudest band of each range in dB, shape (RANGES, frames)."""
    rows = bands.reshape(len(bands), RANGES, -1)
    loudest = rows[..., 0].copy()
    for band in range(1, rows.shape[2]):
        np.maximum(loudest, rows[..., band], out=loudest)
    return np.ascontiguousarray(loudest.T, np.float32) * np.float32(DECIBELS)


def evidence(score: _Row, level: _Row, noise: _Row, speech: _Row) -> Iterator[_Row]:
    """What the probability is told from: rows of shape (frames,), always as many and in the same order.

    Args:
        score: loudness of each frame between noise and speech, shape (frames,).
        level: of each range in dB, shape (RANGES, frames).
        noise: around each pool of frames, shape (RANGES, pools).
        speech: likewise.
    """
    share = np.sqrt(score)
    smooth = sliding_mean(share, 3)
    yield from (sliding_mean(share, width) for width in _MEANS)
    yield from (sliding_max(smooth, half, half) for half in _MAXIMA)
    yield from _sides(smooth, _SIDES)
    frames = level.shape[1]
    noise, speech = (np.repeat(rows, POOL, axis=1)[:, :frames] for rows in (noise, speech))
    under = np.clip(level - speech, *_UNDER) / np.float32(_UNIT)
    smooth = sliding_mean(under, 3)
    for width in _RANGE_MEANS:
        yield from sliding_mean(under, width)
    yield from sliding_max(smooth, _RANGE_MAXIMUM, _RANGE_MAXIMUM)
    for rows in _sides(smooth, _RANGE_SIDES):
        yield from rows
    yield from sliding_mean(np.clip(level - noise, *_OVER) / np.float32(_UNIT), _NOISE_MEAN)
    yield from np.clip(speech - noise, 0.0, _MOST) / np.float32(_MOST)


def _sides(rows: _Row, reaches: tuple[int, ...]) -> Iterator[_Row]:
    """The most before and the most after each frame, within each reach."""
    for reach in reaches:
        yield sliding_max(rows, reach, 0)
        yield sliding_max(rows, 0, reach)
