"""A data folder owned by this process, and its database: opened and closed in order, the database last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import attrs
from sqlalchemy import URL

from shrutik_bootstrap.blob_stores import tidy_folder
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.postgres_watchdog import look_after
from shrutik_bootstrap.settings import Settings
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.lock import JOBS, DataFolderLock
from shrutik_postgres.revision import is_up_to_date

# Connections that a pool may open beyond its size, and those of commands that visit.
_OVERFLOW, _SPARE = 14, 20
Notice = Callable[[str], None]


@attrs.frozen
class OwnedFolder:
    """A data folder of ours.

    Attributes:
        path: absolute.
        lock: that is held.
    """

    path: Path
    lock: DataFolderLock


@attrs.frozen
class OwnedDatabase:
    """A database whose tables are those of this version.

    Attributes:
        url: where it answers.
        look_after: starts it again if it is ours and died, and says whether it did; to be called once a second.
    """

    url: str | URL
    look_after: Callable[[], bool]


@contextmanager
def owned_folder(settings: Settings) -> Iterator[OwnedFolder]:
    """The settings' data folder, with this process as its only owner.

    Raises:
        Conflict: ``data_folder_in_use``.
        Invalid: if it, or the folder of the keys, cannot be used.
    """
    path = claim_data_folder(settings.data)
    keys_folder(settings, path)  # said now, and not by each process that would end for it
    with DataFolderLock(path) as lock:
        yield OwnedFolder(path, lock)


@contextmanager
def jobs_lock(folder: Path, patience: float = 10.0) -> Iterator[None]:
    """The right to do the folder's jobs: what was under way when it is had is under way no more.

    Args:
        folder: absolute.
        patience: seconds that a process which is about to end is waited for.

    Raises:
        Conflict: ``data_folder_in_use``.
    """
    with DataFolderLock(folder, JOBS, patience):
        yield


@contextmanager
def owned_database(
    settings: Settings, folder: OwnedFolder, notice: Notice, step: Notice, api_processes: int = 1
) -> Iterator[OwnedDatabase]:
    """The database of a data folder of ours, or the one elsewhere, up to date.

    Args:
        settings: the installation's.
        folder: that is owned.
        notice: takes lines that the user must read.
        step: takes a line before each step that may take more than a moment.
        api_processes: how many will open connections.

    Raises:
        Conflict: ``database_newer``.
        Unavailable: if the database cannot be reached or started.
    """
    with _running(settings, folder.path, notice, step, api_processes) as database:
        bring_up_to_date(database.url, step)
        tidy_folder(settings, folder.path)
        yield database


@contextmanager
def _running(
    settings: Settings, folder: Path, notice: Notice, step: Notice, api_processes: int
) -> Iterator[OwnedDatabase]:
    if settings.database_url:
        yield OwnedDatabase(settings.database_url, lambda: False)
        return
    server = EmbeddedPostgres(
        folder,
        account=settings.postgres_account,
        settings={"max_connections": str(_connections(settings, api_processes))},
        notice=notice,
    )
    step("Starting PostgreSQL …" if server.made() else "Making a PostgreSQL database, which takes some seconds …")
    try:
        yield OwnedDatabase(server.start(), partial(_look_after, server))
    finally:
        server.stop()


def _look_after(server: EmbeddedPostgres) -> bool:
    server.turn_log()
    return look_after(server)


def _connections(settings: Settings, api_processes: int) -> int:
    api = api_processes * (settings.http_threads + _OVERFLOW)
    return max(100, api + settings.worker_threads + _OVERFLOW + _SPARE)


def bring_up_to_date(url: str | URL, step: Notice) -> None:
    """Make the tables those of this version; of several who do at the same time, the others wait for the first.

    Raises:
        Conflict: ``database_newer``.
        Unavailable: if the database does not answer.
    """
    if is_up_to_date(url):
        return
    # What migrates takes longer to import than to find that there is nothing to do.
    migrate = load("shrutik_postgres.migrate", "postgres")
    engine = make_engine(url, pool_size=2)
    try:
        if not migrate.status(engine).ready:
            step("Making the tables, or bringing them up to date …")
            migrate.upgrade(engine)
    finally:
        engine.dispose()
