"""When there is speech in a recording: told from its features, or roughly from its powers alone."""

from collections.abc import Callable

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
    """Speech as the frames that the chunker scores above 0.08, but for a step at either end.

    What does not count is left out, as if the recording went on without it; lead and tail are those of the whole.
    """
    counted = np.flatnonzero(_counted(features)) if features.uncounted else np.arange(len(features.bands))
    if len(counted) < len(features.bands):
        features = attrs.evolve(features, bands=features.bands[counted])
    speaks = speaking(features, _SPEAKS)
    for end in (speaks, speaks[::-1]):
        end[: _step(end[: _STEP + 1])] = False
    per_second = features.frames_per_second
    return _speech(speaks, per_second, features.samples / features.rate, lambda frame: counted[frame] / per_second)


def _counted(features: Features) -> npt.NDArray[np.bool_]:
    """Which frames hear nothing that does not count, (frames,); each hears a hop to either side."""
    counts = np.ones(len(features.bands), np.bool_)
    for span in features.uncounted:
        first, last = ((edge - features.origin) // features.hop for edge in (span.start, span.end))
        counts[max(0, first) : max(0, last + 2)] = False
    return counts


def _step(end: npt.NDArray[np.bool_]) -> int:
    """How many frames at an end speak, if no more than a step does."""
    return 0 if end.all() else int(end.argmin())


def speech_by_power(
    powers: npt.NDArray[np.float32], noise: float, duration: float, begins: Callable[[int], float]
) -> Speech:
    """Speech as the 10 ms that are 6 dB over the noise and within 40 dB of the loudest.

    Args:
        powers: mean square of each 10 ms that count.
        noise: mean square of the noise.
        duration: seconds of the whole.
        begins: when each of them begins, in seconds.
    """
    if not len(powers) or float(powers.max()) <= FLOOR:
        return Speech(0.0, duration, duration)
    return _speech(powers > max(4 * noise, float(powers.max()) * 1e-4), 100.0, duration, begins)


def _speech(
    speaks: npt.NDArray[np.bool_], per_second: float, duration: float, begins: Callable[[int], float]
) -> Speech:
    first, after = runs(speaks)
    if not len(first):
        return Speech(0.0, duration, duration)
    holes = first[1:] - after[:-1]
    closed = int((after - first).sum()) + int(holes[holes < _HOLE * per_second].sum())
    lead, end = float(begins(int(first[0]))), float(begins(int(after[-1]) - 1)) + 1 / per_second
    return Speech(min(1.0, closed / len(speaks)), min(lead, duration), max(0.0, duration - end))
