"""True bandwidth and mains hum, from the long-term spectrum."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]

_LOWEST = 1_500.0
_NEAR, _FAR, _BEFORE = 150.0, 600.0, 1_200.0
_LEAST_DROP = 12.0
_SHOULDER, _FOOT, _MARGIN = 12.0, 40.0, 3.0
_STEEP = 0.03
_HARMONICS = 8
_STANDS_OUT = 4.0
_AT_LEAST = 2
NO_HUM = -120.0


def _smooth(values: Floats, width: int) -> Floats:
    padded = np.pad(values, width // 2, mode="edge")
    sums = np.cumsum(np.concatenate([[0.0], padded]))
    return np.asarray((sums[width:] - sums[:-width]) / width)


def bandwidth(power: Floats, step: float, rate: int) -> float:
    """The highest frequency that carries sound, Hz, at most half the rate.

    It is looked for as an edge: where the spectrum falls by 12 dB or more from one side to the other, the furthest,
    and stays down. A recording at 48 kHz that was made at 8 or 16 kHz has such an edge at 4 or 8 kHz; one without an
    edge reaches up to half its rate. A steep edge is that of a good resampler, which stops at the limit: its foot is
    taken. A gentle one is taken where it is 12 dB down.

    Args:
        power: long-term mean power of each bin, shape (bins,).
        step: Hz from bin to bin.
        rate: samples per second.
    """
    level = 10 * np.log10(_smooth(power, max(1, round(100 / step)) | 1) + 1e-20)
    centre, after = _steepest(level, step)
    if centre == 0:
        return rate / 2
    far = round(_FAR / step)
    first = max(0, centre - round(_BEFORE / step))
    before = float(_smooth(level[first:centre], round(_NEAR / step) | 1).max())
    slope = level[first : centre + far]
    shoulder = _last(slope, max(before - _SHOULDER, after + _MARGIN)) + first
    foot = _last(slope, max(before - _FOOT, after + _MARGIN)) + first
    edge = foot if foot - shoulder < _STEEP * shoulder else shoulder
    return float(min(rate / 2, (edge + 0.5) * step))


def _steepest(level: Floats, step: float) -> tuple[int, float]:
    """The bin around which the level falls furthest, for good, and the level after it; (0, 0) for none."""
    near, far = round(_NEAR / step), round(_FAR / step)
    first, last = round(_LOWEST / step), len(level) - far
    if last <= first:
        return 0, 0.0
    sums = np.cumsum(np.concatenate([[0.0], level]))
    at = np.arange(first, last)
    before = (sums[at - near] - sums[at - far]) / (far - near)
    after = (sums[at + far] - sums[at + near]) / (far - near)
    highest_after = np.maximum.accumulate(level[::-1])[::-1][np.minimum(at + far, len(level) - 1)]
    drop = np.where(highest_after < before - _LEAST_DROP, before - after, 0.0)
    edge = int(np.argmax(drop))
    return (int(at[edge]), float(after[edge])) if drop[edge] >= _LEAST_DROP else (0, 0.0)


def _last(level: Floats, limit: float) -> int:
    """The last place at which the level reaches the limit; 0 where none does."""
    reached = np.flatnonzero(level >= limit)
    return int(reached[-1]) if len(reached) else 0


def hum(power: Floats, step: float) -> tuple[float, int]:
    """Power of the mains hum and its frequency, (0, 0) where there is none.

    A line is hum where it stands 4 dB or more out of its neighbours at 50 or 60 Hz or one of their first eight
    harmonics, and two of them do. What is looked at are the quiet moments, where a voice is not.

    Args:
        power: mean square in each bin from 0 Hz up, in quiet moments; shape (bins,).
        step: Hz from bin to bin, a divisor of 50 and 60.
    """
    best = (0.0, 0)
    for mains in (50, 60):
        bins = (np.arange(1, _HARMONICS + 1) * mains / step).round().astype(int)
        bins = bins[bins + 2 < len(power)]
        beside = np.minimum(power[bins - 2], power[bins + 2]) + np.float64(1e-20)
        lines = power[bins] > beside * 10 ** (_STANDS_OUT / 10)
        found = float((power[bins] - beside)[lines].sum())
        if int(lines.sum()) >= _AT_LEAST and found > best[0]:
            best = (found, mains)
    return best
