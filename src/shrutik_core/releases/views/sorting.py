"""Lines in order where a format wants it, held wherever there is room."""

from collections.abc import Callable, Iterator
from typing import Protocol


class LineSorting(Protocol):
    """Takes lines in any order and gives them in the order of their UTF-8 bytes, as ``LC_ALL=C sort`` does."""

    def add(self, line: str) -> None:
        """One line, without a line end in it.

        Raises:
            Unavailable: if there is no room for it.
        """
        ...

    def lines(self) -> Iterator[str]:
        """All lines, in order; nothing is added after that, and nothing is held behind the last."""
        ...


NewSorting = Callable[[], LineSorting]
"""Begins a sorting."""


class SortingInMemory:
    """`LineSorting` of what fits into memory."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        """See `LineSorting.add`."""
        self._lines.append(line)

    def lines(self) -> Iterator[str]:
        """See `LineSorting.lines`."""
        # The order of code points is that of their UTF-8 bytes.
        held, self._lines = sorted(self._lines), []
        yield from held
