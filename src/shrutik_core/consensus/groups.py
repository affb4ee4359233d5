"""Rows that come by item become items with their voices."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid

LONGEST_TEXT = 100_000


def by_item(rows: Iterable[Transcript]) -> Iterator[tuple[str, list[Transcript]]]:
    """Each item with its rows; rows must come by item, then by worker.

    Raises:
        Invalid: ``duplicate_transcription`` where a worker has two rows for one item.
    """
    for item, group in groupby(rows, key=itemgetter(0)):
        voices = list(group)
        before: str | None = None
        for voice in voices:
            if voice.worker == before:
                raise Invalid(
                    "duplicate_transcription",
                    f"Worker {voice.worker!r} has more than one text for item {item!r}: keep one of them.",
                )
            before = voice.worker
        yield item, voices


def checked(item: object, worker: object, text: object, place: str) -> Transcript:
    """A row of plain cells as a transcript; whole numbers are taken for names, nothing for an empty text.

    Args:
        item: cell of the item, a string or a whole number.
        worker: cell of the worker, likewise.
        text: cell of the text; None is an empty text.
        place: where the row stands, for the message, e.g. ``in.csv, line 3``.

    Raises:
        Invalid: ``row_invalid`` where the item or worker is empty or a cell is no text; ``text_too_long`` for more
            than 100,000 characters, which no clip of a few seconds holds.
    """
    said = "" if text is None else text
    if not isinstance(said, str):
        raise Invalid("row_invalid", f"{place}: the text is not a string.")
    if len(said) > LONGEST_TEXT:
        raise Invalid("text_too_long", f"{place}: the text has {len(said):,} characters; {LONGEST_TEXT:,} is the most.")
    return Transcript(_name(item, "item", place), _name(worker, "worker", place), said)


def _name(cell: object, column: str, place: str) -> str:
    name = str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
    if not isinstance(name, str) or not name:
        raise Invalid("row_invalid", f"{place}: the {column} is empty or no text.")
    return name
