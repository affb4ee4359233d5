"""Integrated loudness after ITU-R BS.1770-5, from the K-weighted power of each 100 ms."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SILENT = -70.0
"""LUFS of what does not pass the absolute gate."""

_OFFSET = -0.691
_RELATIVE_GATE = -10.0
_SEGMENTS = 4
# The two filters of BS.1770-5, tables 1 and 2, at 48 kHz: a shelf for the head, a high pass.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


@lru_cache(maxsize=32)
def k_weights(size: int, rate: int) -> Floats:
    """Power gain of the K filters at each bin of a real FFT of ``size`` points.

    The tables are for 48 kHz; at another rate the same curve over frequency is used, held above 24 kHz.
    """
    frequency = np.minimum(np.fft.rfftfreq(size, 1 / rate), 24_000)
    z = np.exp(-2j * np.pi * frequency / 48_000)
    gain = np.ones(len(z))
    for above, below in (_SHELF, _HIGH_PASS):
        gain *= np.abs(np.polyval(above[::-1], z) / np.polyval(below[::-1], z)) ** 2
    weights = gain.astype(np.float32)
    weights.flags.writeable = False
    return weights


def integrated(powers: npt.NDArray[np.floating]) -> float:
    """LUFS of a recording.

    Args:
        powers: K-weighted mean square of each 100 ms, summed over the channels; shape (segments,).
    """
    if not len(powers):
        return SILENT
    ends = np.cumsum(np.concatenate([[0.0], powers.astype(np.float64)]))
    size = min(_SEGMENTS, len(powers))
    blocks = (ends[size:] - ends[:-size]) / size
    loud = blocks[_lufs(blocks) > SILENT]
    if not len(loud):
        return SILENT
    gated = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_GATE]
    return max(SILENT, float(_lufs(gated.mean()))) if len(gated) else SILENT


def _lufs(power: npt.NDArray[np.float64] | np.float64) -> npt.NDArray[np.float64]:
    return _OFFSET + 10 * np.log10(np.maximum(power, 1e-20))
