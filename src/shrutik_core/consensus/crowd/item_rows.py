"""Rows that come by item become items with their votes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from shrutik_core.consensus.crowd.table_changes import ChangeKind, OnChange, TableChange, unheeded
from shrutik_core.consensus.crowd.tidy_names import says_nothing, tidy_name
from shrutik_core.consensus.result import PROMPT, Transcript
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import canonical

LONGEST_TEXT = 100_000


class ItemRows(NamedTuple):
    """An item with all that is known of it: its votes, and its prompt, empty if there is none."""

    item: str
    votes: list[Transcript]
    prompt: str = ""


def by_item(rows: Iterable[Transcript]) -> Iterator[ItemRows]:
    """Each item with its votes and its prompt; rows must come by item, then by worker.

    A row of the worker `PROMPT` says what was to be read in its item; there may be any number of them that agree.

    Raises:
        Invalid: ``duplicate_transcription`` if a worker has two rows for one item; ``prompt_conflict`` if an
            item has two prompts.
    """
    for item, group in groupby(rows, key=itemgetter(0)):
        found = list(group)
        votes = [row for row in found if row.worker != PROMPT]
        prompt = "" if len(votes) == len(found) else _agreed(item, found[: len(found) - len(votes)])
        before: str | None = None
        for vote in votes:
            if vote.worker == before:
                raise Invalid(
                    "duplicate_transcription",
                    f"Worker {vote.worker!r} has more than one text for item {item!r}: keep one of them.",
                )
            before = vote.worker
        yield ItemRows(item, votes, prompt)


def _agreed(item: str, prompts: list[Transcript]) -> str:
    other = next((row.text for row in prompts if row.text != prompts[0].text), None)
    if other is not None:
        one, two = _short(prompts[0].text), _short(other)
        raise Invalid(
            "prompt_conflict", f"Item {item!r} has two prompts, {one!r} and {two!r}: it is read from one of them."
        )
    return prompts[0].text


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


def transcripts(cells: Sequence[object], place: str, on_change: OnChange = unheeded) -> tuple[Transcript, ...]:
    """A row of plain cells as its transcription and, if it names a prompt, a row that says which.

    Whole numbers are taken for names, nothing for an empty text; names are tidied (`tidy_name`).

    Args:
        cells: of the item, the worker and the text, and of the prompt if it is known.
        place: where the row stands, for the message, e.g. ``in.csv, line 3``.
        on_change: is told of names that are not tidy, and of a row that is passed over.

    Returns:
        Nothing if no cell says anything.

    Raises:
        Invalid: ``row_invalid`` if the item or worker is empty or a cell is not text; ``text_too_long`` for more
            than 100,000 characters, which no clip of a few seconds holds.
    """
    item, worker = _name(cells[0], "item", place, on_change), _name(cells[1], "worker", place, on_change)
    if not (item and worker):
        if all(map(says_nothing, cells)):
            on_change(TableChange(ChangeKind.BLANK_ROW, place, "the row is blank"))
            return ()
        raise Invalid("row_invalid", f"{place}: the {'worker' if item else 'item'} is empty or is not text.")
    vote = Transcript(item, worker, _text(cells[2], "text", place))
    expected = _text(cells[3], "prompt", place).strip() if len(cells) > 3 else ""
    return (vote, Transcript(item, PROMPT, expected)) if expected else (vote,)


def _text(cell: object, column: str, place: str) -> str:
    said = "" if cell is None else cell
    if not isinstance(said, str):
        raise Invalid("row_invalid", f"{place}: the {column} is not a string.")
    if len(said) > LONGEST_TEXT:
        detail = f"{place}: the {column} has {len(said):,} characters; {LONGEST_TEXT:,} is the most."
        raise Invalid("text_too_long", detail)
    return said


def _name(cell: object, column: str, place: str, on_change: OnChange) -> str:
    """The tidy name; empty if the cell says nothing."""
    name = "" if cell is None else str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
    if not isinstance(name, str):
        raise Invalid("row_invalid", f"{place}: the {column} is empty or is not text.")
    tidy = tidy_name(name)
    if tidy and tidy != name:
        on_change(TableChange(ChangeKind.NAME, place, _told(name, tidy, column)))
    return tidy


def _told(name: str, tidy: str, column: str) -> str:
    if canonical(name) == tidy:
        return f"the characters of the {column} {_short(tidy)!r} are composed (NFC)"
    return f"the {column} {_short(name)!r} is read as {_short(tidy)!r}"
