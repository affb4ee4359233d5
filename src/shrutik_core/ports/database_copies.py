"""Copies of the whole database: one consistent state out, the same state in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from shrutik_core.backups.backup import TableCopy
from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.shared.errors import Conflict, declare

declare(Conflict, "backup_running", "Another back-up of this installation is being made; wait until it is done.")
declare(Conflict, "database_not_empty", "This database holds something; restore into an empty one.")
declare(Conflict, "rows_differ", "The number of rows restored is not that of the back-up.")


class DatabaseSnapshot(Protocol):
    """The database as it was at one instant, whatever happens to it meanwhile."""

    @property
    def at(self) -> datetime:
        """The instant, UTC, by the database's clock."""
        ...

    @property
    def versions(self) -> Mapping[str, str]:
        """Of ``postgresql``, and ``revision``: the migration that its tables are at."""
        ...

    def tables(self) -> Mapping[str, Sequence[str]]:
        """The columns of each table that is copied, by the tables' names in their order."""
        ...

    def rows(self, table: str) -> Iterator[bytes]:
        """The table's rows as COPY writes them in its text format: each ends in a line feed, and none has another."""
        ...

    def named(self) -> Iterator[NamedBlob]:
        """Every blob that a row names, sorted by key; streamed."""
        ...


class DatabaseCopies(Protocol):
    """Takes copies, and puts one back."""

    def alone(self) -> AbstractContextManager[None]:
        """While it lasts, nobody else has it, in whatever process.

        Raises:
            Conflict: ``backup_running``.
        """
        ...

    def snapshot(self) -> AbstractContextManager[DatabaseSnapshot]:
        """The state of now; writers are not held up."""
        ...

    def load(self, copies: Iterable[tuple[TableCopy, Iterable[bytes]]]) -> None:
        """Put rows into a database whose tables are at the revision that they were copied at: all, or none.

        Raises:
            Conflict: ``database_not_empty`` if it has rows that migrations did not make, ``rows_differ``.
            Invalid: ``backup_damaged`` if the rows do not fit.
        """
        ...
