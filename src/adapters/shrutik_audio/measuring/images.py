"""What a plain resampler leaves above the old limit: the spectrum below it once more, as in a mirror."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]

_LIMITS = (4_000.0, 5_512.5, 6_000.0, 8_000.0, 11_025.0, 12_000.0)
# How far to either side of the limit the two are compared, as shares of it.
_FROM, _TO = 0.04, 0.6
# How alike the two must be, and by how many dB the sound below the limit must rise and fall: what is smooth, as noise
# is, resembles its image anyway.
_ALIKE, _UNEVEN = 0.93, 1.5


def mirror(level: Floats, step: float, rate: int) -> float:
    """The lowest usual limit, Hz, above which the spectrum is the image of what lies below it; 0 for none.

    Between two samples of the old rate, such a resampler holds the last, draws a line or a simple curve. An image is
    weaker by a power of the ratio of the two frequencies then, which a straight line over its logarithm takes off.

    Args:
        level: long-term level of each bin, dB, smoothed over 100 Hz.
        step: Hz from bin to bin.
        rate: samples per second.
    """
    for limit in _LIMITS:
        if limit * (1 + _TO) < rate / 2 and _alike(level, limit / step) >= _ALIKE:
            return limit
    return 0.0


def _alike(level: Floats, limit: float) -> float:
    """How alike the two sides of a limit are, which lies so many bins up; at most 1, 0 if what lies below is smooth."""
    away, trends = _trends(limit)
    bins = np.arange(len(level))
    below, above = (np.interp(limit + side * away, bins, level) for side in (-1, 1))
    rest = [side - trends @ (side @ trends) for side in (below, above)]
    spreads = [float(side.std()) for side in rest]
    if spreads[0] < _UNEVEN or spreads[1] <= 0:
        return 0.0
    return float((rest[0] * rest[1]).mean()) / (spreads[0] * spreads[1])


@lru_cache(maxsize=64)
def _trends(limit: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Bins away from the limit that are compared, and what is taken off as a trend: unit columns, at right angles."""
    away = np.arange(round(_FROM * limit), round(_TO * limit))
    trends = np.stack([np.ones(len(away)), away / limit, np.log((limit - away) / (limit + away))], axis=1)
    return away, np.linalg.qr(trends)[0]
