"""Pure tones: the beep of a recorder or a line, which is not a voice however loud it is."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

PURE = 1e-3
"""Share of a tone's power that may be something else: a voice that is clipped has more beside its strongest part."""

# Half a period or less in a piece is not told from any other bend.
_LEAST_PERIODS = 1.0
_FEWEST_SAMPLES = 12
# Neighbours are averaged down to so many samples a second, which a beep's frequency lies below.
_COARSE_RATE = 16_000


def pure_tones(pieces: Floats, rate: int) -> npt.NDArray[np.bool_]:
    """Whether each piece is one sine of constant level and nothing else, shape (pieces,).

    Args:
        pieces: shape (pieces, samples), each of 10 ms or so and without an offset.
        rate: samples per second.
    """
    found = np.zeros(len(pieces), np.bool_)
    factor = max(1, rate // _COARSE_RATE)
    size = pieces.shape[1] // factor
    if size < _FEWEST_SAMPLES or not len(pieces):
        return found
    coarse = pieces[:, : size * factor].reshape(len(pieces), size, factor).mean(axis=2, dtype=np.float64)
    power = np.square(coarse).sum(axis=1)
    cosine = _cosine(coarse)
    likely = np.flatnonzero((power > 0) & (np.abs(cosine) < np.cos(2 * np.pi * _LEAST_PERIODS / size)))
    rest = power[likely] - _explained(coarse[likely], np.arccos(cosine[likely]))
    found[likely] = rest < PURE * power[likely]
    return found


def _cosine(coarse: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Cosine of the angle from sample to sample, if each piece were a sine in white noise; beyond 1 for none.

    The neighbours of a sample of a sine sum to twice that cosine times the sample: the line through all such pairs,
    at the least distance from them, tells it.
    """
    sums, middle = (coarse[:, 2:] + coarse[:, :-2]) / np.sqrt(2), coarse[:, 1:-1]
    both = 2 * (sums * middle).sum(axis=1)
    gap = np.square(sums).sum(axis=1) - np.square(middle).sum(axis=1)
    none = np.where(gap < 0, 0.0, np.inf)
    slope = np.divide(gap + np.hypot(gap, both), both, out=none, where=both != 0)
    return np.asarray(slope / np.sqrt(2))


def _explained(coarse: npt.NDArray[np.float64], angle: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Power of each piece that a sine of this angle takes up, as `power` counts it."""
    size = coarse.shape[1]
    phases = angle[:, None] * (np.arange(size) - (size - 1) / 2)
    # About the middle, sine and cosine share nothing.
    waves = np.cos(phases), np.sin(phases)
    return np.asarray(sum((coarse * wave).sum(axis=1) ** 2 / np.square(wave).sum(axis=1) for wave in waves))
