"""How PostgreSQL finds who is sought: by an index of the words of names, and addresses."""

from typing import Any

from sqlalchemy import Select, cast, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY

from shrutik_core.people.sought import Sought
from shrutik_postgres.repositories.paging import ByBirth
from shrutik_postgres.tables.people import SOUGHT_SQL


def found_among(people: Select[Any], sought: Sought) -> tuple[Select[Any], ByBirth]:
    """Those of the people who are sought, and by what a list of them goes.

    Behind the offset they are found first, and what sorts them sorts the few: else a page in order of ids may be had by
    looking at everybody.
    """
    words = literal_column(SOUGHT_SQL).bool_op("@@")(cast(_query(sought), TSQUERY))
    found = people.where(words).offset(0).subquery()
    return select(found), ByBirth(found.c.id, found.c.created_at)


def _query(sought: Sought) -> str:
    """What is sought, as PostgreSQL has it: each word a beginning, in one of its spellings."""
    return " & ".join(f"({' | '.join(map(_beginning, sorted(word)))})" for word in sought.words)


def _beginning(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}':*"
