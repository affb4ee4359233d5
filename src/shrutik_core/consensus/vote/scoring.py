"""A small network that scores choices: standardised features, a direct term and one hidden layer."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_core.consensus.vote.arrays import Floats

Singles = npt.NDArray[np.float32]

CLIP = 5.0
"""Standardised features are kept within this many deviations of the mean."""


@attrs.frozen(eq=False)
class Net:
    """score = z . direct + tanh(z . hidden + bias) . out, with z the standardised features.

    Attributes:
        features: names, in order. [F]
        mean: of each feature where it was fitted. [F]
        scale: deviation of each feature, above 0. [F]
        direct: weights straight to the score. [F]
        hidden: weights to the hidden units. [F, H]
        bias: of the hidden units. [H]
        out: weights from the hidden units to the score. [H]
    """

    features: tuple[str, ...]
    mean: Singles
    scale: Singles
    direct: Singles
    hidden: Singles
    bias: Singles
    out: Singles

    @classmethod
    def of(cls, features: Sequence[str], mean: object, scale: object, direct: object, *rest: object) -> "Net":
        """From plain nested sequences: mean, scale, direct, hidden, bias, out."""
        arrays = [np.asarray(part, np.float32) for part in (mean, scale, direct, *rest)]
        return cls(tuple(features), *arrays)

    def score(self, table: Mapping[str, Floats]) -> Floats:
        """The score of each choice. [K]."""
        inputs = standardised(table, self.features, self.mean, self.scale)
        scores: Floats = (inputs @ self.direct + np.tanh(inputs @ self.hidden + self.bias) @ self.out).astype(float)
        return scores


def standardised(table: Mapping[str, Floats], names: Sequence[str], mean: Singles, scale: Singles) -> Singles:
    """The named features as a network sees them: less their mean, by their deviation, kept within CLIP. [N, F]."""
    rows = np.empty((len(names), len(table[names[0]])), np.float32)
    for row, name, middle, wide in zip(rows, names, mean, scale, strict=True):
        np.subtract(table[name], middle, out=row, casting="same_kind")
        np.clip(row / wide, -CLIP, CLIP, out=row)
    return rows.T


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
