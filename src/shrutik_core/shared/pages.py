"""Pages of a long list: asked for by a cursor, never by a number."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

import attrs

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "page_limit", "A page cannot hold that many items.", {"most": "Items that a page may have."})
declare(Invalid, "cursor_invalid", "This is not a cursor of this list.")

T = TypeVar("T")
U = TypeVar("U")

LARGEST_PAGE = 100

BORN_EARLIER, BORN_LATER = timedelta(hours=6), timedelta(minutes=1)
"""How much earlier or later than a thing is kept its id may be made: an upload takes its time, and clocks differ."""

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MILLISECOND = (1 << 48) - 1


@attrs.frozen
class PageRequest:
    """What part of a list is wanted.

    Attributes:
        limit: most items wanted, 1 to 100.
        cursor: ``next_cursor`` of the page before; None for the first page.
        created_after: only what was kept at this instant or later; with a time zone, as the next.
        created_before: only what was kept before this instant.
        total: whether the number of all items, on all pages, is wanted too; it takes longer the more there are.

    Raises:
        Invalid: ``page_limit`` if the limit is out of range.
    """

    limit: int = 20
    cursor: str | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None
    total: bool = False

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.limit <= LARGEST_PAGE:
            raise Invalid(
                "page_limit", f"A page holds 1 to {LARGEST_PAGE} items, not {self.limit}.", extra={"most": LARGEST_PAGE}
            )

    def takes(self, created_at: datetime) -> bool:
        """Whether a thing that was kept then is among what is wanted."""
        begun = self.created_after is None or created_at >= self.created_after
        return begun and (self.created_before is None or created_at < self.created_before)

    def first_id(self) -> UUID | None:
        """An id that is not larger than any of what is wanted; None if that may be of any age.

        Ids are UUIDv7 and begin with the time of their birth, so that an index of them leads to the right place.
        """
        return None if self.created_after is None else _id_at(self.created_after, -BORN_EARLIER)

    def end_id(self) -> UUID | None:
        """An id that is larger than any of what is wanted; None if that may be of any age."""
        return None if self.created_before is None else _id_at(self.created_before, BORN_LATER + _MILLISECOND)


def _id_at(instant: datetime, slack: timedelta) -> UUID:
    millisecond = (instant - _EPOCH) // _MILLISECOND + slack // _MILLISECOND
    return UUID(int=min(max(millisecond, 0), _LAST_MILLISECOND) << 80)


@attrs.frozen
class Page(Generic[T]):
    """Some items of a list, and where the next page begins.

    Attributes:
        items: in the list's order.
        next_cursor: opaque; None at the end of the list.
        total: items on all pages; None unless it was asked for.
    """

    items: tuple[T, ...]
    next_cursor: str | None = None
    total: int | None = None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """The same page with each item changed."""
        return Page(tuple(change(item) for item in self.items), self.next_cursor, self.total)
