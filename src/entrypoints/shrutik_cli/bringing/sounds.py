"""Utterances of one file as sounds to be brought: the file as it is, or pieces that are cut out of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import attrs

from shrutik_cli.bringing.folder import blocks
from shrutik_core.corpora.spans import layers, span_of
from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

Named = tuple[BroughtUtterance, str]
"""An utterance, and the name of its speaker."""
_Piece = tuple[Span, Named]


@attrs.frozen
class BroughtSound:
    """The sound of one utterance.

    Attributes:
        utterance: whose.
        speaker: the name of whoever speaks.
        path: of its file, which may be gone when the next sound is taken.
        samples: per channel.
        seconds: how long it is.
    """

    utterance: BroughtUtterance
    speaker: str
    path: Path
    samples: int
    seconds: float


@attrs.frozen
class SoundSource:
    """Makes the sounds of utterances.

    Attributes:
        processor: decodes and cuts.
        limits: of what is accepted.
        told: is told of an utterance that cannot be used.
    """

    processor: AudioProcessor
    limits: AudioLimits
    told: Callable[[BroughtUtterance, str], None]

    def sounds(self, path: Path, utterances: Sequence[Named]) -> Iterator[BroughtSound]:
        """The sounds of utterances that lie in one file; each is taken before the next.

        Raises:
            OSError: if it cannot be read.
            Unavailable: ``decoder_lost``.
        """
        with path.open("rb") as source:
            try:
                facts = self.processor.listen(source, self.limits).facts
            except Invalid as error:
                for unusable, _ in utterances:
                    self.told(unusable, error.detail)
                return
            pieces: list[_Piece] = []
            for one, span in self._spans(utterances, facts.samples, facts.sample_rate):
                if span is None:
                    yield BroughtSound(*one, path, facts.samples, facts.duration)
                else:
                    pieces.append((span, one))
            for layer in layers(pieces):
                yield from self._cut(source, layer, facts.sample_rate)

    def _spans(self, utterances: Sequence[Named], samples: int, rate: int) -> Iterator[tuple[Named, Span | None]]:
        for one in utterances:
            try:
                yield one, span_of(one[0], samples, rate)
            except Invalid as error:
                self.told(one[0], error.detail)

    def _cut(self, source: BinaryIO, layer: Sequence[_Piece], rate: int) -> Iterator[BroughtSound]:
        """The pieces as files: all are cut first, for whoever takes one may need the only decoder."""
        with TemporaryDirectory(prefix="shrutik-") as work:
            for clip in self.processor.cut(source, [span for span, _ in layer]):
                with (Path(work) / str(clip.index)).open("wb") as file:
                    file.writelines(blocks(clip.stream))
            for index, (span, one) in enumerate(layer):
                yield BroughtSound(*one, Path(work) / str(index), len(span), len(span) / rate)
