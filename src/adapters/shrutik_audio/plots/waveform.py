"""A recording's waveform, coarse enough to draw."""

from typing import BinaryIO

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.samples import to_mono

_SOFTEST = 1e-4
# A click or two may reach beyond the picture, so that they do not make the voice small.
_WITHIN = 0.999

Floats = npt.NDArray[np.float32]


@attrs.frozen(eq=False)
class Waveform:
    """A recording in columns of even length, 1 being about its loudest sample; each array of shape (columns,).

    Attributes:
        low: least sample of each column, -1 at least.
        high: greatest, 1 at most.
        power: mean square.
        column: seconds of a column.
    """

    low: Floats
    high: Floats
    power: Floats
    column: float


def waveform(source: BinaryIO, column: float) -> Waveform:
    """The waveform of a recording, in columns of about so many seconds.

    Raises:
        Invalid: as `AudioProcessor`.
    """
    decoding = Decoding(source)
    hop = max(1, round(column * decoding.declared.rate))
    columns: list[Floats] = []
    rest = np.zeros(0, np.float32)
    try:
        for block in decoding.blocks():
            sound = np.concatenate([rest, to_mono(block)])
            whole = len(sound) // hop * hop
            columns.append(_columns(sound[:whole].reshape(-1, hop)))
            rest = sound[whole:].copy()
    finally:
        decoding.close()
    if len(rest):
        columns.append(_columns(rest[None]))
    low, high, power = np.concatenate(columns, axis=1) if columns else np.zeros((3, 0), np.float32)
    peaks = np.maximum(-low, high)
    full = np.float32(max(_SOFTEST, float(np.quantile(peaks, _WITHIN)) if len(peaks) else 0.0))
    return Waveform((low / full).clip(-1, 1), (high / full).clip(-1, 1), power / full**2, hop / decoding.declared.rate)


def _columns(rows: Floats) -> Floats:
    """Least, greatest and mean square of each row, shape (3, rows)."""
    power = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
    return np.stack([rows.min(axis=1), rows.max(axis=1), power])
