"""The database alone, as it stands: its tables are looked at before anything changes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine

from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.settings import Settings
from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.lock import JOBS, OWNER, DataFolderLock
from shrutik_postgres.migrate import MigrationState

# The names of the locks' files in a data folder.
LOCKS = (OWNER, JOBS)
_POOL = 2
Notice = Callable[[str], None]


def migration_state(settings: Settings, notice: Notice) -> MigrationState:
    """How far the tables are.

    Raises:
        Conflict: ``database_newer``.
        Unavailable: if the database cannot be reached or started.
    """
    with _database(settings, notice) as engine:
        return migrate.status(engine)


def upgrade_database(settings: Settings, notice: Notice) -> MigrationState:
    """Apply what is pending; raises as `database_standing` does."""
    with _database(settings, notice) as engine:
        return migrate.upgrade(engine)


def check_database(settings: Settings, notice: Notice) -> tuple[MigrationState, tuple[str, ...]]:
    """How far the tables are, and how they differ from those of this version; not compared if they are of another."""
    with _database(settings, notice) as engine:
        state = migrate.status(engine)
        return state, migrate.check(engine) if state.ready and not state.newer else ()


@contextmanager
def removed_database(settings: Settings) -> Iterator[None]:
    """The data folder without its embedded database, and held so that nobody makes another while this lasts.

    Raises:
        Conflict: ``data_folder_in_use``.
        Unavailable: ``database_did_not_stop``.
    """
    folder = settings.data.expanduser().absolute()
    with DataFolderLock(folder):
        EmbeddedPostgres(folder, account=settings.postgres_account).remove()
        yield


@contextmanager
def _database(settings: Settings, notice: Notice) -> Iterator[Engine]:
    with database_address(settings, notice) as url:
        engine = make_engine(url, pool_size=_POOL)
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def database_address(settings: Settings, notice: Notice) -> Iterator[str | URL]:
    """Where it answers: elsewhere, or on this folder, whose server runs already or is started for as long as needed.

    Raises:
        Conflict: ``data_folder_in_use`` by one who is only starting.
        Unavailable: if it cannot be started.
    """
    if settings.database_url:
        yield settings.database_url
        return
    folder = claim_data_folder(settings.data)
    server = EmbeddedPostgres(folder, account=settings.postgres_account, notice=notice)
    running = server.running()
    if running is not None:
        yield running
        return
    with DataFolderLock(folder):
        try:
            yield server.start()
        finally:
            server.stop()
