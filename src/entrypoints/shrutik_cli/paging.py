"""Lists, page after page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from shrutik_core.shared.pages import LARGEST_PAGE, Page, PageRequest

T = TypeVar("T")


def every(read: Callable[[PageRequest], Page[T]]) -> Iterator[T]:
    """All items of a list that is read by pages."""
    page = read(PageRequest(LARGEST_PAGE))
    yield from page.items
    while page.next_cursor:
        page = read(PageRequest(LARGEST_PAGE, page.next_cursor))
        yield from page.items
