"""The port of a voice activity detector: what tells when there is speech."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.speech import SpeechTrack


class VoiceListener(Protocol):
    """Listens to one recording, block by block.

    However the recording is split in blocks, the track is the same, to within 1e-4.
    """

    def feed(self, block: NDArray[np.float32]) -> None:
        """Takes the next block: mono, shape (samples,), at 16,000 samples per second, full scale at 1."""

    def finish(self) -> SpeechTrack:
        """What was heard from the first sample to the last; the listener takes no more after this.

        Raises:
            Unavailable: ``voice_activity_failed`` if the detector did not answer.
        """


class VoiceActivity(Protocol):
    """A detector that can be asked about any number of recordings, also at the same time."""

    def listen(self) -> VoiceListener:
        """A new listener, for one recording.

        Raises:
            Unavailable: ``voice_activity_missing`` if the detector is not installed; the detail says
                which extra to install.
        """
