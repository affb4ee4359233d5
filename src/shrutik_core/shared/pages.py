"""Pages of a long list: asked for by a cursor, never by a number."""

from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

from shrutik_core.shared.errors import Invalid

T = TypeVar("T")
U = TypeVar("U")

LARGEST_PAGE = 100


@attrs.frozen
class PageRequest:
    """What part of a list is wanted.

    Attributes:
        limit: most items wanted, 1 to 100.
        cursor: ``next_cursor`` of the page before; None for the first page.

    Raises:
        Invalid: ``page_limit`` if the limit is out of range.
    """

    limit: int = 20
    cursor: str | None = None

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.limit <= LARGEST_PAGE:
            raise Invalid("page_limit", f"A page holds 1 to {LARGEST_PAGE} items, not {self.limit}.")


@attrs.frozen
class Page(Generic[T]):
    """Some items of a list, and where the next page begins.

    Attributes:
        items: in the list's order.
        next_cursor: opaque; None if the list ends here.
    """

    items: tuple[T, ...]
    next_cursor: str | None = None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """The same page with each item changed."""
        return Page(tuple(change(item) for item in self.items), self.next_cursor)
