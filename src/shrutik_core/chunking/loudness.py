"""How much each frame sounds of speech: each band between the noise and the speech around it."""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.bands import BANDS, Framing
from shrutik_core.chunking.envelope import DECIBELS, FLOOR_STEPS, Features
from shrutik_core.chunking.sliding import extended, receding_max, sliding_mean, sliding_min

REACH = 6.0
NEAR, DEEP = 22.0, 35.0
_STRETCH = 8192
POOL = 8
# Steady noise in one effective bin, in dB: its mean above its least within the reach, and a range that its
# most above its mean does not pass. With more bins both fall with their square root (measured on white noise).
_BIAS = 7.0
_WOBBLE = 13.0
# Speech stands out of the noise by this much over all bands together, in dB, or counts for less.
_LEAST_EVIDENCE = np.float32(30.0)
FADE = 0.75

_Rows = NDArray[np.float32]


@attrs.frozen(eq=False)
class Loudness:
    """Two scores for each frame, shape (frames,), 0 (noise alone) to 1 (as loud as speech gets around it).

    Attributes:
        near: within 22 dB under the speech: where to cut.
        deep: within 35 dB under the speech: what is silence, so that soft speech is not silence.
    """

    near: NDArray[np.float32]
    deep: NDArray[np.float32]


def loudness(features: Features) -> Loudness:
    """Scores of every frame, from the bands within ``REACH`` seconds.

    Noise in a band is the larger of the least level of the past and of the coming seconds: so a fan that
    starts is noise from its first moment on (minimum statistics, Martin 2001, but from both sides).
    Speech is the loudest level held for 90 ms, less 0.75 dB for each second away: so somebody who
    walks away is followed. Bands weigh by how far speech stands out of the noise in them.
    """
    near, deep = np.zeros(len(features.bands), np.float32), np.zeros(len(features.bands), np.float32)
    for low, high, scores in _scored(features, (NEAR, DEEP)):
        near[low:high], deep[low:high] = scores
    return Loudness(near, deep)


def speaking(features: Features, limit: float) -> NDArray[np.bool_]:
    """Of each frame whether the near score passes the limit, shape (frames,); takes a byte for each."""
    speaks = np.zeros(len(features.bands), np.bool_)
    for low, high, (near,) in _scored(features, (NEAR,)):
        speaks[low:high] = near > limit
    return speaks


def _scored(features: Features, depths: Sequence[float]) -> Iterator[tuple[int, int, list[_Rows]]]:
    """Stretches of frames [low, high) and their scores for each depth; zeros in front are in none of them."""
    lead = leading_zeros(features.bands)
    bands = features.bands[lead:]
    steadiness = np.sqrt(Framing.of(features.rate).effective_bins())[:, None]
    bias, wobble = (np.asarray(decibels / steadiness, np.float32) for decibels in (_BIAS, _WOBBLE))
    pools = round(REACH * features.frames_per_second / POOL)
    fade = FADE * POOL / features.frames_per_second
    for low, high, left, right in stretches(len(bands), (pools + 2) * POOL):
        level = np.ascontiguousarray(bands[left:right].T, np.float32)
        level *= np.float32(DECIBELS)
        noise, speech = noise_around(level, pools) + bias, speech_around(level, pools, fade)
        scores = [_score(level, noise, speech, wobble, depth)[low - left : high - left] for depth in depths]
        yield lead + low, lead + high, scores


def leading_zeros(bands: NDArray[np.int16]) -> int:
    """Frames of digital zeros in front, which tell nothing of the noise behind them."""
    for low in range(0, len(bands), _STRETCH):
        sounding = (bands[low : low + _STRETCH] > FLOOR_STEPS).any(axis=1)
        if sounding.any():
            return low + int(sounding.argmax())
    return len(bands)


def stretches(frames: int, context: int) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of frames with the context they need: work memory does not grow with the recording."""
    for low in range(0, frames, _STRETCH):
        high = min(low + _STRETCH, frames)
        yield low, high, max(0, low - context), min(frames, high + context)


def _whole_pools(level: _Rows) -> _Rows:
    """The last pool filled up with the last frame, shape (bands, pools * frames in a pool)."""
    return extended(level, 0, -level.shape[1] % POOL)


def _pooled(level: _Rows, pick: np.ufunc) -> _Rows:
    """The extreme of each pool, shape (bands, pools)."""
    level = _whole_pools(level)
    for _ in range(POOL.bit_length() - 1):
        level = pick(level[:, 0::2], level[:, 1::2])
    return level


def noise_around(level: _Rows, reach: int) -> _Rows:
    """The least level in dB around each pool of frames, shape (bands, pools).

    At the recording's ends a side that is shorter than half the reach borrows from the other side.
    """
    least = _pooled(sliding_mean(level, 5), np.minimum)
    past, coming = sliding_min(least, reach, 0), sliding_min(least, 0, reach)
    enough = min(reach // 2, least.shape[1] - 1)
    past[:, :enough] = past[:, [enough]]
    coming[:, least.shape[1] - enough :] = coming[:, [least.shape[1] - 1 - enough]]
    return np.maximum(past, coming)


def speech_around(level: _Rows, reach: int, fade: float) -> _Rows:
    """Speech in dB for each pool of frames, shape (bands, pools)."""
    most = _pooled(sliding_mean(level, 9), np.maximum)
    return np.maximum(receding_max(most, reach, fade), receding_max(most[:, ::-1], reach, fade)[:, ::-1])


def _score(level: _Rows, noise: _Rows, speech: _Rows, wobble: _Rows, depth: float) -> NDArray[np.float32]:
    """Weighted mean over the bands of the squared place between noise (0) and speech (1)."""
    floor = np.maximum(noise, speech - np.float32(depth))
    spread = speech - floor
    weight = np.clip(spread - wobble, 0.0, None)
    weight /= np.maximum(weight.sum(axis=0), _LEAST_EVIDENCE)
    scale = np.float32(1.0) / np.maximum(spread, np.float32(0.1))
    share = _whole_pools(level).reshape(BANDS, -1, POOL) - floor[:, :, None]
    share *= scale[:, :, None]
    np.clip(share, 0.0, 1.0, out=share)
    np.square(share, out=share)
    share *= weight[:, :, None]
    return np.asarray(share.sum(axis=0).reshape(-1)[: level.shape[1]])
