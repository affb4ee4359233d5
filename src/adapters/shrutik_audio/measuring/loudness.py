"""Integrated loudness after ITU-R BS.1770-5, from the K-weighted power of each 100 ms."""

import attrs
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SILENT = -70.0
"""LUFS of what does not pass the absolute gate."""

_OFFSET = -0.691
_RELATIVE_GATE = -10.0
_SEGMENTS = 4
# The two filters of BS.1770-5, tables 1 and 2, at 48 kHz: a shelf for the head, a high pass.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_LEAST_RATE = 12_000
_FLAT_FROM = 5_000
_ROUNDING = np.float32(1e-5)


def k_gain(frequency: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Power gain of the K filters at each frequency in Hz.

    The tables are for 48 kHz; at another rate the same curve over frequency is used, held above 24 kHz.
    """
    z = np.exp(-2j * np.pi * np.minimum(frequency, 24_000) / 48_000)
    gain = np.ones(len(z))
    for above, below in (_SHELF, _HIGH_PASS):
        gain *= np.abs(np.polyval(above[::-1], z) / np.polyval(below[::-1], z)) ** 2
    return gain


@attrs.frozen(eq=False)
class KWeighting:
    """K-weighted power of segments, from their power and the spectrum of what is left when neighbours are averaged.

    Above 5 kHz the filters' gain is the same everywhere. What lies there is known from the power alone, so only
    the lower band is transformed, at 12 kHz or more. What an average of neighbours takes from that band is given
    back; what it folds into it changes the loudness of a sine by less than 0.05 dB.

    Attributes:
        factor: neighbouring samples that are averaged.
        step: Hz from bin to bin of the spectra.
        weights: gain of each bin, with what scales a spectrum to power. [B]
        share: what scales a spectrum to power. [B]
        plateau: gain above the band.
    """

    factor: int
    step: float
    weights: Floats
    share: Floats
    plateau: float

    @classmethod
    def of(cls, rate: int, segment: int, hop: int) -> "KWeighting":
        """For segments of so many samples, made of whole hops."""
        factor = max(f for f in range(1, max(1, rate // _LEAST_RATE) + 1) if hop % f == 0)
        frequency = np.fft.rfftfreq(segment // factor, factor / rate)
        angle = np.maximum(np.pi * frequency / rate, 1e-12)
        kept = (np.sin(factor * angle) / (factor * np.sin(angle))) ** 2
        share = 2 / kept / (segment // factor) ** 2
        share[0] /= 2
        if factor > 1:
            share[frequency > _FLAT_FROM] = 0
        return cls(
            factor,
            rate / segment,
            (k_gain(frequency) * share).astype(np.float32),
            share.astype(np.float32),
            float(k_gain(np.array([min(24_000, rate / 2)]))[0]),
        )

    def averaged(self, rows: Floats) -> Floats:
        """Averages of neighbours, (rows, samples) to (rows, averages); the rows themselves if none are taken."""
        if self.factor == 1:
            return rows
        mean = np.full(self.factor, 1 / self.factor, np.float32)
        return np.asarray((rows.reshape(-1, self.factor) @ mean).reshape(len(rows), rows.shape[1] // self.factor))

    def spectra(self, averages: Floats) -> Floats:
        """Power of each bin of each segment, as the transform gives it; (segments, averages) to (segments, B)."""
        return power(np.fft.rfft(averages))

    def power(self, spectra: Floats, powers: Floats) -> Floats:
        """K-weighted mean square of each segment; shape (segments,).

        Args:
            spectra: of the segments, as `spectra` gives them.
            powers: mean square of each segment, over the whole band.
        """
        above = powers - spectra @ self.share
        above[above < _ROUNDING * powers] = 0
        weighted = spectra @ self.weights + np.float32(self.plateau) * above
        return np.asarray(weighted, np.float32)


def power(spectrum: npt.NDArray[np.complexfloating]) -> Floats:
    """Squared magnitudes, of the same shape."""
    squares: Floats = np.square(spectrum.real).astype(np.float32, copy=False)
    squares += np.square(spectrum.imag)
    return squares


def integrated(powers: npt.NDArray[np.floating]) -> float:
    """LUFS of a recording.

    Args:
        powers: K-weighted mean square of each 100 ms, summed over the channels; shape (segments,).
    """
    if not len(powers):
        return SILENT
    ends = np.cumsum(np.concatenate([[0.0], powers.astype(np.float64)]))
    size = min(_SEGMENTS, len(powers))
    blocks = (ends[size:] - ends[:-size]) / size
    loud = blocks[_lufs(blocks) > SILENT]
    if not len(loud):
        return SILENT
    gated = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_GATE]
    return max(SILENT, float(_lufs(gated.mean()))) if len(gated) else SILENT


def _lufs(power: npt.NDArray[np.float64] | np.float64) -> npt.NDArray[np.float64]:
    return _OFFSET + 10 * np.log10(np.maximum(power, 1e-20))
