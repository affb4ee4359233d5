"""A small network that scores choices: standardised features, a direct term and one hidden layer."""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_core.consensus.align import Floats

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
