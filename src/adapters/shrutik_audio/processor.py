"""The audio processor: one pass to analyse a recording, a second to cut it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import BinaryIO

import attrs

from shrutik_audio.clips.cutting import SoundCutting
from shrutik_audio.decoding.counting import Uncounted
from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.decoding.replay import Replay, ReplayBuffer
from shrutik_audio.measuring.fingerprinter import Fingerprinter
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.measuring.speech import speech_by_features
from shrutik_audio.samples import Block
from shrutik_audio.voice.detection import VoiceDetection
from shrutik_core.chunking.envelope import Envelope
from shrutik_core.ports.audio import AudioAnalysis, AudioSurvey, ClipFormat
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.voice_activity import VoiceActivity
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span


class SoundProcessor:
    """`AudioProcessor` through libsndfile and FFmpeg.

    Args:
        voice: asked about every recording that is analysed; None for no detector.
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
        fingerprinter = Fingerprinter(decoding.declared.rate)
        survey = self._survey(decoding, (fingerprinter.feed,), meter)
        quality = meter.finish(speech_by_features(survey.features))
        return AudioAnalysis(
            survey.facts, survey.features, quality, fingerprinter.finish(), survey.speech, survey.replay
        )

    def listen(self, source: BinaryIO, limits: AudioLimits) -> AudioSurvey:
        """See `AudioProcessor.listen`."""
        return self._survey(Decoding(source, limits))

    def _survey(
        self, decoding: Decoding, others: Sequence[Callable[[Block], None]] = (), meter: Meter | None = None
    ) -> AudioSurvey:
        """Decodes the whole recording, and lets others have each block too, and a meter each that counts."""
        try:
            envelope = Envelope(decoding.declared.rate)
            voice = VoiceDetection(self._voice, decoding.declared.rate) if self._voice is not None else None
            replay = ReplayBuffer(decoding.declared)
            takers = (envelope.feed, replay.feed, *others, *((voice.feed,) if voice is not None else ()))
            uncounted = Uncounted()
            for block, counts in decoding.pieces():
                for feed in takers:
                    feed(block)
                uncounted.feed(len(block), counts=counts)
                if meter is not None and counts:
                    meter.feed(block)
                elif meter is not None:
                    meter.pass_over(len(block))
            facts = decoding.facts()
            speech = voice.finish() if voice is not None else None
            features = attrs.evolve(envelope.finish(), uncounted=tuple(uncounted.spans))
            return AudioSurvey(facts, features, speech, replay.finish(uncounted.spans))
        finally:
            decoding.close()

    def cut(
        self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat = ClipFormat.FLAC, *, replay: object = None
    ) -> SoundCutting:
        """See `AudioProcessor.cut`."""
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise Invalid("spans", "The spans to cut must ascend without overlap.")
        return SoundCutting(replay if isinstance(replay, Replay) else source, spans, clip)
