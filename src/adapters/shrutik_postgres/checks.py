"""CHECK constraints: how a database's differ from those of the tables, which Alembic does not compare."""

from collections.abc import Iterator

import attrs
from sqlalchemy import CheckConstraint, Column, Connection, MetaData, Table, text
from sqlalchemy.schema import CreateTable

_NOT_VALID = " NOT VALID"
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
_DEFINITIONS = """
    SELECT relname, conname, pg_get_constraintdef(pg_constraint.oid)
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'c' AND connamespace = {namespace}
"""
_OURS, _TEMPORARY = "current_schema()::regnamespace", "pg_my_temp_schema()"


@attrs.frozen
class _Check:
    table: str
    name: str
    definition: str


def check_differences(connection: Connection, metadata: MetaData) -> tuple[str, ...]:
    """A sentence for each CHECK constraint that is missing, too many, another, or was never validated.

    The server itself says how it understands the constraints of ``metadata``: they are made on empty temporary tables,
    which are rolled back. Tables that the database lacks are passed over.
    """
    found = {(check.table, check.name): check.definition for check in _definitions(connection, _OURS)}
    tables = {name for name, _ in found} | _tables(connection)
    wanted = _wanted(connection, [table for table in metadata.sorted_tables if table.name in tables])
    known = {key: found[key] for key in found if key[0] in metadata.tables}
    return tuple(
        difference
        for table, name in sorted(wanted.keys() | known.keys())
        if (difference := _difference(table, name, wanted.get((table, name)), known.get((table, name))))
    )


def _difference(table: str, name: str, wanted: str | None, found: str | None) -> str | None:
    if found is None:
        return f"constraint {name} of {table} is missing: {wanted}"
    if wanted is None:
        return f"constraint {name} of {table} is not known to this version: {found}"
    if found.removesuffix(_NOT_VALID) != wanted:
        return f"constraint {name} of {table} is {found} and should be {wanted}"
    if found.endswith(_NOT_VALID):
        return f"constraint {name} of {table} was added but never validated: {found}"
    return None


def _tables(connection: Connection) -> set[str]:
    return set(connection.scalars(text(_TABLES)))


def _definitions(connection: Connection, namespace: str) -> Iterator[_Check]:
    for table, name, definition in connection.execute(text(_DEFINITIONS.format(namespace=namespace))):
        yield _Check(table, name, definition)


def _wanted(connection: Connection, tables: list[Table]) -> dict[tuple[str, str], str]:
    if not tables:
        return {}
    with connection.begin_nested() as undone:
        for table in tables:
            connection.execute(CreateTable(_bare(table)))
        wanted = {(check.table, check.name): check.definition for check in _definitions(connection, _TEMPORARY)}
        undone.rollback()
    return wanted


def _bare(table: Table) -> Table:
    """The table's columns and CHECK constraints alone, temporary."""
    checks = [
        CheckConstraint(constraint.sqltext, name=constraint.name)
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    columns = [Column(column.name, column.type) for column in table.columns]
    bare = MetaData(naming_convention=table.metadata.naming_convention)
    return Table(table.name, bare, *columns, *checks, prefixes=["TEMPORARY"])
