"""Cutting a recording into encoded clips, each measured on the way."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from shrutik_audio.clips.encode import Writer, writer
from shrutik_audio.decoding.counting import Piece
from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.decoding.decoder import Declared
from shrutik_audio.decoding.replay import Replay
from shrutik_audio.measuring.meter import Meter
from shrutik_audio.measuring.speech import speech_by_features
from shrutik_audio.samples import Block
from shrutik_core.chunking.envelope import Features
from shrutik_core.ports.audio import ClipFormat, EncodedClip
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span


class SoundCutting:
    """See `Cutting`.

    Args:
        source: the recording, or what was kept of it.
        spans: ascending, not overlapping.
        clip: how to write them.

    Raises:
        Invalid: as `AudioProcessor`.
    """

    def __init__(self, source: BinaryIO | Replay, spans: Sequence[Span], clip: ClipFormat) -> None:
        self._source, self._spans, self._format = source, spans, clip
        self._meter: Meter | None = None

    def __iter__(self) -> Iterator[EncodedClip]:
        """See `Cutting.__iter__`."""
        if not self._spans:
            return
        decoding = self._source if isinstance(self._source, Replay) else Decoding(self._source)
        self._meter = Meter(decoding.declared.rate, decoding.declared.channels)
        cutter = _Cutter(decoding.declared, self._spans, self._format, self._meter)
        try:
            for piece in decoding.pieces():
                yield from cutter.take(piece)
                if cutter.done:
                    return
        finally:
            cutter.close()
            decoding.close()
        raise Invalid("spans", "The spans to cut reach beyond the recording: analyse it again.")

    def quality(self, features: Features) -> Quality:
        """See `Cutting.quality`."""
        if self._meter is None:
            raise Invalid("spans", "Nothing was cut, so there are no figures: take the clips first.")
        return self._meter.finish(speech_by_features(features))


class _Cutter:
    """Deals the blocks of a recording out to the clips they belong to."""

    def __init__(self, declared: Declared, spans: Sequence[Span], clip: ClipFormat, meter: Meter) -> None:
        self._declared, self._spans, self._format, self._meter = declared, spans, clip, meter
        self._index = 0
        self._at = 0
        self._writer: Writer | None = None

    @property
    def done(self) -> bool:
        """Whether the last span was written."""
        return self._index == len(self._spans)

    def take(self, piece: Piece) -> Iterator[EncodedClip]:
        """The clips that end within this piece."""
        block = piece.block
        start, end = self._at, self._at + len(block)
        while not self.done:
            span = self._spans[self._index]
            part = block[max(0, span.start - start) : max(0, span.end - start)]
            if len(part):
                self._write(part, counts=piece.counts)
            if span.end > end:
                break
            yield from self._finish(span)
        self._at = end

    def _write(self, part: Block, *, counts: bool) -> None:
        if self._writer is None:
            self._writer = writer(self._declared, self._format)
        self._writer.write(part)
        if counts:
            self._meter.feed(part)
        else:
            self._meter.pass_over(len(part))

    def _finish(self, span: Span) -> Iterator[EncodedClip]:
        if self._writer is None:
            raise Invalid("spans", "A span to cut holds no sample: analyse the recording again.")
        stream = self._writer.finish()
        self._writer = None
        with stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            yield EncodedClip(self._index, span, self._format.value, stream, size, self._meter.mark())
        self._index += 1

    def close(self) -> None:
        """Gives up the clip that was begun, if any."""
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
