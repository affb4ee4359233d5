"""Pages of a list that lies in memory whole."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import parse_id
from shrutik_core.shared.pages import Page, PageRequest


class _HasId(Protocol):
    @property
    def id(self) -> UUID: ...


T = TypeVar("T")
I = TypeVar("I", bound=_HasId)  # noqa: E741 - an item with an id


def _bad_cursor() -> Invalid:
    return Invalid(
        "cursor_invalid", "This is not a cursor of this list; use next_cursor of the page before, or leave it out."
    )


def id_cursor(text: str) -> str:
    """The cursor of a list in order of ids.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    try:
        return str(parse_id(text))
    except Invalid as error:
        raise _bad_cursor() from error


def index_cursor(text: str) -> int:
    """The cursor of a list in order of an index.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    if not (text.isascii() and text.isdigit()):
        raise _bad_cursor()
    return int(text)


def newest_first(rows: Iterable[I], request: PageRequest, born: Callable[[I], datetime]) -> Page[I]:
    """A page of rows, those with the latest ids first.

    Args:
        rows: of the whole list.
        request: which of them are wanted.
        born: when a row was kept.
    """
    taken = [row for row in rows if request.takes(born(row))]
    after = None if request.cursor is None else id_cursor(request.cursor)
    rest = (row for row in taken if after is None or str(row.id) < after)
    return cut(sorted(rest, key=_text, reverse=True), request, _text, len(taken))


def oldest_first(rows: Iterable[I], request: PageRequest, born: Callable[[I], datetime]) -> Page[I]:
    """A page of rows, those with the earliest ids first; as `newest_first`."""
    taken = [row for row in rows if request.takes(born(row))]
    after = None if request.cursor is None else id_cursor(request.cursor)
    rest = (row for row in taken if after is None or str(row.id) > after)
    return cut(sorted(rest, key=_text), request, _text, len(taken))


def cut(rest: list[T], request: PageRequest, cursor: Callable[[T], str], of: int) -> Page[T]:
    """The page at the head of what is left of a list of so many items."""
    items = tuple(rest[: request.limit])
    return Page(items, cursor(items[-1]) if len(rest) > request.limit else None, of if request.total else None)


def _text(row: _HasId) -> str:
    return str(row.id)
