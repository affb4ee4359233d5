"""When there is speech in a recording: told from its features, or roughly from its powers alone."""

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.noise import FLOOR
from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.loudness import speaking
from shrutik_core.chunking.sliding import runs

_SPEAKS = 0.08
_HOLE = 0.3
# Frames at an end that hear the step from nothing to an offset, or a click: no word is as short.
_STEP = 3


@attrs.frozen
class Speech:
    """When there is speech in a recording.

    Attributes:
        share: of the time, 0 to 1; holes of less than 0.3 s count as speech.
        lead: seconds before the first speech; the whole duration if there is none.
        tail: seconds after the last; likewise.
    """

    share: float
    lead: float
    tail: float


def speech_by_features(features: Features) -> Speech:
    """Speech as the frames that the chunker scores above 0.08, but for a step at either end."""
    speaks = speaking(features, _SPEAKS)
    for end in (speaks, speaks[::-1]):
        end[: _step(end[: _STEP + 1])] = False
    return _speech(speaks, features.frames_per_second, features.samples / features.rate)


def _step(end: npt.NDArray[np.bool_]) -> int:
    """How many frames at an end speak, if no more than a step does."""
    return 0 if end.all() else int(end.argmin())


def speech_by_power(powers: npt.NDArray[np.float32], noise: float, duration: float, begins: float = 0.0) -> Speech:
    """Speech as the 10 ms that are 6 dB over the noise and within 40 dB of the loudest; the first begins so late."""
    if not len(powers) or float(powers.max()) <= FLOOR:
        return Speech(0.0, duration, duration)
    return _speech(powers > max(4 * noise, float(powers.max()) * 1e-4), 100.0, duration, begins)


def _speech(speaks: npt.NDArray[np.bool_], per_second: float, duration: float, begins: float = 0.0) -> Speech:
    first, after = runs(speaks)
    if not len(first):
        return Speech(0.0, duration, duration)
    holes = first[1:] - after[:-1]
    closed = int((after - first).sum()) + int(holes[holes < _HOLE * per_second].sum())
    lead, end = begins + float(first[0]) / per_second, begins + float(after[-1]) / per_second
    return Speech(min(1.0, closed / len(speaks)), min(lead, duration), max(0.0, duration - end))
