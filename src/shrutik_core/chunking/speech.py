"""How likely each moment is speech, as a voice activity detector says."""

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.shared.errors import Invalid


@attrs.frozen(eq=False)
class SpeechTrack:
    """Probabilities of speech at even steps from the start of a recording.

    Attributes:
        values: shape (steps,), each 0..1; the i-th is that of the seconds ``i * step`` to ``(i + 1) * step``.
        step: seconds, greater than 0.

    Raises:
        Invalid: ``speech_track`` if a value is not a probability or the step is not positive.
    """

    values: NDArray[np.float32]
    step: float

    def __attrs_post_init__(self) -> None:
        fits = self.values.ndim == 1 and self.step > 0
        if not (fits and bool(np.all((self.values >= 0) & (self.values <= 1)))):
            raise Invalid("speech_track", "Give one row of probabilities between 0 and 1 and a positive step.")

    def at(self, seconds: NDArray[np.float64]) -> NDArray[np.float32]:
        """Probability at each moment, by straight lines between the middles of steps; 0 for an empty track."""
        if not len(self.values):
            return np.zeros(len(seconds), np.float32)
        middles = (np.arange(len(self.values)) + 0.5) * self.step
        return np.interp(seconds, middles, self.values).astype(np.float32)
