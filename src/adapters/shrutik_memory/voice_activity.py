"""A voice activity detector that takes whatever is loud for speech: for tests, and if there is no network."""

import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.speech import SpeechTrack

_RATE = 16_000
_STEP = 512
_LOUD = 1e-4


class MemoryVoiceActivity:
    """`VoiceActivity` by the power of each 32 ms: half a chance of speech at -40 dBFS."""

    def listen(self) -> "MemoryVoiceListener":
        """See `VoiceActivity.listen`."""
        return MemoryVoiceListener()


class MemoryVoiceListener:
    """`VoiceListener` that keeps all that it was fed."""

    def __init__(self) -> None:
        self._blocks: list[NDArray[np.float32]] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        """See `VoiceListener.feed`."""
        self._blocks.append(block.astype(np.float32))

    def finish(self) -> SpeechTrack:
        """See `VoiceListener.finish`."""
        sound = np.concatenate([np.zeros(0, np.float32), *self._blocks])
        rows = np.pad(sound, (0, -len(sound) % _STEP)).reshape(-1, _STEP)
        power = np.square(rows, dtype=np.float64).mean(axis=1)
        return SpeechTrack((power / (power + _LOUD)).astype(np.float32), _STEP / _RATE)
