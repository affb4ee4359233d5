"""Whether a database's tables are those of this version: a quick question, before what can migrate is imported."""

from pathlib import Path

import psycopg
from psycopg.errors import UndefinedTable
from sqlalchemy import URL

from shrutik_core.shared.errors import Unavailable
from shrutik_postgres.address import connect

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def newest_revision() -> str:
    """The revision of this version's tables: the last of the files, whose names begin with it."""
    return max(path.name.split("_", 1)[0] for path in _VERSIONS.glob("[0-9]*_*.py"))


def has_tables(url: str | URL) -> bool:
    """Whether the tables are at least those of this version; a newer version may have added to them already.

    Raises:
        Unavailable: ``database_unavailable``.
    """
    return any(version >= newest_revision() for version in _versions(url))


def is_up_to_date(url: str | URL) -> bool:
    """Whether the tables are at the newest revision that this version knows.

    Raises:
        Unavailable: ``database_unavailable``.
    """
    return _versions(url) == [newest_revision()]


def _versions(url: str | URL) -> list[str]:
    try:
        with connect(url) as connection:
            rows = connection.execute("SELECT version_num FROM alembic_version")
            return [str(version) for (version,) in rows]
    except UndefinedTable:
        return []
    except psycopg.Error as error:
        raise Unavailable("database_unavailable", f"The database does not answer: {error}") from error
