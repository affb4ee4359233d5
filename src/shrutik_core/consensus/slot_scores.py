"""Two ways to score a slot's winner: a weighted sum, and a small network that can only rise in part of its features."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from shrutik_core.consensus.align import Floats
from shrutik_core.consensus.net import Singles, standardised


@attrs.frozen(eq=False)
class Weighted:
    """score = weights . features + bias.

    Attributes:
        weights: of each feature by name, and ``bias``.
    """

    weights: dict[str, float]

    def score(self, table: Mapping[str, Floats]) -> Floats:
        """The score of each row. [N]."""
        return weighted(table, self.weights)


@attrs.frozen(eq=False)
class RisingNet:
    """score = r . direct_r + f . direct_f + tanh(r . hidden_r + f . hidden_f + bias) . out + base.

    ``r`` are the standardised rising features, ``f`` the free ones. No weight of a rising feature and none out of a
    hidden unit is below 0, so more of a rising feature never lowers the score, while the free ones say how much it
    counts (a partially monotone network, after Sill 1998).

    Attributes:
        rising: names of the rising features, in order. [R]
        free: names of the free features, in order. [F]
        mean, scale: of all features, rising first. [R + F]
        direct: weights straight to the score, rising first. [R + F]
        hidden: weights to the hidden units, rising first. [R + F, H]
        bias: of the hidden units. [H]
        out: weights from the hidden units, at least 0. [H]
        base: what is added to every score. [1]
    """

    rising: tuple[str, ...]
    free: tuple[str, ...]
    mean: Singles
    scale: Singles
    direct: Singles
    hidden: Singles
    bias: Singles
    out: Singles
    base: Singles

    @classmethod
    def of(cls, rising: Sequence[str], free: Sequence[str], *parts: object) -> "RisingNet":
        """From plain nested sequences: mean, scale, direct, hidden, bias, out, base."""
        return cls(tuple(rising), tuple(free), *(np.asarray(part, np.float32) for part in parts))

    def score(self, table: Mapping[str, Floats]) -> Floats:
        """The score of each row. [N]."""
        inputs = standardised(table, (*self.rising, *self.free), self.mean, self.scale)
        units = np.tanh(inputs @ self.hidden + self.bias)
        scores: Floats = (inputs @ self.direct + units @ self.out + self.base).astype(float)
        return scores


def weighted(table: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """The weighted sum of features, and ``bias``. [N]."""
    total = sum((weights[name] * values for name, values in table.items()), start=np.float64(weights["bias"]))
    return np.asarray(total)
