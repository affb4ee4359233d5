"""Samples from one form into another: mono floats to measure, integers to write."""

from typing import Any

import numpy as np
import numpy.typing as npt

from shrutik_core.recordings.samples import into_floats

Block = npt.NDArray[Any]
"""Samples, (frames, channels): int16, int32 with the sample in the high bits, or floats with full scale at 1."""

BLOCK = 131_072
"""Samples (frames × channels) that are decoded at a time."""


def to_float(block: Block) -> npt.NDArray[np.float32]:
    """The same shape as float32, 1 being full scale."""
    if block.dtype == np.float32:
        return block
    scaled = np.empty(block.shape, np.float32)
    into_floats(block, scaled)
    return scaled


def to_mono(block: Block) -> npt.NDArray[np.float32]:
    """The mean of the channels, float32, shape (frames,)."""
    scaled = to_float(block)
    channels = scaled.shape[1]
    if channels == 1:
        return scaled[:, 0]
    return scaled @ np.full(channels, 1 / channels, np.float32)


def clean(block: Block, *, lossy: bool) -> tuple[Block, bool, bool]:
    """The block with NaN as 0 and every value limited to -1 ... 1, and whether either was needed.

    A lossy decoder may swing a little over full scale; that is left as it is.

    Returns:
        (block, held values that are not numbers, held values beyond full scale); integers come back as they are.
    """
    if block.dtype.kind != "f" or not block.size:
        return block, False, False
    flat = block.reshape(-1, order="A")  # in the order it lies in: no copy of planar samples
    if lossy and bool(np.isfinite(np.dot(flat, flat))):
        return block, False, False
    low, high = float(block.min()), float(block.max())
    if low >= -1.0 and high <= 1.0:
        return block, False, False
    finite = np.isfinite(block)
    broken = not bool(finite.all())
    over = bool((np.abs(block[finite]) > 1.0).any())
    limited: Block = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0).clip(-1.0, 1.0)
    return limited, broken, over


def to_int(block: Block, bits: int) -> Block:
    """Integers for a file of ``bits`` bits, as libsndfile takes them: in the high bits of int16 or int32.

    Integers of up to 24 bits are unchanged; those of 32 and floats are rounded once to 24, undithered.
    """
    if bits <= 16:
        return block
    if block.dtype == np.int16:
        return block.astype(np.int32) << 16
    if block.dtype == np.int32:
        low = (block.astype(np.int64) + 128) >> 8
    else:
        low = np.rint(block.astype(np.float64) * 2.0**23).astype(np.int64)
    written: Block = np.clip(low, -(2**23), 2**23 - 1).astype(np.int32) << 8
    return written
