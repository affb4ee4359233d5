"""Loads rows into tables that hold nothing but what migrations made: all of them in one transaction, or none."""

from collections.abc import Iterable

import psycopg
from psycopg import Connection, sql

from shrutik_core.backups.backup import TableCopy
from shrutik_core.shared.errors import Conflict, Invalid
from shrutik_postgres.copies.snapshot import tables_of

# What a migration puts into tables that were empty before.
SEEDED = frozenset({"audit_head"})
_GUARDED = """
    SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
"""


def load_tables(
    connection: Connection[tuple[object, ...]], copies: Iterable[tuple[TableCopy, Iterable[bytes]]]
) -> None:
    """Load them; see `DatabaseCopies.load`. The caller's transaction is committed by the caller."""
    names = list(tables_of(connection))
    check_empty(connection, names)
    guarded = [str(row[0]) for row in connection.execute(_GUARDED)]
    # Triggers of ours keep people from changing the audit trail, and this is not one of its changes.
    _alter(connection, guarded, "DISABLE TRIGGER USER")
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))
    connection.execute("SET CONSTRAINTS ALL DEFERRED")
    for table, blocks in copies:
        if table.name not in names:
            raise Invalid(
                "backup_damaged", f"The back-up holds a table {table.name}, which its revision does not have."
            )
        _copy(connection, table, blocks)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _alter(connection, guarded, "ENABLE TRIGGER USER")


def check_empty(connection: Connection[tuple[object, ...]], names: Iterable[str]) -> None:
    """That no table has rows.

    Raises:
        Conflict: ``database_not_empty``.
    """
    for name in names:
        query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))
        found = connection.execute(query).fetchone()
        if found is not None and found[0] and name not in SEEDED:
            raise Conflict("database_not_empty", f"The table {name} has rows; restore into an empty database.")


def _copy(connection: Connection[tuple[object, ...]], table: TableCopy, blocks: Iterable[bytes]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    try:
        with connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                for block in blocks:
                    copy.write(block)
            rows = cursor.rowcount
    except psycopg.DataError as error:
        raise Invalid("backup_damaged", f"The rows of {table.name} cannot be read.") from error
    if rows != table.rows:
        raise Conflict("rows_differ", f"{table.name} has {rows} rows, but the back-up says {table.rows}.")


def _alter(connection: Connection[tuple[object, ...]], tables: Iterable[str], what: str) -> None:
    for name in tables:
        connection.execute(sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(name), sql.SQL(what)))
