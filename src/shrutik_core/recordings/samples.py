"""Samples as decoders hand them out, and as floats."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[Any]
"""Floats with full scale at 1, or int16 or int32 with full scale at the end of their range."""

_FULL_SCALE = {np.dtype(np.int16): 2.0**-15, np.dtype(np.int32): 2.0**-31}


def full_scale(samples: Samples) -> float:
    """The factor that brings samples of this type to a full scale of 1."""
    return _FULL_SCALE.get(samples.dtype, 1.0)


def into_floats(samples: Samples, out: NDArray[np.float32]) -> None:
    """Writes the samples into an array of the same shape, with full scale at 1."""
    with np.errstate(over="ignore"):
        out[:] = samples
    scale = full_scale(samples)
    if scale != 1.0:
        out *= np.float32(scale)
