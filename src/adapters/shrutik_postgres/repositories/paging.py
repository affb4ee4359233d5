"""Pages by a keyset: the next one begins after the last row of this one, whatever was added meanwhile."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import attrs
from sqlalchemy import ColumnElement, Row, Select, Table, func

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import parse_id
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.transaction import Transaction

T = TypeVar("T")
Make = Callable[[Row[Any]], T]

_LARGEST_INDEX = 2**31 - 1


@attrs.frozen
class ByBirth:
    """The columns by which a list goes.

    Attributes:
        id: a UUIDv7.
        born: when the row was kept.
    """

    id: ColumnElement[UUID]
    born: ColumnElement[datetime]


def by_birth(table: Table, born: str = "created_at") -> ByBirth:
    """The columns of a table by which its lists go."""
    return ByBirth(table.c.id, table.c[born])


def _bad_cursor() -> Invalid:
    return Invalid(
        "cursor_invalid", "This is not a cursor of this list; use next_cursor of the page before, or leave it out."
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
    transaction: Transaction, statement: Select[Any], request: PageRequest, by: ByBirth, make: Make[T]
) -> Page[T]:
    """A page of rows, those with the latest ids first.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    whole = rest = _since(statement, request, by)
    if request.cursor is not None:
        rest = whole.where(by.id < _id_cursor(request.cursor))
    return _page(transaction, whole, rest.order_by(by.id.desc()), request, by.id, make)


def oldest_first(
    transaction: Transaction, statement: Select[Any], request: PageRequest, by: ByBirth, make: Make[T]
) -> Page[T]:
    """A page of rows, those with the earliest ids first.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    whole = rest = _since(statement, request, by)
    if request.cursor is not None:
        rest = whole.where(by.id > _id_cursor(request.cursor))
    return _page(transaction, whole, rest.order_by(by.id), request, by.id, make)


def by_index(
    transaction: Transaction,
    statement: Select[Any],
    request: PageRequest,
    key: ColumnElement[int],
    born: ColumnElement[datetime],
    make: Make[T],
) -> Page[T]:
    """A page of rows in order of an index that no two of them share.

    Raises:
        Invalid: ``cursor_invalid``.
    """
    whole = rest = _kept(statement, request, born)
    if request.cursor is not None:
        rest = whole.where(key > _index_cursor(request.cursor))
    return _page(transaction, whole, rest.order_by(key), request, key, make)


def _since(statement: Select[Any], request: PageRequest, by: ByBirth) -> Select[Any]:
    """The statement within the dates that are wanted; bounds of the id let its index begin and end there."""
    first, end = request.first_id(), request.end_id()
    if first is not None:
        statement = statement.where(by.id >= first)
    if end is not None:
        statement = statement.where(by.id < end)
    return _kept(statement, request, by.born)


def _kept(statement: Select[Any], request: PageRequest, born: ColumnElement[datetime]) -> Select[Any]:
    if request.created_after is not None:
        statement = statement.where(born >= request.created_after)
    if request.created_before is not None:
        statement = statement.where(born < request.created_before)
    return statement


def _page(
    transaction: Transaction,
    whole: Select[Any],
    rest: Select[Any],
    request: PageRequest,
    key: ColumnElement[Any],
    make: Make[T],
) -> Page[T]:
    rows = transaction.all(rest.limit(request.limit + 1))
    items = rows[: request.limit]
    after = str(items[-1]._mapping[key]) if len(rows) > request.limit else None  # noqa: SLF001 - public by its docs
    # A list without any condition names its table by its columns alone.
    counted = whole.with_only_columns(func.count(), maintain_column_froms=True)
    total = int(transaction.scalar(counted)) if request.total else None
    return Page(tuple(make(row) for row in items), after, total)
