"""Figures of clips, counted in steps so fine that nothing of use is lost, and what a reader wants to know of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import attrs
import numpy as np

STEPS_PER_UNIT: Mapping[str, float] = {
    "duration_s": 100,
    "confidence": 10_000,
    "expected_wer": 10_000,
    "votes": 1,
    "words": 1,
    "characters": 1,
    "words_per_s": 100,
    "characters_per_s": 100,
    "loudness_lufs": 10,
    "peak_dbfs": 10,
    "clipped_ratio": 10_000,
    "snr_db": 10,
    "dc_offset": 10_000,
    "bandwidth_hz": 0.1,
    "speech_ratio": 1_000,
    "lead_s": 100,
    "tail_s": 100,
    "dropouts_per_min": 10,
    "hum_db": 10,
    "hum_hz": 1,
}
"""How finely a figure is counted: so many steps make one of its unit."""
USUAL_STEPS = 1_000
"""Of a figure that is not in the list."""
COUNTED_TOGETHER = 4_096
"""Clips whose figures are counted in one go."""
QUANTILES = (5, 25, 50, 75, 95)
MOST_BARS = 24
"""Of a histogram."""
_OUTLYING = 1, 199
# Of 200: what lies further out than half a per cent on either side does not stretch a histogram.
_OF = 200


@attrs.frozen
class Histogram:
    """Bars of one width, side by side.

    Attributes:
        start: where the first bar begins.
        width: of each.
        counts: clips in each bar, at most 24; a bar holds its lower edge and not its upper one.
        below: clips further down than the first bar.
        above: clips further up than the last bar.
    """

    start: float
    width: float
    counts: tuple[int, ...]
    below: int
    above: int


@attrs.frozen
class Distribution:
    """A figure over all clips that have it, in the unit that its name says, to the step in which it was counted.

    Attributes:
        clips: that have the figure, 1 and up.
        mean: to six digits.
        least: smallest value.
        most: largest value.
        quantiles: by per cent, the smallest value that so many of a hundred clips do not exceed.
        histogram: for a picture.
    """

    clips: int
    mean: float
    least: float
    most: float
    quantiles: Mapping[str, float]
    histogram: Histogram


@attrs.define
class FigureCounts:
    """Clips by step of each figure; memory grows with the range of the figures, not with the clips.

    Attributes:
        steps: clips by step, by figure.
        pending: figures of clips that are not counted yet.
    """

    steps: dict[str, Counter[int]] = attrs.field(factory=lambda: defaultdict(Counter))
    pending: list[Mapping[str, float | None]] = attrs.field(factory=list)

    def add(self, figures: Mapping[str, float | None]) -> None:
        """Count a clip's figures by name, each to the nearest step; None is not counted."""
        self.pending.append(figures)
        if len(self.pending) == COUNTED_TOGETHER:
            self.count_pending()

    def merge(self, other: "FigureCounts") -> None:
        """Add what was counted elsewhere."""
        other.count_pending()
        for name, counts in other.steps.items():
            self.steps[name].update(counts)

    def distributions(self) -> dict[str, Distribution]:
        """Of each figure that was counted, by name, sorted."""
        self.count_pending()
        return {
            name: distribution(counts, STEPS_PER_UNIT.get(name, USUAL_STEPS))
            for name, counts in sorted(self.steps.items())
        }

    def count_pending(self) -> None:
        """Count what waits to be counted."""
        for name in {name for figures in self.pending for name in figures}:
            values = np.array([figures.get(name) for figures in self.pending], float)
            values = values[~np.isnan(values)]
            if len(values):
                steps, counts = np.unique(np.rint(values * STEPS_PER_UNIT.get(name, USUAL_STEPS)), return_counts=True)
                self.steps[name].update(dict(zip(steps.astype(int).tolist(), counts.tolist(), strict=True)))
        self.pending.clear()


def distribution(counts: Mapping[int, int], steps: float) -> Distribution:
    """What a reader wants to know of a figure.

    Args:
        counts: clips by value in steps; not empty.
        steps: that make one unit.
    """
    values, clips = sorted(counts), sum(counts.values())
    total = sum(value * count for value, count in counts.items())
    return Distribution(
        clips=clips,
        mean=round(total / (clips * steps), 6),
        least=_unit(values[0], steps),
        most=_unit(values[-1], steps),
        quantiles={
            f"p{share:02d}": _unit(value, steps)
            for share, value in zip(QUANTILES, quantiles(counts, QUANTILES, 100), strict=True)
        },
        histogram=_histogram(counts, steps),
    )


def quantiles(counts: Mapping[int, int], shares: tuple[int, ...], of: int) -> Iterator[int]:
    """For each share of so many, in rising order, the smallest value that this share of all does not exceed."""
    clips, below = sum(counts.values()), 0
    values = iter(sorted(counts))
    value = 0
    for share in shares:
        while below * of < share * clips or not below:
            value = next(values)
            below += counts[value]
        yield value


def _histogram(counts: Mapping[int, int], steps: float) -> Histogram:
    low, high = quantiles(counts, _OUTLYING, _OF)
    width = _bar(high - low + 1)
    first, last = low // width, high // width
    bars = [0] * (last - first + 1)
    below = above = 0
    for value, count in counts.items():
        place = value // width - first
        if place < 0:
            below += count
        elif place >= len(bars):
            above += count
        else:
            bars[place] += count
    return Histogram(_unit(first * width, steps), _unit(width, steps), tuple(bars), below, above)


def _bar(span: int) -> int:
    """Steps of a bar: 1, 2 or 5 times a power of ten, so that bars of it cover the span, wherever it begins."""
    size = 1
    while True:
        for times in (1, 2, 5):
            if span <= (MOST_BARS - 1) * size * times:
                return size * times
        size *= 10


def _unit(value: int, steps: float) -> float:
    return round(value / steps, 6)
