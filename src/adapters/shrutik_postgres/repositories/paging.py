"""Pages by a keyset: the next one begins after the last row of this one, whatever was added meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Row, Select

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import parse_id
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.transaction import Transaction

T = TypeVar("T")
Make = Callable[[Row[Any]], T]

_LARGEST_INDEX = 2**31 - 1


def _bad_cursor() -> Invalid:
    return Invalid(
        "cursor_invalid", "This is not a cursor of this list; take next_cursor of the page before, or leave it out."
    )


def _id_cursor(text: str) -> UUID:
    try:
        return parse_id(text)
    except Invalid as error:
        raise _bad_cursor() from error


def _index_cursor(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > _LARGEST_INDEX:
        raise _bad_cursor()
    return int(text)


def newest_first(
    transaction: Transaction, statement: Select[Any], request: PageRequest, key: Column[UUID], make: Make[T]
) -> Page[T]:
    """A page of rows, those with the latest ids first.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    if request.cursor is not None:
        statement = statement.where(key < _id_cursor(request.cursor))
    return _page(transaction, statement.order_by(key.desc()), request, key, make)


def oldest_first(
    transaction: Transaction, statement: Select[Any], request: PageRequest, key: Column[UUID], make: Make[T]
) -> Page[T]:
    """A page of rows, those with the earliest ids first.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    if request.cursor is not None:
        statement = statement.where(key > _id_cursor(request.cursor))
    return _page(transaction, statement.order_by(key), request, key, make)


def by_index(
    transaction: Transaction, statement: Select[Any], request: PageRequest, key: Column[int], make: Make[T]
) -> Page[T]:
    """A page of rows in order of an index that no two of them share.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    if request.cursor is not None:
        statement = statement.where(key > _index_cursor(request.cursor))
    return _page(transaction, statement.order_by(key), request, key, make)


def _page(
    transaction: Transaction, statement: Select[Any], request: PageRequest, key: Column[Any], make: Make[T]
) -> Page[T]:
    rows = transaction.all(statement.limit(request.limit + 1))
    items = rows[: request.limit]
    after = str(items[-1]._mapping[key]) if len(rows) > request.limit else None  # noqa: SLF001 - public by its docs
    return Page(tuple(make(row) for row in items), after)
