"""Signal-to-noise ratio from the power of each 10 ms."""

import numpy as np
import numpy.typing as npt

FLOOR = 1e-12
_SMOOTH = 5
_LOW_PERCENTILE = 5.0
_PAUSE = 2.0
_RANGE = 1e-4
# What the estimate reads (left) where the ratio is (right): in loud noise soft speech is missed and what is left
# seems louder. Mean over white and pink noise mixed to speech of several voices at -5 to 50 dB.
_READ = (3.3, 4.2, 7.1, 11.25, 20.45, 30.3, 40.35, 49.95)
_NOTHING = 3.35  # what it reads of white or pink noise alone, at most
_TRUE = (-5.0, 0.0, 5.0, 10.0, 20.0, 30.0, 40.0, 49.9)


def noise_power(powers: npt.NDArray[np.floating]) -> float:
    """Mean power of what is heard between words: of the frames within 3 dB of the 5th percentile over 50 ms."""
    smooth = (
        np.convolve(powers, np.full(_SMOOTH, 1 / _SMOOTH, np.float32), "same") if len(powers) >= _SMOOTH else powers
    )
    low = max(float(np.percentile(smooth, _LOW_PERCENTILE)), FLOOR)
    quiet = smooth <= _PAUSE * low
    return float(powers[quiet].mean()) if bool(quiet.any()) else low


def speech_power(powers: npt.NDArray[np.floating], noise: float) -> float:
    """Mean power, less the noise, of the frames with speech: over twice the noise, within 40 dB of the loudest."""
    active = int((powers > max(2 * noise, float(powers.max()) * _RANGE)).sum())
    return max((float(powers.mean()) - noise) * len(powers) / max(1, active), FLOOR)


def snr(speech: float, noise: float) -> float | None:
    """Level of the speech over that of the noise, dB, -5 to 100; None if nothing stands out of the noise.

    Args:
        speech: mean power, as `speech_power` has it.
        noise: mean power, as `noise_power` has it.
    """
    read = float(10 * np.log10(speech / max(noise, FLOOR)))
    if read < _NOTHING:
        return None
    if read > _READ[-1]:
        return min(100.0, read)
    return float(np.interp(read, _READ, _TRUE))
