"""Migrations: bring a database's tables to this version, and say how they stand."""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from sqlalchemy import Connection, Engine, text

from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_postgres.checks import check_differences
from shrutik_postgres.errors import translated
from shrutik_postgres.migrations.contracts import readable_from
from shrutik_postgres.revision import OF_READERS, is_readable
from shrutik_postgres.tables import metadata

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_328_451_690_012_773
_LOCK_SECONDS = 5
_POLL = 0.1
_PATIENCE = 120.0


@attrs.frozen
class MigrationState:
    """How far a database's tables are.

    Attributes:
        current: the revision that the tables are at; None before the first.
        head: the newest revision of this version of Shrutik.
        pending: revisions still to be applied, oldest first.
        newer: whether a newer version has migrated it, which only added to what this one reads.
    """

    current: str | None
    head: str
    pending: tuple[str, ...]
    newer: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing is pending."""
        return not self.pending


def status(engine: Engine) -> MigrationState:
    """How far the database is.

    Raises:
        Conflict: ``database_newer`` if a newer version of Shrutik took away what this one reads.
        Unavailable: if it does not answer.
    """
    with translated(), engine.connect() as connection:
        return _standing(connection)


def upgrade(engine: Engine, revision: str = "head") -> MigrationState:
    """Apply what is pending; of several that ask at once one does it and the others wait.

    Args:
        engine: of the database.
        revision: to stop at, for rows of an older version that are about to be loaded.

    Raises:
        Conflict: ``database_newer``.
        Unavailable: ``try_again`` if a table stayed locked for too long, or ``migration_running``.
    """
    with translated(), engine.connect() as connection:
        if _standing(connection).ready:
            return _standing(connection)
        connection.rollback()
        with _alone(connection):
            if _standing(connection).current is not None:
                _tell_readers(connection)  # before something is taken away
            connection.execute(text(f"SET lock_timeout = '{_LOCK_SECONDS}s'"))
            connection.execute(text("SET statement_timeout = 0"))
            connection.commit()
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            _tell_readers(connection)
            connection.commit()
        state = _standing(connection)
        # Its timeouts are not those of the pool.
        connection.invalidate()
        return state


def is_known(revision: str) -> bool:
    """Whether this version of Shrutik can make the tables of a revision."""
    return any(script.revision == revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def check(engine: Engine) -> tuple[str, ...]:
    """How the database's tables differ from those that this version knows; empty if they do not."""
    with translated(), engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        with warnings.catch_warnings():
            # SQLAlchemy does not know its own option for a constraint that is NOT VALID; `checks` looks at those.
            warnings.filterwarnings("ignore", "Can't validate argument 'dialect_options'")
            differences = tuple(str(difference) for difference in compare_metadata(context, metadata))
        return differences + check_differences(connection, metadata)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _standing(connection: Connection) -> MigrationState:
    scripts = ScriptDirectory.from_config(_config())
    head = scripts.get_current_head()
    if head is None:
        raise RuntimeError("This installation has no migrations; install the package again.")
    current = MigrationContext.configure(connection).get_current_revision()
    try:
        newer = [script.revision for script in scripts.iterate_revisions(head, current or "base")]
    except RevisionError as error:
        if current is not None and is_readable(_told_readers(connection), head):
            return MigrationState(current, head, (), newer=True)
        detail = f"The database is at revision {current}, which this version cannot read; use a newer Shrutik."
        raise Conflict("database_newer", detail) from error
    return MigrationState(current, head, tuple(reversed(newer)))


def _tell_readers(connection: Connection) -> None:
    """Let programs of older versions know whether they can go on."""
    connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{OF_READERS}{readable_from()}'"))


def _told_readers(connection: Connection) -> str | None:
    told = connection.scalar(text("SELECT obj_description('alembic_version'::regclass)"))
    return None if told is None else str(told)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Hold the one lock of all who migrate.

    Asked for again and again, not waited for: an index that is made concurrently waits for every statement in progress,
    also for one that waits for this lock.
    """
    give_up = time.monotonic() + _PATIENCE
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}):
        connection.rollback()
        if time.monotonic() > give_up:
            raise Unavailable(
                "migration_running", "Another migration of this database is running; try again when it has ended."
            )
        time.sleep(_POLL)
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        connection.commit()
