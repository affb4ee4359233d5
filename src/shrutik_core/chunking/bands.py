"""The bands that speech is watched in: a mel filter bank for one rate and frame length."""

from typing import Self

import attrs
import numpy as np
from numpy.typing import NDArray

BANDS = 12
LOWEST_HZ = 120.0
HIGHEST_HZ = 7000.0
_LEAST_WORKING_RATE = 12_000


@attrs.frozen
class Framing:
    """How samples at one rate become frames.

    Attributes:
        rate: samples per second of the recording.
        step: samples that are averaged into one before anything else.
        inner: averaged samples from frame to frame, about 10 ms.
        length: averaged samples in a frame, about 16 ms; a multiple of 16, for a quick transform.
    """

    rate: int
    step: int
    inner: int
    length: int

    @classmethod
    def of(cls, rate: int) -> Self:
        """Framing for a rate from 8,000 to 192,000."""
        step = max(1, rate // _LEAST_WORKING_RATE)
        inner = round(rate / step / 100)
        return cls(rate, step, inner, 16 * round(inner / 10))

    @property
    def hop(self) -> int:
        """Samples from frame to frame, at the recording's own rate."""
        return self.inner * self.step

    def filter_bank(self) -> NDArray[np.float32]:
        """The bank for frames of this length."""
        return filter_bank(self.rate / self.step, self.length)

    def effective_bins(self) -> NDArray[np.float32]:
        """How many bins' worth of power each band averages over, shape (BANDS,): more make noise steadier."""
        return np.asarray(1.0 / np.square(self.filter_bank()).sum(axis=0), np.float32)


def mel(hertz: float) -> float:
    """Hertz on the mel scale (O'Shaughnessy, 1987)."""
    return float(2595.0 * np.log10(1.0 + hertz / 700.0))


def band_edges(rate: float) -> NDArray[np.float64]:
    """Edges and centres of the bands in hertz, shape (BANDS + 2,); the highest lies below half the rate."""
    top = min(HIGHEST_HZ, 0.48 * rate)
    mels = np.linspace(mel(LOWEST_HZ), mel(top), BANDS + 2)
    return np.asarray(700.0 * (10.0 ** (mels / 2595.0) - 1.0))


def filter_bank(rate: float, length: int) -> NDArray[np.float32]:
    """Triangular weights of each bin of a real FFT in each band, shape (length // 2 + 1, BANDS).

    Each band's weights sum to one: it is the mean power of its bins, so that white noise is flat.
    """
    edges = band_edges(rate)
    bins = np.arange(length // 2 + 1) * (rate / length)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    rising = (bins[:, None] - low) / (centre - low)
    falling = (high - bins[:, None]) / (high - centre)
    weights = np.clip(np.minimum(rising, falling), 0.0, None)
    nearest = np.abs(bins[:, None] - centre).argmin(axis=0)
    empty = weights.sum(axis=0) == 0
    weights[nearest[empty], np.flatnonzero(empty)] = 1.0
    return np.asarray(weights / weights.sum(axis=0), np.float32)
