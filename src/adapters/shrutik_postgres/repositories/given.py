"""Given rows: many rows as the parameters of one statement, an array for each column, whatever their number."""

from collections.abc import Mapping, Sequence
from typing import Any

from shrutik_postgres.transaction import Values


def given_sql(types: Mapping[str, str]) -> str:
    """The query ``given`` of a statement's WITH, of columns of these names and types; its values are `arrays`."""
    parameters = ", ".join(f"%({name})s::{type_}[]" for name, type_ in types.items())
    return f"given AS (SELECT * FROM unnest({parameters}) AS given ({', '.join(types)}))"


def arrays(rows: Sequence[Values], types: Mapping[str, str]) -> dict[str, list[Any]]:
    """The values of `given_sql` for these rows."""
    return {name: [row[name] for row in rows] for name in types}
