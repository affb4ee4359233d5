"""The sound workshop: one pass to analyse a recording, a second to cut it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from shrutik_audio.declared import Block, Declared
from shrutik_audio.decode import Decoding
from shrutik_audio.ear import Ear
from shrutik_audio.encode import Writer, writer
from shrutik_audio.meter import Meter
from shrutik_audio.outline import Outline
from shrutik_audio.speaking import speech_by_features
from shrutik_core.chunking.envelope import Envelope, Features
from shrutik_core.ports.audio import AudioAnalysis, AudioLimits, Clip, ClipFormat
from shrutik_core.ports.voice_activity import VoiceActivity
from shrutik_core.recordings.facts import AudioFacts
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span


class SoundWorkshop:
    """`AudioWorkshop` through libsndfile and FFmpeg.

    Args:
        voice: asked about every recording that is analysed; None for none.
    """

    def __init__(self, voice: VoiceActivity | None = None) -> None:
        self._voice = voice

    def check(self, source: BinaryIO, limits: AudioLimits) -> None:
        """See `AudioWorkshop.check`."""
        Decoding(source, limits).close()

    def analyse(self, source: BinaryIO, limits: AudioLimits) -> AudioAnalysis:
        """See `AudioWorkshop.analyse`."""
        decoding = Decoding(source, limits)
        try:
            sink = _Sink(decoding.declared, self._voice)
            for block in decoding.blocks():
                sink.feed(block)
            return sink.finish(decoding.facts())
        finally:
            decoding.close()

    def cut(self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat = ClipFormat.FLAC) -> Iterator[Clip]:
        """See `AudioWorkshop.cut`."""
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise Invalid("spans", "The spans to cut must ascend without overlap.")
        return self._clips(source, spans, clip)

    def _clips(self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat) -> Iterator[Clip]:
        if not spans:
            return
        decoding = Decoding(source)
        cutter = _Cutter(decoding, spans, clip)
        try:
            for block in decoding.blocks():
                yield from cutter.take(block)
                if cutter.done:
                    return
        finally:
            cutter.close()
            decoding.close()
        raise Invalid("spans", "The spans to cut reach beyond the recording: analyse it again.")


class _Sink:
    """Everything that listens to a recording while it is decoded."""

    def __init__(self, declared: Declared, voice: VoiceActivity | None) -> None:
        self._envelope: Envelope | None = Envelope(declared.rate)
        self._meter = Meter(declared.rate, declared.channels)
        self._outline = Outline(declared.rate)
        self._ear = Ear(voice, declared.rate) if voice is not None else None

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        if self._envelope is not None:
            self._envelope.feed(block)
        self._meter.feed(block)
        self._outline.feed(block)
        if self._ear is not None:
            self._ear.feed(block)

    def finish(self, facts: AudioFacts) -> AudioAnalysis:
        """What they heard; once only."""
        features = self._envelope.finish() if self._envelope is not None else Features()
        self._envelope = None  # it holds the features a second time
        heard = self._ear.finish() if self._ear is not None else None
        quality = self._meter.finish(speech_by_features(features))
        return AudioAnalysis(facts, features, quality, self._outline.finish(), heard)


class _Cutter:
    """Deals the blocks of a recording out to the clips they belong to."""

    def __init__(self, decoding: Decoding, spans: Sequence[Span], clip: ClipFormat) -> None:
        self._declared, self._spans, self._format = decoding.declared, spans, clip
        self._index = 0
        self._at = 0
        self._writer: Writer | None = None
        self._meter = Meter(self._declared.rate, self._declared.channels)

    @property
    def done(self) -> bool:
        """Whether the last span was written."""
        return self._index == len(self._spans)

    def take(self, block: Block) -> Iterator[Clip]:
        """The clips that end within this block."""
        start, end = self._at, self._at + len(block)
        while not self.done:
            span = self._spans[self._index]
            part = block[max(0, span.start - start) : max(0, span.end - start)]
            if len(part):
                self._write(part)
            if span.end > end:
                break
            yield from self._finish(span)
        self._at = end

    def _write(self, part: Block) -> None:
        if self._writer is None:
            self._writer = writer(self._declared, self._format)
            self._meter = Meter(self._declared.rate, self._declared.channels)
        self._writer.write(part)
        self._meter.feed(part)

    def _finish(self, span: Span) -> Iterator[Clip]:
        if self._writer is None:
            raise Invalid("spans", "A span to cut holds no sample: analyse the recording again.")
        stream = self._writer.finish()
        self._writer = None
        with stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            yield Clip(self._index, span, self._format.value, stream, size, self._meter.finish())
        self._index += 1

    def close(self) -> None:
        """Gives up the clip that was begun, if any."""
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
