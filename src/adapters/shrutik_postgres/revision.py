"""Whether a database's tables are those of this version: a quick question, before what can migrate is imported."""

from pathlib import Path

import psycopg
from psycopg.errors import UndefinedTable
from sqlalchemy import URL

from shrutik_core.shared.errors import Unavailable
from shrutik_postgres.address import connect

OF_READERS = "shrutik: readable from "
"""What the comment on the table of revisions begins with; behind it stands the oldest that programs have to know."""
_VERSIONS = Path(__file__).parent / "migrations" / "versions"

_ASKED = "SELECT version_num, obj_description('alembic_version'::regclass) FROM alembic_version"


def newest_revision() -> str:
    """The revision of this version's tables: the last of the files, whose names begin with it."""
    return max(path.name.split("_", 1)[0] for path in _VERSIONS.glob("[0-9]*_*.py"))


def is_readable(told: str | None, newest: str) -> bool:
    """Whether programs can go on with tables that a newer version made.

    Args:
        told: the comment on the table of revisions; None if there is none.
        newest: revision that these programs know.
    """
    return told is not None and told.startswith(OF_READERS) and told.removeprefix(OF_READERS) <= newest


def has_tables(url: str | URL) -> bool:
    """Whether the tables are those of this version, or of a newer one that only added to them.

    Raises:
        Unavailable: ``database_unavailable``.
    """
    newest = newest_revision()
    return any(version == newest or (version > newest and is_readable(told, newest)) for version, told in _told(url))


def is_up_to_date(url: str | URL) -> bool:
    """Whether the tables are at the newest revision that this version knows.

    Raises:
        Unavailable: ``database_unavailable``.
    """
    return [version for version, _ in _told(url)] == [newest_revision()]


def _told(url: str | URL) -> list[tuple[str, str | None]]:
    """Revisions of the tables, of which there is one, and what is said of their readers."""
    try:
        with connect(url) as connection:
            rows = connection.execute(_ASKED)
            return [(str(version), told) for version, told in rows]  # type: ignore[misc]  # the driver does not know
    except UndefinedTable:
        return []
    except psycopg.Error as error:
        raise Unavailable("database_unavailable", f"The database does not answer: {error}") from error
