"""Which samples of a recording count for its figures: not silence for what is missing, nor a beep at either end."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.beep import LOOK, end_beeps, start_beeps
from shrutik_audio.samples import Block, to_mono
from shrutik_core.shared.spans import Span


class Piece(NamedTuple):
    """A block, and whether it counts for the figures.

    Attributes:
        block: (frames, channels).
        counts: whether it was recorded, and is more than a beep at either end.
    """

    block: Block
    counts: bool


def without_beeps(pieces: Iterator[Piece], rate: int) -> Iterator[Piece]:
    """The same samples, but beeps before the voice and behind it, if there are any, do not count."""
    return _without_last(_without_first(pieces, rate), rate)


def _without_first(pieces: Iterator[Piece], rate: int) -> Iterator[Piece]:
    held: list[Piece] = []
    wanted = round(LOOK * rate)
    for piece in pieces:
        held.append(piece)
        wanted -= len(piece.block)
        if wanted <= 0:
            break
    if held:
        beeps = start_beeps(_mono(held)[: round(LOOK * rate)], rate)
        yield from split(held, beeps) if beeps else held
    yield from pieces


def _without_last(pieces: Iterator[Piece], rate: int) -> Iterator[Piece]:
    """Holds back as little as the look at the end needs."""
    held: deque[Piece] = deque()
    samples, look = 0, round(LOOK * rate)
    for piece in pieces:
        held.append(piece)
        samples += len(piece.block)
        while samples - len(held[0].block) >= look:
            samples -= len(held[0].block)
            yield held.popleft()
    if held:
        before = max(0, samples - look)
        beeps = [Span(before + beep.start, before + beep.end) for beep in end_beeps(_mono(held)[before:], rate)]
        yield from split(held, beeps) if beeps else held


def _mono(pieces: Iterable[Piece]) -> npt.NDArray[np.float32]:
    return np.concatenate([to_mono(piece.block) for piece in pieces])


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
