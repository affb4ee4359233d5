"""Finding the peaks of decoded sound."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.recordings.peaks import FULL_SCALE, PEAKS_PER_SECOND, Peaks


def find_peaks(sound: NDArray[np.float32], rate: int) -> Peaks:
    """The outline of a clip.

    Args:
        sound: (frames, channels), full scale at 1; values beyond it count as full scale.
        rate: frames per second, at least 50.
    """
    if not len(sound):
        return Peaks((), ())
    count = -(-len(sound) * PEAKS_PER_SECOND // rate)
    starts = np.arange(count) * rate // PEAKS_PER_SECOND
    low = np.minimum.reduceat(sound.min(axis=1), starts)
    high = np.maximum.reduceat(sound.max(axis=1), starts)
    # Outwards: what is drawn encloses every sample, and a faint sound is told from silence.
    lows = np.floor(low * FULL_SCALE).clip(-FULL_SCALE, 0).astype(int)
    highs = np.ceil(high * FULL_SCALE).clip(0, FULL_SCALE).astype(int)
    return Peaks(tuple(lows.tolist()), tuple(highs.tolist()))
