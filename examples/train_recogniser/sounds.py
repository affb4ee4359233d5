"""Turns sound into what the network sees: log-mel features, a row for every 10 ms."""

import attrs
import numpy as np
import numpy.typing as npt
import soxr
import torch
from lhotse import Fbank, FbankConfig

RATE_HZ = 16_000
MEL_BANDS = 40


def _filters() -> Fbank:
    return Fbank(FbankConfig(sampling_rate=RATE_HZ, num_filters=MEL_BANDS))


@attrs.frozen
class LogMel:
    """Log-mel features as Lhotse computes them, each band with mean 0 and deviation 1 over its clip."""

    filters: Fbank = attrs.field(factory=_filters, init=False, eq=False, repr=False)

    def __call__(self, samples: npt.NDArray[np.float32], rate: int) -> torch.Tensor:
        """Features of one clip.

        Args:
            samples: shape ``(n,)`` or ``(n, channels)``, from -1 to 1.
            rate: samples per second; the sound is brought to 16 kHz.

        Returns:
            Shape ``(frames, 40)``, without a unit, a frame for every 10 ms.
        """
        alone = samples if samples.ndim == 1 else samples.mean(axis=1)
        sound = soxr.resample(alone, rate, RATE_HZ).astype(np.float32)
        bands = torch.from_numpy(self.filters.extract(sound, RATE_HZ))
        return (bands - bands.mean(0)) / (bands.std(0) + 1e-5)
