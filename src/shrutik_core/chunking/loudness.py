"""How much each frame sounds of speech: each band between the noise and the speech around it."""

from collections.abc import Iterator

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.envelope import DECIBELS, Features
from shrutik_core.chunking.sliding import sliding_max, sliding_mean, sliding_min

REACH = 6.0
_STRETCH = 6000
_BIAS = 3.0
_LEAST_RANGE = 3.0


@attrs.frozen(eq=False)
class Loudness:
    """Two scores for each frame, shape (frames,), 0 (noise alone) to 1 (as loud as speech gets around it).

    Attributes:
        near: within 22 dB under the speech: where to cut.
        deep: within 35 dB under the speech: what is silence, so that soft speech is none.
    """

    near: NDArray[np.float32]
    deep: NDArray[np.float32]


def loudness(features: Features) -> Loudness:
    """Scores of every frame, from the bands within ``REACH`` seconds.

    Noise in a band is the larger of the least level of the past and of the next seconds: so a fan that
    starts is noise from its first moment on (two-sided minimum statistics, after Martin, 2001). Bands
    weigh by how far speech stands out of the noise in them.
    """
    near = np.zeros(len(features.bands), np.float32)
    deep = np.zeros(len(features.bands), np.float32)
    reach = round(REACH * features.frames_per_second)
    for low, high, left, right in _stretches(len(features.bands), reach + 8):
        noise, speech, level = _levels(features.bands[left:right], reach)
        inner = slice(low - left, high - left)
        for out, depth in ((near, 22.0), (deep, 35.0)):
            out[low:high] = _score(level[inner], noise[inner], speech[inner], depth)
    return Loudness(near, deep)


def _stretches(frames: int, context: int) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of frames with the context they need: work memory does not grow with the recording."""
    for low in range(0, frames, _STRETCH):
        high = min(low + _STRETCH, frames)
        yield low, high, max(0, low - context), min(frames, high + context)


def _levels(
    bands: NDArray[np.int16], reach: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Noise, speech and level in dB, each of shape (frames, bands)."""
    level = bands.astype(np.float32)
    level *= np.float32(DECIBELS)
    smooth = sliding_mean(level, 5)
    past = sliding_min(smooth, reach, 0)
    past[:reach] = -np.inf
    coming = sliding_min(smooth, 0, reach)
    coming[max(0, len(coming) - reach) :] = -np.inf
    noise = np.maximum(past, coming)
    noise = np.where(np.isinf(noise), sliding_min(smooth, reach, reach), noise)
    speech = sliding_max(sliding_mean(level, 9), reach, reach)
    return noise + np.float32(_BIAS), speech, level


def _score(
    level: NDArray[np.float32], noise: NDArray[np.float32], speech: NDArray[np.float32], depth: float
) -> NDArray[np.float32]:
    floor = np.maximum(noise, speech - np.float32(depth))
    spread = speech - floor
    weight = np.clip(spread - np.float32(_LEAST_RANGE), 0.0, None)
    share = np.clip((level - floor) / np.maximum(spread, np.float32(0.1)), 0.0, 1.0)
    total = weight.sum(axis=1)
    return np.asarray((weight * share * share).sum(axis=1) / np.maximum(total, np.float32(1.0)), np.float32)
