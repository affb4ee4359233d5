"""The arrays that a batch of clips is made of, and the sums over stretches of them.

Shapes are given in brackets throughout: I clips, V votes, T words typed, S places of the networks, C cells (a place
of one vote), K choices (a place's different words), W workers.
"""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

Table = dict[str, Floats]
"""Features by name, each of the same length."""


def starts(lengths: Ints) -> Ints:
    """Where stretches of these lengths start when laid end to end, then their total."""
    out = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=out[1:])
    return out


def sums(index: Ints, values: Floats | Flags | Ints, size: int) -> Floats:
    """The sum of the values at each index from 0 to ``size`` - 1."""
    out: Floats = np.bincount(index, values, size).astype(np.float64)
    return out


def within(lengths: Ints) -> Ints:
    """0, 1, 2 ... inside each stretch of these lengths laid end to end."""
    first = starts(lengths)
    return np.arange(first[-1]) - np.repeat(first[:-1], lengths)


def code_points(strings: list[str]) -> Ints:
    """The code points of strings end to end."""
    return np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
