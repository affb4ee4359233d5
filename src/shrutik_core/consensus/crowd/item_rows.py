"""Rows that come by item become items with their votes."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from shrutik_core.consensus.result import PROMPT, Transcript
from shrutik_core.shared.errors import Invalid

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


def expected(item: str, prompt: object, place: str) -> Transcript | None:
    """The row that says what was to be read in an item; None if the cell says nothing.

    Args:
        item: the item's name, as it was checked.
        prompt: cell of the prompt.
        place: as for `checked`.

    Raises:
        Invalid: ``row_invalid`` if the cell is not text; ``text_too_long``.
    """
    if prompt is None or prompt == "":
        return None
    if not isinstance(prompt, str):
        raise Invalid("row_invalid", f"{place}: the prompt is not a string.")
    if len(prompt) > LONGEST_TEXT:
        detail = f"{place}: the prompt has {len(prompt):,} characters; {LONGEST_TEXT:,} is the most."
        raise Invalid("text_too_long", detail)
    return Transcript(item, PROMPT, prompt.strip()) if prompt.strip() else None


def checked(item: object, worker: object, text: object, place: str) -> Transcript:
    """A row of plain cells as a transcript; whole numbers are taken for names, nothing for an empty text.

    Args:
        item: cell of the item, a string or a whole number.
        worker: cell of the worker, likewise.
        text: cell of the text; None is an empty text.
        place: where the row stands, for the message, e.g. ``in.csv, line 3``.

    Raises:
        Invalid: ``row_invalid`` if the item or worker is empty or a cell is not text; ``text_too_long`` for more
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
