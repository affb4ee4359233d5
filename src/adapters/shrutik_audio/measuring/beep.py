"""The beep before a voice or behind it, by which a recorder or a line tells that it listens or stops: no voice."""

import numpy as np
import numpy.typing as npt

from shrutik_core.shared.spans import Span

Floats = npt.NDArray[np.floating]

LOOK = 3.0
"""Seconds from either end of a recording in which a beep is looked for."""

_LATEST, _SHORTEST, _LONGEST = 1.6, 0.15, 1.2
# More of them are a signal of another kind, as of tones that stand for words.
_MOST = 2
# Mean square: what is softer is not taken for a beep.
_LOUD = 1e-4
# How much the power of 10 ms may differ from that before, and from the others of a beep; how much softer it is before.
_STEP, _RANGE, _ONSET = 1.45, 1.8, 0.03
# How far to either side of its steady part a beep may rise and fall, in 10 ms.
_SLOPE = 5
_COARSE_RATE = 16_000
# Of a beep's power, so much lies in a few lines of 4 bins to either side; none lie as low as those of most voices.
_LINES, _WIDTH, _SHARE = 24, 4, 0.98
_LOWEST, _VOICES, _BELOW = 80.0, 280.0, 0.02


def start_beeps(mono: Floats, rate: int) -> list[Span]:
    """Where the beeps before a voice lie: steady for 0.15 to 1.2 s, of a few lines, and sudden; two at most.

    Args:
        mono: the start of a recording, ``LOOK`` seconds if it is as long; shape (samples,).
        rate: samples per second.
    """
    hop = rate // 100
    count = len(mono) // hop
    if not count:
        return []
    rows = mono[: count * hop].reshape(count, hop)
    # What a microphone adds below any voice is steady, too.
    rows = rows - rows.mean(axis=1, keepdims=True)
    powers = np.einsum("ij,ij->i", rows, rows) / np.float32(hop)
    found = [
        (start, end)
        for start, end in _steady(powers)
        if _is_sudden(powers, start) and _is_of_lines(mono[start * hop : end * hop], rate)
    ]
    if not found or len(found) > _MOST or any(_too_late_or_long(start, end, count) for start, end in found):
        return []
    return [_whole(powers, start, end, hop) for start, end in found]


def end_beeps(mono: Floats, rate: int) -> list[Span]:
    """Where the beeps behind a voice lie, by which a line or a button tells that it listens no more.

    Args:
        mono: the end of a recording, as `start_beeps` takes its start: an end beep played backwards is one.
        rate: samples per second.
    """
    count = len(mono)
    return [Span(count - beep.end, count - beep.start) for beep in reversed(start_beeps(mono[::-1], rate))]


def _steady(powers: Floats) -> list[tuple[int, int]]:
    """Stretches of at least 0.15 s whose power hardly changes, but for their first and last 10 ms."""
    ratio = powers[1:] / np.maximum(powers[:-1], 1e-20)
    same = (ratio < _STEP) & (ratio > 1 / _STEP) & (powers[1:] > _LOUD)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    stretches = [(int(first), int(last) + 1) for first, last in edges.reshape(-1, 2)]
    return [
        (first, last)
        for first, last in stretches
        if last - first + 1 >= 100 * _SHORTEST and powers[first:last].max() < _RANGE * powers[first:last].min()
    ]


def _is_sudden(powers: Floats, start: int) -> bool:
    """Whether it is far softer before, unless the recording begins there."""
    before = powers[max(0, start - _SLOPE) : start]
    return not len(before) or bool(before.min() < _ONSET * powers[start])


def _is_of_lines(sound: Floats, rate: int) -> bool:
    """Whether nearly all of the power lies in a few lines of the spectrum, and hardly any where voices begin."""
    factor = max(1, rate // _COARSE_RATE)
    size = len(sound) // factor
    coarse = sound[: size * factor].reshape(size, factor).mean(axis=1)
    bins = np.abs(np.fft.rfft((coarse - coarse.mean()) * np.hanning(size))) ** 2
    step = rate / factor / size
    bins[: round(_LOWEST / step)] = 0
    total = float(bins.sum())
    if float(bins[: round(_VOICES / step)].sum()) > _BELOW * total:
        return False
    lines = 0.0
    for _ in range(_LINES):
        at = int(bins.argmax())
        line = slice(max(0, at - _WIDTH), at + _WIDTH + 1)
        lines += float(bins[line].sum())
        bins[line] = 0
    return lines > _SHARE * total


def _too_late_or_long(start: int, end: int, count: int) -> bool:
    """Whether it begins late or lasts longer than a beep does; one that has not ended might."""
    return start > 100 * _LATEST or end - start > 100 * _LONGEST or end >= count - 1


def _whole(powers: Floats, start: int, end: int, hop: int) -> Span:
    """The beep with its rise and fall: as long as the power falls on the way out."""
    first, last = start, end - 1
    while first > max(0, start - _SLOPE) and powers[first - 1] < powers[first] / _STEP:
        first -= 1
    while last + 1 < min(len(powers), end + _SLOPE) and powers[last + 1] < powers[last] / _STEP:
        last += 1
    return Span(first * hop, (last + 1) * hop)
