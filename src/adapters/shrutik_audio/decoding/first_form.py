"""Sound of one form throughout, if what is recorded changes its channels, its rate or its samples on the way."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import soxr

from shrutik_audio.samples import Block, to_float, to_mono
from shrutik_core.recordings.samples import full_scale

MOST_FACTOR = 32
"""A rate so many times higher or lower than the first is not that of the same recording."""


class FirstForm:
    """Brings every block to the rate, the channels and the type of the first.

    What has other channels is spread from its mean, so that nothing said in any of them is lost.

    Args:
        rate: samples per second to come out.
        channels: to come out.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate, self._channels = rate, channels
        self._taken = rate
        self._dtype: np.dtype[np.generic] | None = None
        self._resampler: soxr.ResampleStream | None = None

    def bring(self, block: Block, rate: int) -> Iterator[Block]:
        """What comes out for the next block, (frames, channels), of this rate: as it is if it is of the first form."""
        self._dtype = self._dtype or block.dtype
        if rate != self._taken:
            yield from self.rest()
            self._taken = rate
            if rate != self._rate:
                self._resampler = soxr.ResampleStream(rate, self._rate, self._channels, dtype="float32")
        if block.shape[1] != self._channels:
            block = _spread(block, self._channels)
        if self._resampler is not None:
            block = self._resampler.resample_chunk(to_float(block))
        if len(block):
            yield block if block.dtype == self._dtype else _typed(block, self._dtype)

    def rest(self) -> Iterator[Block]:
        """What the last stretch still owes."""
        if self._resampler is not None and self._dtype is not None:
            last = self._resampler.resample_chunk(np.zeros((0, self._channels), np.float32), last=True)
            self._resampler, self._taken = None, self._rate
            if len(last):
                yield _typed(last, self._dtype)


def can_follow(rate: int, before: int) -> bool:
    """Whether sound of this rate may belong to a recording that began with another."""
    return before <= rate * MOST_FACTOR and rate <= before * MOST_FACTOR


def _spread(block: Block, channels: int) -> Block:
    """One channel as so many, and several as their mean."""
    mean = block if block.shape[1] == 1 else to_mono(block)[:, None]
    return np.repeat(mean, channels, axis=1)


def _typed(block: Block, dtype: np.dtype[np.generic]) -> Block:
    """The same as samples of another type, limited to full scale if they are integers."""
    floats = to_float(block)
    if dtype.kind == "f":
        return floats.astype(dtype)
    top = 1 / full_scale(np.empty(0, dtype))
    typed: npt.NDArray[np.generic] = np.clip(np.rint(floats.astype(np.float64) * top), -top, top - 1).astype(dtype)
    return typed
