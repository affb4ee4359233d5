"""Tables of transcriptions in memory: a source, a sorter and a sink."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import attrs

from shrutik_core.consensus.crowd.item_rows import transcripts
from shrutik_core.consensus.crowd.table_changes import OnChange, unheeded
from shrutik_core.consensus.result import Transcript
from shrutik_core.ports.transcript_tables import Cell, Columns, OnShare
from shrutik_core.shared.errors import Missing, Unavailable

_TELL_EVERY = 1_000


@attrs.frozen
class MemoryTranscripts:
    """`TranscriptSource` over rows in memory.

    Attributes:
        held: the rows; None stands for a table that is not there.
        prompts: what was to be read, by item.
        on_change: is told of what is not taken as it stands.
    """

    held: Sequence[Transcript] | None
    prompts: Mapping[str, str] = attrs.Factory(dict)
    on_change: OnChange = unheeded

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """See `TranscriptSource.rows`."""
        if self.held is None:
            raise Missing("file_missing", "There is no such table.")
        for number, row in enumerate(self.held):
            if on_share and number % _TELL_EVERY == 0:
                on_share(number / len(self.held))
            yield from transcripts((*row, self.prompts.get(row.item)), f"row {number + 1}", self.on_change)


class MemorySorter:
    """`TranscriptSorter` in memory."""

    @contextmanager
    def sort(self, rows: Iterable[Transcript]) -> Iterator[Sequence[Transcript]]:
        """See `TranscriptSorter.sort`."""
        yield tuple(sorted(rows, key=lambda row: (row.item.encode(), row.worker.encode())))


class MemoryTable:
    """`TableSink` in memory.

    Attributes:
        writable: whether there is room for a table.
        rows: of the latest table; None before the first.
    """

    def __init__(self, *, writable: bool = True) -> None:
        self.writable = writable
        self.rows: tuple[tuple[Cell, ...], ...] | None = None

    @contextmanager
    def open(self, columns: Columns) -> Iterator[Callable[[Sequence[Cell]], None]]:
        """See `TableSink.open`."""
        if not self.writable:
            raise Unavailable("folder_unwritable", "This table cannot be written.")
        taken: list[tuple[Cell, ...]] = []

        def write(row: Sequence[Cell]) -> None:
            taken.append(tuple(kind(cell) for kind, cell in zip(columns.values(), row, strict=True)))

        yield write
        self.rows = tuple(taken)
