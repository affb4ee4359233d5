"""The spectrogram of a clip: level by time and pitch, as a picture for a person to look at."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.shared.png import grey_to_png

WIDEST = 1_200
"""Columns of a picture at most; a longer clip has longer steps."""
BANDS = 192
"""Rows of a picture: mel bands, the lowest at the bottom."""
HIGHEST = 8_000.0
"""Hz, the upper end of the highest band, or half the rate if that is less: above it there is hardly any speech."""
DEPTH = 80.0
"""dB below the loudest point at which the picture is black."""
_FRAME, _STEP = 0.032, 0.010
# Fine enough that the narrowest band, some 10 Hz wide, holds a bin.
_HZ_PER_BIN = 6.0
_AT_ONCE = 64
_FAINTEST = 1e-10


def draw_spectrogram(sound: NDArray[np.float32], rate: int) -> bytes:
    """A PNG of `mel_levels`, dark where it is quiet.

    Args:
        sound: (frames,), full scale at 1.
        rate: frames per second.
    """
    return grey_to_png(np.flipud(mel_levels(sound, rate)))


def mel_levels(sound: NDArray[np.float32], rate: int) -> NDArray[np.uint8]:
    """Level in each mel band and step: 255 at the loudest point, 0 at 80 dB below it or silence; (bands, steps)."""
    step = max(round(_STEP * rate), -(-max(len(sound), 1) // WIDEST))
    size = max(round(_FRAME * rate), step)
    length = 1 << int(np.ceil(np.log2(max(rate / _HZ_PER_BIN, size))))
    bands = _mel_bands(rate, length)
    window = np.hanning(size).astype(np.float32)
    padded = np.pad(sound, (size // 2, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[: max(len(sound), 1) : step]
    power = np.empty((BANDS, len(frames)), np.float32)
    for first in range(0, len(frames), _AT_ONCE):
        spectrum = np.abs(np.fft.rfft(frames[first : first + _AT_ONCE] * window, length)) ** 2
        power[:, first : first + _AT_ONCE] = bands @ spectrum.T
    loudest = float(power.max())
    if loudest <= _FAINTEST:
        return np.zeros(power.shape, np.uint8)
    level = 10 * np.log10(np.maximum(power / loudest, 10 ** (-DEPTH / 10)))
    shades: NDArray[np.uint8] = np.rint((level + DEPTH) * (255 / DEPTH)).astype(np.uint8)
    return shades


def _mel_bands(rate: int, length: int) -> NDArray[np.float32]:
    """Triangles that overlap by half, equally wide in mel, each of sum 1; (bands, bins)."""
    top = 2_595 * np.log10(1 + min(HIGHEST, rate / 2) / 700)
    edges = 700 * (10 ** (np.linspace(0, top, BANDS + 2) / 2_595) - 1)
    bins = np.arange(length // 2 + 1) * rate / length
    below, centre, above = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rise, fall = (bins - below) / (centre - below), (above - bins) / (above - centre)
    triangles = np.maximum(0, np.minimum(rise, fall))
    bands: NDArray[np.float32] = (triangles / triangles.sum(axis=1, keepdims=True)).astype(np.float32)
    return bands
