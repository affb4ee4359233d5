"""A database of tests that can be copied: tables of lines, and the blobs that they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

import attrs

from shrutik_core.backups.backup import TableCopy
from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.ports.clock import Clock
from shrutik_core.shared.errors import Conflict
from shrutik_memory.clock import MemoryClock


@attrs.frozen
class MemorySnapshot:
    """`DatabaseSnapshot` of what was put in."""

    at: datetime
    lines: Mapping[str, tuple[bytes, ...]]
    blobs: tuple[NamedBlob, ...]
    versions: Mapping[str, str] = attrs.field(factory=lambda: {"postgresql": "memory", "revision": "0001"})

    def tables(self) -> Mapping[str, Sequence[str]]:
        """See `DatabaseSnapshot.tables`."""
        return dict.fromkeys(sorted(self.lines), ("line",))

    def rows(self, table: str) -> Iterator[bytes]:
        """See `DatabaseSnapshot.rows`."""
        yield from self.lines[table]

    def named(self) -> Iterator[NamedBlob]:
        """See `DatabaseSnapshot.named`."""
        yield from sorted(self.blobs, key=lambda blob: blob.key)


class MemoryDatabaseCopies:
    """`DatabaseCopies` over dictionaries.

    Attributes:
        lines: the rows of each table, each with its line feed.
        blobs: that the rows name.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.lines: dict[str, list[bytes]] = {}
        self.blobs: list[NamedBlob] = []
        self._clock = clock or MemoryClock()
        self._lock = Lock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See `DatabaseCopies.alone`."""
        if not self._lock.acquire(blocking=False):
            raise Conflict("backup_running", "Another back-up is being made.")
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def snapshot(self) -> Iterator[MemorySnapshot]:
        """See `DatabaseCopies.snapshot`."""
        lines = {name: tuple(rows) for name, rows in self.lines.items()}
        yield MemorySnapshot(self._clock.now(), lines, tuple(self.blobs))

    def load(self, copies: Iterable[tuple[TableCopy, Iterable[bytes]]]) -> None:
        """See `DatabaseCopies.load`."""
        if any(self.lines.values()):
            raise Conflict("database_not_empty", "This database holds something.")
        loaded: dict[str, list[bytes]] = {}
        for table, blocks in copies:
            loaded[table.name] = b"".join(blocks).splitlines(keepends=True)
            if len(loaded[table.name]) != table.rows:
                raise Conflict("rows_differ", f"{table.name} has {len(loaded[table.name])} rows, not {table.rows}.")
        self.lines = loaded
