"""The cheapest way to cut a stretch of speech, by dynamic programming over the places worth cutting at."""

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.rules import Rules

CUT = 0.02
OUTSIDE = 0.2
PULL = 0.004


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


def length_cost(seconds: NDArray[np.float64], rules: Rules) -> NDArray[np.float64]:
    """What chunks of these lengths cost, beside the cuts at their ends."""
    short = np.clip(rules.preferred_minimum - seconds, 0.0, None) / rules.preferred_minimum
    long = np.clip(seconds - rules.preferred_maximum, 0.0, None) / max(rules.maximum - rules.preferred_maximum, 0.5)
    return OUTSIDE * (short + long) + PULL * ((seconds - rules.target) / rules.target) ** 2


def cheapest_cuts(
    places: NDArray[np.int64],
    costs: NDArray[np.float64],
    stretch: tuple[int, int],
    counted: tuple[int, int],
    rules: Rules,
    rate: int,
) -> list[int] | None:
    """The cuts of least total cost, or None where no choice of places keeps the limits.

    Total cost is the sum over cuts of their cost plus ``CUT`` and over chunks of ``length_cost``.

    Args:
        places: samples where one may cut, rising, strictly within the stretch.
        costs: the cost of cutting at each place.
        stretch: first sample and one past the last; limits hold for real lengths.
        counted: the part of the stretch that counts for the cost of lengths: silence before the first
            and after the last word makes a chunk no longer to hear.
        rules: the chunking rules.
        rate: samples per second.
    """
    limits = Limits.of(rules, rate)
    at = np.concatenate([[stretch[0]], places, [stretch[1]]]).astype(np.int64)
    counts = np.clip(at, *counted)
    price = np.concatenate([[0.0], costs + CUT, [0.0]])
    best = np.full(len(at), np.inf)
    best[0] = 0.0
    came = np.zeros(len(at), np.int64)
    low = 1
    while low < len(at):
        # Places closer together than the minimum cannot follow one another: they are decided together.
        high = int(np.searchsorted(at, at[low] + limits.minimum, "left"))
        first = int(np.searchsorted(at, at[low] - limits.maximum, "left"))
        last = int(np.searchsorted(at, at[high - 1] - limits.minimum, "right"))
        if first < last:
            real = at[low:high, None] - at[None, first:last]
            heard = (counts[low:high, None] - counts[None, first:last]) / rate
            total = best[None, first:last] + length_cost(heard, rules)
            total[(real < limits.minimum) | (real > limits.maximum)] = np.inf
            came[low:high] = total.argmin(axis=1) + first
            best[low:high] = total.min(axis=1) + price[low:high]
        low = high
    if not np.isfinite(best[-1]):
        return None
    cuts: list[int] = []
    here = int(came[-1])
    while here > 0:
        cuts.append(int(at[here]))
        here = int(came[here])
    return cuts[::-1]


def even_cuts(start: int, end: int, limits: Limits) -> list[int]:
    """Cuts at even distances, as few as the maximum allows: keeps the limits where nothing else does."""
    pieces = -(-(end - start) // limits.maximum)
    return [start + (end - start) * k // pieces for k in range(1, pieces)]
