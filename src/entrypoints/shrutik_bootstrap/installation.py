"""An installation: data folder, lock, database, keys and platform, opened and closed in order."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
from dependency_injector import providers
from dramatiq import Broker
from sqlalchemy import URL, Engine

from shrutik_audio.processor import SoundProcessor
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.platform import Platform
from shrutik_bootstrap.postgres_watchdog import PostgresWatchdog
from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.audio import AudioLimits
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_datasets.tar_archive import TarArchiver
from shrutik_dramatiq.broker import in_process_broker
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_files.blob_store import FileBlobStore
from shrutik_postgres import migrate
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.job_listener import JobListener
from shrutik_postgres.lock import DataFolderLock
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds
from shrutik_system.keys import Keys, load_keys
from shrutik_system.links import HmacLinkSigner
from shrutik_system.passwords import Argon2PasswordHasher
from shrutik_system.random_source import SystemRandomSource
from shrutik_system.tokens import JwtAccessTokens

BLOBS = "blobs"
Notice = Callable[[str], None]


def _say_nothing(_: str) -> None:
    """If the caller does not want to hear of steps."""


@attrs.frozen
class Installation:
    """An open installation.

    Attributes:
        settings: that it was opened with.
        folder: the data folder, absolute.
        owned: whether this process owns it; otherwise another one does, or the database is elsewhere.
        platform: all use cases.
        engine: of the database.
        broker: that the platform's sender sends to; its queues live in this process.
        job_listener: waits up to that many seconds for news of the outbox.
    """

    settings: Settings
    folder: Path
    owned: bool
    platform: Platform
    engine: Engine
    broker: Broker
    job_listener: Callable[[float], bool]


@contextmanager
def own_installation(settings: Settings, notice: Notice = print, step: Notice = _say_nothing) -> Iterator[Installation]:
    """The installation with this process as its only owner; all of it is closed at the end, the database last.

    Args:
        settings: the installation's.
        notice: takes lines that the user must read.
        step: takes a line before each step that may take more than a moment.

    Raises:
        Conflict: ``data_folder_in_use``, or ``database_newer``.
        Invalid: if the data folder cannot be used.
        Unavailable: if the database cannot be reached or started.
    """
    folder = claim_data_folder(settings.data)
    with (
        DataFolderLock(folder),
        _database(settings, folder, notice, step) as url,
        _opened(settings, folder, url, owned=True) as installation,
    ):
        if not migrate.status(installation.engine).ready:
            step("Making the tables, or bringing them up to date …")
            migrate.upgrade(installation.engine)
        FileBlobStore(folder / BLOBS).sweep()
        yield installation


@contextmanager
def attach_installation(settings: Settings) -> Iterator[Installation]:
    """The installation beside its owner: another process owns it, or the database is elsewhere; others do the jobs.

    Raises:
        Invalid: if the data folder cannot be used.
        Unavailable: ``database_not_running`` if there is no database to attach to.
    """
    folder = claim_data_folder(settings.data)
    url = settings.database_url or EmbeddedPostgres(folder, account=settings.postgres_account).running()
    if url is None:
        raise Unavailable("database_not_running", f"The database of {folder} is not running; try again in a moment.")
    with _opened(settings, folder, url, owned=False) as installation:
        yield installation


@contextmanager
def own_or_attach_installation(settings: Settings, notice: Notice = print) -> Iterator[Installation]:
    """The installation for one command: owned, or attached to if another process owns it.

    Raises:
        Invalid: if the data folder cannot be used.
        Unavailable: if the database cannot be reached or started.
    """
    with ExitStack() as stack:
        try:
            installation = stack.enter_context(own_installation(settings, notice))
        except Conflict as error:
            if error.code != "data_folder_in_use":
                raise
            installation = stack.enter_context(attach_installation(settings))
        yield installation


@contextmanager
def _database(settings: Settings, folder: Path, notice: Notice, step: Notice) -> Iterator[str | URL]:
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedPostgres(folder, account=settings.postgres_account, notice=notice)
    step("Starting PostgreSQL …" if server.made() else "Making a PostgreSQL database, which takes some seconds …")
    watchdog = PostgresWatchdog(server)
    try:
        yield _started(server, watchdog)
    finally:
        if watchdog.is_alive():
            watchdog.stop()
        server.stop()


def _started(server: EmbeddedPostgres, watchdog: PostgresWatchdog) -> URL:
    url = server.start()
    watchdog.start()
    return url


@contextmanager
def _opened(settings: Settings, folder: Path, url: str | URL, *, owned: bool) -> Iterator[Installation]:
    engine = make_engine(url, pool_size=settings.http_threads + settings.worker_threads + 4)
    broker, job_listener = in_process_broker(), JobListener(url)
    platform = _platform(settings, engine, FileBlobStore(folder / BLOBS), broker, load_keys(folder))
    try:
        yield Installation(settings, folder, owned, platform, engine, broker, job_listener.wait)
    finally:
        job_listener.close()
        engine.dispose()


def _platform(settings: Settings, engine: Engine, blobs: FileBlobStore, broker: Broker, keys: Keys) -> Platform:
    limits = AudioLimits(max_seconds=settings.longest_recording_minutes * 60)
    return Platform(
        units_of_work=providers.Object(PostgresUnitsOfWork(engine)),
        blobs=providers.Object(blobs),
        clock=providers.Object(SystemClock()),
        ids=providers.Object(SystemIds()),
        random_source=providers.Object(SystemRandomSource()),
        hasher=providers.Object(Argon2PasswordHasher()),
        tokens=providers.Object(JwtAccessTokens(keys.tokens, lifetime=settings.access_token_minutes * 60)),
        links=providers.Object(HmacLinkSigner(keys.links)),
        audio_processor=providers.Object(SoundProcessor()),
        archiver=providers.Object(TarArchiver()),
        sender=providers.Object(DramatiqSender(broker)),
        salt=providers.Object(keys.release_salt),
        largest_upload=providers.Object(settings.largest_upload_mb * 1024 * 1024),
        audio_limits=providers.Object(limits),
        daily_quota=providers.Object(
            DailyQuota(settings.daily_upload_mb * 1024 * 1024 or None, settings.daily_upload_minutes * 60 or None)
        ),
    )
