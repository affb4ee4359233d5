"""Which samples of a recording count for its figures: not silence in place of what is missing, nor a start beep."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from shrutik_audio.measuring.beep import LOOK, start_beeps
from shrutik_audio.samples import Block, to_mono
from shrutik_core.shared.spans import Span


class Piece(NamedTuple):
    """A block, and whether it counts for the figures.

    Attributes:
        block: (frames, channels).
        counts: whether it was recorded, and is more than a start beep.
    """

    block: Block
    counts: bool


def without_beep(pieces: Iterator[Piece], rate: int) -> Iterator[Piece]:
    """The same samples, but a beep before the voice, if there is one, does not count."""
    held: list[Piece] = []
    wanted = round(LOOK * rate)
    for piece in pieces:
        held.append(piece)
        wanted -= len(piece.block)
        if wanted <= 0:
            break
    if held:
        beeps = start_beeps(np.concatenate([to_mono(piece.block) for piece in held])[: round(LOOK * rate)], rate)
        yield from split(held, beeps) if beeps else held
    yield from pieces


def split(pieces: Iterable[Piece], uncounted: Sequence[Span]) -> Iterator[Piece]:
    """The same samples, of which those of the spans do not count; the spans ascend without overlap."""
    at, coming = 0, iter(uncounted)
    span = next(coming, None)
    for block, counts in pieces:
        end = at + len(block)
        while at < end:
            while span is not None and span.end <= at:
                span = next(coming, None)
            inside = span is not None and span.start <= at
            edge = end if span is None else min(end, span.end if inside else span.start)
            yield Piece(block[len(block) - (end - at) : len(block) - (end - edge)], counts and not inside)
            at = edge


class Uncounted:
    """Gathers where the samples lie that do not count.

    Attributes:
        spans: ascending; two that touch are one.
    """

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._at = 0

    def feed(self, samples: int, *, counts: bool) -> None:
        """Takes the length of the next block, and whether it counts."""
        end = self._at + samples
        if samples and not counts:
            touches = bool(self.spans) and self.spans[-1].end == self._at
            self.spans.append(Span(self.spans.pop().start if touches else self._at, end))
        self._at = end
