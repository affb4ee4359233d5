"""The audio processor whose decoding is confined to child processes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, TypeVar, cast

import attrs

from shrutik_audio.confined.check import ConfinedCheck
from shrutik_audio.confined.decoder_child import DecoderChild
from shrutik_audio.confined.pool import DecoderPool
from shrutik_core.chunking.envelope import Features
from shrutik_core.ports.audio import AudioAnalysis, AudioSurvey, ClipFormat, EncodedClip
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

_Found = TypeVar("_Found", AudioAnalysis, AudioSurvey)


@attrs.frozen
class _Kept:
    """What a decoder keeps of the recording that it analysed last."""

    decoder: DecoderChild
    number: int


class ConfinedProcessor(ConfinedCheck):
    """`AudioProcessor` whose work is done by `SoundProcessor` in child processes.

    A recording that crashes its child, or takes more than it is allowed, is Invalid: ``undecodable`` or
    ``decoding_too_costly``. A child that something else ended is Unavailable ``decoder_lost``.

    Args:
        pool: whose decoders work.
    """

    def analyse(self, source: BinaryIO, limits: AudioLimits) -> AudioAnalysis:
        """See `AudioProcessor.analyse`."""
        decoder, found = self._pool.ask("analyse", limits, source=source)
        return _kept(decoder, cast("AudioAnalysis", found))

    def listen(self, source: BinaryIO, limits: AudioLimits) -> AudioSurvey:
        """See `AudioProcessor.listen`."""
        decoder, found = self._pool.ask("listen", limits, source=source)
        return _kept(decoder, cast("AudioSurvey", found))

    def cut(
        self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat = ClipFormat.FLAC, *, replay: object = None
    ) -> "ConfinedCutting":
        """See `AudioProcessor.cut`."""
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise Invalid("spans", "The spans to cut must ascend without overlap.")
        return ConfinedCutting(self._pool, source, tuple(spans), clip, replay if isinstance(replay, _Kept) else None)


class ConfinedCutting:
    """See `Cutting`."""

    def __init__(
        self, pool: DecoderPool, source: BinaryIO, spans: tuple[Span, ...], clip: ClipFormat, kept: _Kept | None
    ) -> None:
        self._pool, self._source, self._spans, self._format = pool, source, spans, clip
        self._kept = kept
        self._done: _Kept | None = None

    def __iter__(self) -> Iterator[EncodedClip]:
        """See `Cutting.__iter__`."""
        if not self._spans:
            return
        with self._pool.lent(self._kept.decoder if self._kept else None) as decoder:
            yield from self._clips(decoder)

    def quality(self, features: Features) -> Quality:
        """See `Cutting.quality`."""
        if self._done is None:
            raise Invalid("spans", "Nothing was cut, so there are no figures: take the clips first.")
        with self._pool.lent(self._done.decoder) as decoder:
            known = decoder.ask("quality", self._done.number, features) if decoder is self._done.decoder else None
            if known is None:
                # Another recording was decoded there meanwhile.
                for clip in self._clips(decoder):
                    clip.stream.close()
                known = decoder.ask("quality", self._done.number, features)
        return cast("Quality", known)

    def _clips(self, decoder: DecoderChild) -> Iterator[EncodedClip]:
        """Asks for a clip while the one before it is taken."""
        kept = self._kept.number if self._kept and self._kept.decoder is decoder else None
        number = decoder.ask("cut", self._spans, self._format, kept, source=self._source)
        self._done = _Kept(decoder, cast("int", number))
        decoder.tell("next")
        while (told := decoder.hear()) is not None:
            index, span, media_type, size, quality = cast("tuple[int, Span, str, int, Quality]", told)
            with decoder.hear_stream(size) as stream:
                decoder.tell("next")
                taken = False
                try:
                    yield EncodedClip(index, span, media_type, stream, size, quality)
                    taken = True
                finally:
                    if not taken:
                        # An answer is under way that nobody will hear.
                        decoder.end()


def _kept(decoder: DecoderChild, found: _Found) -> _Found:
    replay = _Kept(decoder, found.replay) if isinstance(found.replay, int) else None
    return attrs.evolve(found, replay=replay)
