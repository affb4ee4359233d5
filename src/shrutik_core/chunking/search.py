"""The cheapest way to cut a passage of speech, by dynamic programming over the places worth cutting at."""

from collections.abc import Iterator

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.rules import Rules

CUT = 0.005
OUTSIDE = 0.35
PULL = 0.004

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]


@attrs.frozen
class Limits:
    """The rules in samples at one rate; the maximum is at least twice the minimum."""

    minimum: int
    maximum: int

    @classmethod
    def of(cls, rules: Rules, rate: int) -> "Limits":
        """Rounded to whole samples."""
        minimum = max(1, round(rules.minimum * rate))
        return cls(minimum, max(round(rules.maximum * rate), 2 * minimum))


@attrs.frozen
class Passage:
    """Speech between two silences, or between a silence and an end of the recording; in samples.

    Attributes:
        start: its first sample.
        end: one past its last.
        heard: the part of it that counts for the cost of lengths. Silence before the first and after the
            last word makes a chunk longer, but not longer to transcribe.
    """

    start: int
    end: int
    heard: tuple[int, int]


def length_cost(seconds: _Floats, rules: Rules) -> _Floats:
    """What chunks of these lengths cost, beside the cuts at their ends."""
    span = max(rules.maximum - rules.preferred_maximum, 0.5)
    short = np.clip(rules.preferred_minimum - seconds, 0.0, None) / rules.preferred_minimum
    long = np.clip(seconds - rules.preferred_maximum, 0.0, None) / span
    return OUTSIDE * (short + long) + PULL * ((seconds - rules.target) / rules.target) ** 2


@attrs.frozen(eq=False)
class _Prices:
    """Costs of chunks between places that lie a whole number of hops apart, and at the passage's ends."""

    table: _Floats
    first: _Floats
    last: _Floats
    whole: float


def _prices(places: _Ints, passage: Passage, rules: Rules, rate: int, hop: int) -> _Prices:
    limits = Limits.of(rules, rate)

    def price(real: _Ints, heard: _Ints) -> _Floats:
        cost = length_cost(np.maximum(heard, 0) / rate, rules)
        return np.where((real < limits.minimum) | (real > limits.maximum), np.inf, cost)

    # Long enough for a block of places after the longest chunk; a negative index finds the dear end of it.
    steps = np.arange((limits.maximum + 2 * limits.minimum) // hop + 4, dtype=np.int64) * hop
    first, last = passage.heard
    ends = price(np.array([passage.end - passage.start]), np.array([last - first]))
    return _Prices(
        price(steps, steps),
        price(places - passage.start, places - first),
        price(passage.end - places, last - places),
        float(ends[0]),
    )


def _blocks(places: _Ints, limits: Limits) -> Iterator[tuple[int, int, int, int]]:
    """Places [low, high) too close to follow one another, and those [first, last) that one of them may follow."""
    low = 0
    while low < len(places):
        high = int(places.searchsorted(places[low] + limits.minimum, "left"))
        first = int(places.searchsorted(places[low] - limits.maximum, "left"))
        yield low, high, first, int(places.searchsorted(places[high - 1] - limits.minimum, "right"))
        low = high


def cheapest_cuts(
    places: _Ints, costs: _Floats, passage: Passage, rules: Rules, rate: int, hop: int
) -> list[int] | None:
    """The cuts of least total cost, or None if no choice of places keeps the limits.

    Total cost is the sum over cuts of their cost plus ``CUT`` and over chunks of ``length_cost``.

    Args:
        places: samples where one may cut, rising, within the passage, whole hops apart.
        costs: the cost of cutting at each place.
        passage: what is cut.
        rules: the chunking rules.
        rate: samples per second.
        hop: samples in a hop.
    """
    prices = _prices(places, passage, rules, rate, hop)
    best, came = prices.first.copy(), np.full(len(places), -1)
    frames = (places - (places[0] if len(places) else 0)) // hop
    for low, high, first, last in _blocks(places, Limits.of(rules, rate)):
        if first < last:
            total = prices.table[frames[low:high, None] - frames[None, first:last]]
            total += best[first:last]
            chosen = total.argmin(axis=1)
            reached = total[np.arange(high - low), chosen]
            better = reached < best[low:high]
            best[low:high][better] = reached[better]
            came[low:high][better] = chosen[better] + first
        best[low:high] += costs[low:high] + CUT
    total_cost = best + prices.last
    here = int(total_cost.argmin()) if len(places) else -1
    if here < 0 or not total_cost[here] < prices.whole:
        return [] if np.isfinite(prices.whole) else None
    cuts: list[int] = []
    while here >= 0:
        cuts.append(int(places[here]))
        here = int(came[here])
    return cuts[::-1]


def even_cuts(start: int, end: int, limits: Limits) -> list[int]:
    """Cuts at even distances, as few as the maximum allows: keeps the limits when nothing else does."""
    pieces = -(-(end - start) // limits.maximum)
    return [start + (end - start) * k // pieces for k in range(1, pieces)]
