"""A recording as a voice activity detector wants it: mono, at 16 kHz."""

import numpy as np
import soxr

from shrutik_audio.samples import Block, to_mono
from shrutik_core.chunking.speech import SpeechTrack
from shrutik_core.ports.voice_activity import VoiceActivity

_RATE = 16_000


class VoiceDetection:
    """Resamples a recording for one listener, block by block.

    Raises:
        Unavailable: as `VoiceActivity`.
    """

    def __init__(self, voice: VoiceActivity, rate: int) -> None:
        self._listener = voice.listen()
        self._resampler = soxr.ResampleStream(rate, _RATE, 1, dtype="float32") if rate != _RATE else None

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        mono = to_mono(block)
        self._listener.feed(self._resampler.resample_chunk(mono) if self._resampler else mono)

    def finish(self) -> SpeechTrack:
        """What the listener heard."""
        if self._resampler:
            self._listener.feed(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        return self._listener.finish()
