"""A snapshot of the whole database: all tables as they were at one instant, while others go on writing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

from psycopg import Connection, sql

from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.shared.errors import Conflict
from shrutik_postgres.copies.named_blobs import named_blobs
from shrutik_postgres.errors import translated

# Partitions are copied as part of the table that they belong to.
_TABLES = """
    SELECT relname, array_agg(attname::text ORDER BY attnum)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND relname <> 'alembic_version'
    GROUP BY relname ORDER BY relname
"""


def tables_of(connection: Connection[tuple[object, ...]]) -> Mapping[str, Sequence[str]]:
    """The columns of each table, by the tables' names in their order."""
    return {str(name): [str(one) for one in columns] for name, columns in connection.execute(_TABLES)}  # type: ignore[attr-defined] # an array


def revision_of(connection: Connection[tuple[object, ...]]) -> str | None:
    """The migration that the tables are at; None before the first."""
    known = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
    if known is None or not known[0]:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


class PostgresSnapshot:
    """`DatabaseSnapshot` over a connection in a transaction that is REPEATABLE READ and READ ONLY."""

    def __init__(self, connection: Connection[tuple[object, ...]]) -> None:
        self._connection = connection
        # The first statement takes the snapshot; by its own clock, for rows bear instants of other machines.
        row = connection.execute("SELECT clock_timestamp(), current_setting('server_version')").fetchone()
        if row is None or not isinstance(row[0], datetime):
            raise RuntimeError("The database does not know the time.")
        self._at, self._server = row[0].astimezone(UTC), str(row[1])

    @property
    def at(self) -> datetime:
        """See `DatabaseSnapshot.at`."""
        return self._at

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """See `DatabaseSnapshot.versions`."""
        revision = revision_of(self._connection)
        if revision is None:
            raise Conflict("migrations_pending", "The database has no tables yet; run `shrutik db upgrade`.")
        return {"postgresql": self._server, "revision": revision}

    @cached_property
    def _tables(self) -> Mapping[str, Sequence[str]]:
        with translated():
            return tables_of(self._connection)

    def tables(self) -> Mapping[str, Sequence[str]]:
        """See `DatabaseSnapshot.tables`."""
        return self._tables

    def rows(self, table: str) -> Iterator[bytes]:
        """See `DatabaseSnapshot.rows`."""
        columns = sql.SQL(", ").join(map(sql.Identifier, self._tables[table]))
        # A query, for COPY of a table itself leaves the rows of partitions out.
        statement = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(columns, sql.Identifier(table))
        with translated(), self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in copy:
                yield bytes(block)

    def named(self) -> Iterator[NamedBlob]:
        """See `DatabaseSnapshot.named`."""
        with translated():
            yield from named_blobs(self._connection)
