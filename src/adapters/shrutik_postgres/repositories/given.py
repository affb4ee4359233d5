"""Given rows: many rows as the parameters of one statement, an array for each column, whatever their number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from shrutik_postgres.transaction import Values

_NULL = "NULL"


def given_sql(types: Mapping[str, str]) -> str:
    """The query ``given`` of a statement's WITH, of columns of these names and types; its values are `arrays`."""
    parameters = ", ".join(f"%({name})s::{type_}[]" for name, type_ in types.items())
    return f"given AS (SELECT * FROM unnest({parameters}) AS given ({', '.join(types)}))"


def arrays(rows: Sequence[Values], types: Mapping[str, str]) -> dict[str, str]:
    """The values of `given_sql` for these rows."""
    return {name: array([row[name] for row in rows], type_) for name, type_ in types.items()}


def array(values: Iterable[Any], type_: str = "uuid") -> str:
    """Values of one type as PostgreSQL writes an array out.

    The driver would write each element by itself, which takes as long as all the rest of a statement that many people
    ask many times a second.
    """
    written = _WRITTEN.get(type_, str)
    return "{" + ",".join(_NULL if value is None else written(value) for value in values) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WRITTEN: dict[str, Callable[[Any], str]] = {"text": _quoted}
