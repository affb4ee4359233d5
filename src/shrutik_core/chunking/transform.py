"""From samples to the power in each band, by products of small matrices: a third of the cost of a general transform."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.bands import BANDS, Framing

BATCH = 128
"""Hops taken at a time: few enough for all work on them to stay in a processor's own cache."""
_RADIX = 16
_WIDEST_GROUP = 12
# A larger product is shared out among threads by the matrix library, which costs more than it gains here.
_LARGEST_PRODUCT = 1 << 18

_Rows = NDArray[np.float32]


class Mixer:
    """Channels to one and the rate down to the working rate, by the sum of ``step`` samples.

    Channels are mixed with unequal weights, so that none cancels another that carries the same sound upside down.

    Args:
        framing: of the recording.
        channels: of the recording.
        hops: takes the sums, shape (inner, BATCH), a hop in each column.
    """

    def __init__(self, framing: Framing, channels: int, hops: _Rows) -> None:
        width = framing.step * channels
        group = _group(framing.inner, width)
        shares = np.tile(1.0 - 0.5 * (np.arange(channels) * 0.618034 % 1.0), framing.step)
        self._weights = np.kron(np.eye(group), shares).astype(np.float32)
        self._shape = (BATCH, framing.inner // group, group * width)
        row, item = hops.strides
        shape, strides = (framing.inner // group, group, BATCH), (group * row, row, item)
        self._sums = np.lib.stride_tricks.as_strided(hops, shape, strides)

    def mix(self, flat: _Rows) -> None:
        """Mixes one batch of interleaved samples, ``BATCH`` hops of them."""
        np.matmul(self._weights, flat.reshape(self._shape).transpose(1, 2, 0), out=self._sums)


def _group(inner: int, width: int) -> int:
    """How many sums are taken in one product: a divisor of ``inner``, not too large."""
    fits = (n for n in range(1, _WIDEST_GROUP + 1) if inner % n == 0 and n * n * width * BATCH <= _LARGEST_PRODUCT)
    return max(fits, default=1)


class BandPowers:
    """The mean power of each band in each frame, of one batch after another.

    The discrete Fourier transform of a frame of 16 n samples is taken in two steps (Cooley and Tukey, 1965): n
    transforms of 16 samples, then eight groups of transforms of n values, each with its twiddle factors in it. Frames
    lie in columns, so that each step is a product of small matrices over the whole batch; the window is part of
    the first.

    Args:
        framing: of the recording.

    Attributes:
        hops: what is measured, shape (inner, BATCH + 1), a hop in each column. The first is the last hop of the batch
            before; a recording begins after a hop of silence.
    """

    def __init__(self, framing: Framing) -> None:
        length, many = framing.length, framing.length // _RADIX
        self.hops = np.zeros((framing.inner, BATCH + 1), np.float32)
        self._inner, self._half = framing.inner, length // 2
        self._first, self._second = _first_step(length), _second_step(length)
        self._frames = np.empty((length, BATCH), np.float32)
        self._rows = self._frames.reshape(_RADIX, many, BATCH).transpose(1, 0, 2)
        self._parts = np.empty((_RADIX, many, BATCH), np.float32)
        self._spectrum = np.empty((_RADIX // 2, 2 * many, BATCH), np.float32)
        bank = framing.filter_bank() / np.float32((framing.step * length) ** 2)
        # In two halves, for the size of a product.
        self._bank = bank[_bins(length)].T.reshape(BANDS, 2, -1).transpose(1, 0, 2).copy()

    def measure(self) -> _Rows:
        """The powers around the start of each hop but the first, shape (BANDS, BATCH)."""
        self._frames[: self._half] = self.hops[self._inner - self._half :, :-1]
        self._frames[self._half :] = self.hops[: self._half, 1:]
        np.matmul(self._first, self._rows, out=self._parts.transpose(1, 0, 2))
        np.matmul(self._second, self._parts.reshape(self._spectrum.shape), out=self._spectrum)
        np.square(self._spectrum, out=self._spectrum)
        low, high = np.matmul(self._bank, self._spectrum.reshape(2, -1, BATCH))
        low += high
        return np.asarray(low, np.float32)

    def advance(self) -> None:
        """The last hop becomes the one before the next batch."""
        self.hops[:, 0] = self.hops[:, -1]


def _first_step(length: int) -> _Rows:
    """Windowed real transforms of every ``length / 16``-th sample, shape (length / 16, 16, 16).

    Its rows are the real bins 0 and 8, then real and imaginary parts of the bins 1 to 7.
    """
    turn = 2j * np.pi * np.arange(_RADIX) / _RADIX
    waves = np.exp(-turn * np.arange(1, _RADIX // 2)[:, None])
    pairs = np.stack([waves.real, waves.imag], axis=1).reshape(-1, _RADIX)
    rows = np.concatenate([np.ones((1, _RADIX)), np.exp(turn * (_RADIX // 2)).real[None], pairs])
    window = np.hanning(length + 1)[:-1].reshape(_RADIX, -1).T
    return np.asarray(rows[None] * window[:, None], np.float32)


def _second_step(length: int) -> _Rows:
    """From those to real and imaginary parts of the frame's bins, as ``_bins`` counts them.

    Shape (8, length / 8, length / 8).
    """
    many = length // _RADIX
    turn = -2j * np.pi * np.arange(many) / length
    real = np.zeros((0, 2 * many))
    for place, first in enumerate((0, _RADIX // 2)):
        for bin_ in range(first, length // 2 + 1, _RADIX):
            wave = np.exp(turn * bin_)
            both = np.stack([wave.real, wave.imag])[: 1 if bin_ in {0, length // 2} else 2]
            real = np.concatenate([real, np.pad(both, ((0, 0), (place * many, (1 - place) * many)))])
    groups = [real]
    for first in range(1, _RADIX // 2):
        wave = np.exp(turn * (first + _RADIX * np.arange(many))[:, None])
        pairs = np.stack([np.hstack([wave.real, -wave.imag]), np.hstack([wave.imag, wave.real])], axis=1)
        groups.append(pairs.reshape(2 * many, 2 * many))
    return np.asarray(groups, np.float32)


def _bins(length: int) -> NDArray[np.int64]:
    """The bin of a real transform that each row of the second step is a part of, shape (length,)."""
    half = length // 2
    alone = [bin_ for first in (0, _RADIX // 2) for bin_ in range(first, half + 1, _RADIX)]
    real = np.repeat(alone, [1 if bin_ in {0, half} else 2 for bin_ in alone])
    turned = np.arange(1, _RADIX // 2)[:, None] + _RADIX * np.arange(length // _RADIX)
    return np.concatenate([real, np.minimum(turned, length - turned).reshape(-1).repeat(2)])
