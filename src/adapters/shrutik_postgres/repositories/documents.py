"""Many rows as one JSON document, which the server takes apart: a statement's text is the same for any number of rows.

So it is compiled and planned once, and takes one value to and fro.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, TableValuedAlias, column, func, literal
from sqlalchemy.dialects.postgresql import JSON

from shrutik_postgres.transaction import Values


def recordset(rows: Iterable[Values], columns: Sequence[Column[Any]]) -> TableValuedAlias:
    """The rows as a table named ``new`` that a statement selects from.

    Args:
        rows: values by column name; numbers, texts, lists, documents, ids and instants.
        columns: of the table that they are for, which say the types; what a row lacks is NULL.
    """
    document = literal([{name: _plain(value) for name, value in row.items()} for row in rows], JSON)
    typed = (column(one.name, one.type) for one in columns)
    return func.json_to_recordset(document).table_valued(*typed).render_derived("new", with_types=True)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID | datetime) else value
