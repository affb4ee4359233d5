"""Walk through a list of any length, page by page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from shrutik_core.shared.pages import LARGEST_PAGE, Page, PageRequest

T = TypeVar("T")


def items(page: Callable[[PageRequest], Page[T]]) -> Iterator[T]:
    """All items of a list; one page of them is held at a time, and none while the caller has another item.

    Args:
        page: gives one page; called between two items, when the first of the next page is asked for.
    """
    request: PageRequest | None = PageRequest(LARGEST_PAGE)
    while request is not None:
        part = page(request)
        yield from part.items
        request = PageRequest(LARGEST_PAGE, part.next_cursor) if part.next_cursor is not None else None
