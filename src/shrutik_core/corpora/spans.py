"""Where utterances lie in a file that holds several, in samples."""

from collections.abc import Iterable
from typing import TypeVar

from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

OVERHANG_S = 0.1
"""So many seconds may an utterance end behind its file's end, as tools round; it ends with the file then."""
_EDGE_S = 0.01

T = TypeVar("T")


def span_of(utterance: BroughtUtterance, samples: int, rate: int) -> Span | None:
    """The samples of an utterance; None if it is all of its file, to a hundredth of a second.

    Args:
        utterance: with its times in seconds.
        samples: of the file, per channel.
        rate: samples per second.

    Raises:
        Invalid: ``corpus_line_invalid`` if it lies behind the end of the file.
    """
    length = samples / rate
    if utterance.start_s is None:
        return None
    end = length if utterance.end_s is None else utterance.end_s
    if utterance.start_s >= length or end > length + OVERHANG_S:
        raise Invalid("corpus_line_invalid", f"It ends at {end:g} s, but its file at {length:.2f} s.")
    if utterance.start_s < _EDGE_S and end > length - _EDGE_S:
        return None
    first, last = round(utterance.start_s * rate), min(samples, round(end * rate))
    if first >= last:
        raise Invalid("corpus_line_invalid", "Not one sample lies between its start and its end.")
    return Span(first, last)


def stated_seconds(utterance: BroughtUtterance, length: float | None) -> float:
    """How long an utterance is, as far as is known before its file is decoded.

    Args:
        utterance: with its times in seconds.
        length: seconds that the file declares; None if it declares nothing.
    """
    end = length if utterance.end_s is None else utterance.end_s
    return 0.0 if end is None else max(0.0, end - (utterance.start_s or 0.0))


def layers(spans: Iterable[tuple[Span, T]]) -> list[list[tuple[Span, T]]]:
    """The spans, each with what goes with it, in as few lists as can be in which they ascend without overlap."""
    found: list[list[tuple[Span, T]]] = []
    for span, item in sorted(spans, key=_begin):
        free = next((layer for layer in found if layer[-1][0].end <= span.start), None)
        if free is None:
            found.append([(span, item)])
        else:
            free.append((span, item))
    return found


def _begin(one: tuple[Span, object]) -> tuple[int, int]:
    return one[0].start, one[0].end
