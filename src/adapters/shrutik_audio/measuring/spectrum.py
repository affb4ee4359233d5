"""True bandwidth and mains hum, from the long-term spectrum."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.images import mirror

Floats = npt.NDArray[np.floating]

_LOWEST = 1_500.0
_NEAR, _FAR, _REACH = 150.0, 600.0, 2_000.0
# dB: what an edge falls by at least, how far below it all that follows stays, and how far below the loudest bin
# what a resampler lets through counts for nothing. What falls from further below is not an edge of the sound, but of
# what a coding left behind.
_LEAST_DROP, _STAYS, _STRAY, _FAINT = 20.0, 12.0, 55.0, 80.0
_SHOULDER, _FOOT, _MARGIN = 12.0, 70.0, 4.0
_LOWER, _UPPER, _STEEP = (20.0, 0.3), (50.0, 0.7), 0.05
_NOTCH, _DEPTH, _BELOW, _BUMP = 20.0, 25.0, 8.0, 10.0
_OWN = 0.92
_HARMONICS = 8
_STANDS_OUT = 4.0
_AT_LEAST = 2
NO_HUM = -120.0


def _smooth(values: Floats, width: int) -> Floats:
    before, after = np.full(width // 2, values[0]), np.full(width // 2, values[-1])
    sums = np.cumsum(np.concatenate([[0.0], before, values, after]))
    return np.asarray((sums[width:] - sums[:-width]) / width)


def bandwidth(power: Floats, step: float, rate: int) -> float:
    """The highest frequency that carries sound, Hz, at most half the rate.

    It is looked for as an edge: the place where the spectrum falls furthest, by 20 dB or more from one side to the
    other, and stays down. A recording at 48 kHz that was made at 8 or 16 kHz has such an edge at 4 or 8 kHz; one
    without an edge, or with that of its own filter alone, reaches up to half its rate. A steep edge is that of a good
    resampler, which stops at the limit: its foot is taken. A plainer one lets a mirror image of what lies below the
    limit through above it: the notch between the two is taken, or, if there is none, a place nearer to the shoulder.
    The plainest leave no edge at all, but their image tells the limit.

    Args:
        power: long-term mean power of each bin, shape (bins,).
        step: Hz from bin to bin.
        rate: samples per second.
    """
    level = 10 * np.log10(_smooth(power, max(1, round(100 / step)) | 1) + 1e-20)
    mirrored = mirror(level, step, rate) or rate / 2
    centre, after = _steepest(level, step)
    if centre == 0:
        return mirrored
    first, end = max(0, centre - round(_REACH / step)), centre + round(_FAR / step)
    edge = (_edge(level[first:end], centre - first, after, first, step) + first + 0.5) * step
    return mirrored if edge > _OWN * rate / 2 else min(mirrored, float(edge))


def _edge(slope: Floats, centre: int, after: float, first: int, step: float) -> float:
    """Where in a slope the sound ends, in bins from its start; it lies ``first`` bins up."""
    top = float(slope[:centre].max())
    foot = _last(slope, max(top - _FOOT, after + _MARGIN))
    notch = _notch(slope[:foot], after, round(_FAR / step))
    if notch:
        return notch
    upper, lower = (_last(slope, after + min(most, share * (top - after))) for most, share in (_UPPER, _LOWER))
    if lower - upper < _STEEP * (lower + first):
        return foot
    shoulder = _last(slope, top - _SHOULDER)
    return shoulder + (foot - shoulder) / 4


def _notch(slope: Floats, after: float, reach: int) -> int:
    """The deepest place between much more below it and a mirror image that stands out of the floor; 0 for none."""
    if len(slope) <= reach:
        return 0
    beyond = np.maximum.accumulate(slope[::-1])[::-1]
    windows = np.lib.stride_tricks.sliding_window_view(np.concatenate([np.full(reach, slope[0]), slope]), reach + 1)
    before = windows.max(axis=1)
    deep = (slope <= after + _DEPTH) & (before >= slope + _NOTCH)
    found = deep & (beyond >= np.maximum(slope, after) + _BUMP) & (beyond <= before - _BELOW)
    return int(np.where(found, slope, np.inf).argmin()) if found.any() else 0


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
    stays = highest_after < np.maximum(before - _STAYS, level.max() - _STRAY)
    drop = np.where(stays & (before > level.max() - _FAINT), before - after, 0.0)
    edge = int(np.argmax(drop))
    return (int(at[edge]), float(after[edge])) if drop[edge] >= _LEAST_DROP else (0, 0.0)


def _last(level: Floats, limit: float) -> int:
    """The last place at which the level reaches the limit; 0 if none does."""
    reached = np.flatnonzero(level >= limit)
    return int(reached[-1]) if len(reached) else 0


def hum(power: Floats, step: float) -> tuple[float, int]:
    """Power of the mains hum and its frequency, (0, 0) if there is none.

    A line is hum if it stands 4 dB or more out of its neighbours at 50 or 60 Hz or one of their first eight
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
