"""The sound audio processor: one pass to analyse a recording, a second to cut it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import BinaryIO

from shrutik_audio.cutting import SoundCutting
from shrutik_audio.declared import Block
from shrutik_audio.decode import Decoding
from shrutik_audio.ear import Ear
from shrutik_audio.meter import Meter
from shrutik_audio.outline import Outline
from shrutik_audio.replay import Keeper, Replay
from shrutik_audio.speaking import speech_by_features
from shrutik_core.chunking.envelope import Envelope
from shrutik_core.ports.audio import AudioAnalysis, AudioLimits, AudioSurvey, ClipFormat
from shrutik_core.ports.voice_activity import VoiceActivity
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span


class SoundProcessor:
    """`AudioProcessor` through libsndfile and FFmpeg.

    Args:
        voice: asked about every recording that is analysed; None for none.
    """

    def __init__(self, voice: VoiceActivity | None = None) -> None:
        self._voice = voice

    def check(self, source: BinaryIO, limits: AudioLimits) -> None:
        """See `AudioProcessor.check`."""
        Decoding(source, limits).close()

    def analyse(self, source: BinaryIO, limits: AudioLimits) -> AudioAnalysis:
        """See `AudioProcessor.analyse`."""
        decoding = Decoding(source, limits)
        meter = Meter(decoding.declared.rate, decoding.declared.channels)
        outline = Outline(decoding.declared.rate)
        heard = self._hear(decoding, (meter.feed, outline.feed))
        quality = meter.finish(speech_by_features(heard.features))
        return AudioAnalysis(heard.facts, heard.features, quality, outline.finish(), heard.speech, heard.replay)

    def listen(self, source: BinaryIO, limits: AudioLimits) -> AudioSurvey:
        """See `AudioProcessor.listen`."""
        return self._hear(Decoding(source, limits))

    def _hear(self, decoding: Decoding, others: Sequence[Callable[[Block], None]] = ()) -> AudioSurvey:
        """Decodes the whole recording, and lets others have each block too."""
        try:
            envelope = Envelope(decoding.declared.rate)
            ear = Ear(self._voice, decoding.declared.rate) if self._voice is not None else None
            keeper = Keeper(decoding.declared)
            listeners = (envelope.feed, keeper.feed, *others, *((ear.feed,) if ear is not None else ()))
            for block in decoding.blocks():
                for feed in listeners:
                    feed(block)
            facts = decoding.facts()
            return AudioSurvey(facts, envelope.finish(), ear.finish() if ear is not None else None, keeper.finish())
        finally:
            decoding.close()

    def cut(
        self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat = ClipFormat.FLAC, *, replay: object = None
    ) -> SoundCutting:
        """See `AudioProcessor.cut`."""
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise Invalid("spans", "The spans to cut must ascend without overlap.")
        return SoundCutting(replay if isinstance(replay, Replay) else source, spans, clip)
