"""The ports of a corpus that need not fit into memory: rows come in, are brought together by item, results go out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from shrutik_core.consensus.result import Transcript

Cell = str | float | int
Columns = Mapping[str, type[str] | type[float] | type[int]]
OnShare = Callable[[float], None]


class TranscriptSource(Protocol):
    """Where transcriptions come from: a file, or anything else that can be read again.

    Names of items and workers are tidied (`tidy_name`), a row that says nothing is passed over, and a source tells
    the `OnChange` that it was made with what it does not take as it stands; what that raises goes through.
    """

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """The rows, in whatever order they lie.

        Behind a row whose item has a prompt comes one of the worker `PROMPT` that says what was to be read.

        Args:
            on_share: is told the share that is read, 0 to 1, now and then.

        Raises:
            Missing: ``file_missing``.
            Invalid: ``column_missing``, ``column_twice``, ``columns_same``, ``not_utf8``, ``row_invalid``,
                ``text_too_long``, ``file_unreadable``, ``format_unknown``.
        """
        ...


class ByItem(Protocol):
    """Transcriptions in the order of their items, then workers; can be gone through any number of times."""

    def __iter__(self) -> Iterator[Transcript]:
        """The rows, in order."""
        ...

    def __len__(self) -> int:
        """How many rows there are."""
        ...


class TranscriptSorter(Protocol):
    """Brings together the rows of each item, on disk if they do not fit into memory."""

    def sort(self, rows: Iterable[Transcript]) -> AbstractContextManager[ByItem]:
        """The rows by item and worker (order of their UTF-8 bytes); what was laid on disk goes with the context.

        Raises:
            Unavailable: ``disk_full``, ``folder_unwritable``.
        """
        ...


class TableSink(Protocol):
    """Where results go: a table that appears whole or not at all."""

    def open(self, columns: Columns) -> AbstractContextManager[Callable[[Sequence[Cell]], None]]:
        """What takes the rows, one by one, cells in the order of ``columns`` and of their types.

        The table appears when the context ends well; if it ends with an error what was there before stays.

        Raises:
            Unavailable: ``disk_full``, ``folder_unwritable``.
        """
        ...
