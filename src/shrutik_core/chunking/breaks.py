"""How likely a moment lies inside a word, told from the rise and fall of loudness around it."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.sliding import sliding_max, sliding_mean

_Row = NDArray[np.float32]

# Learnt by logistic regression (benchmarks/training/learn_breaks.py) from made speech without pauses in five
# languages, chosen among near-equal fits by babble, where a confident fit does harm. Each pair: width,
# half-width or reach in frames, and weight.
_BIAS = -2.158
_HERE = ((1, 0.1), (3, 9.585), (5, 4.865))
_AROUND = ((1, -8.404), (3, 1.444), (7, 1.947), (15, 2.292))
_BEFORE = ((6, -0.373), (12, 0.672), (20, 1.107))
_AFTER = ((6, 1.396), (12, -3.664), (20, 0.294))


def inside_word(score: _Row) -> _Row:
    """Probability that each frame lies inside a word, shape (frames,), where speech runs on without pauses.

    Words begin strongly and end weakly (Fougeron and Keating, 1997), and a closure is deep and short: so
    a dip counts for more if what follows it is louder than what went before.

    Args:
        score: loudness of each frame between noise (0) and speech (1), shape (frames,), squared.
    """
    share = np.sqrt(score)
    smooth = sliding_mean(share, 3)
    logit = np.full_like(share, _BIAS)
    for width, weight in _HERE:
        logit += np.float32(weight) * sliding_mean(share, width)
    for half, weight in _AROUND:
        logit += np.float32(weight) * sliding_max(smooth, half, half)
    for reach, weight in _BEFORE:
        logit += np.float32(weight) * sliding_max(smooth, reach, 0)
    for reach, weight in _AFTER:
        logit += np.float32(weight) * sliding_max(smooth, 0, reach)
    return np.asarray(np.float32(1.0) / (np.float32(1.0) + np.exp(-logit)))
