"""The whole installation in one process: what commands, workers and tests open."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
from dependency_injector import providers
from dramatiq import Broker
from sqlalchemy import URL, Engine

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.pool import DecoderPool
from shrutik_audio.confined.processor import ConfinedProcessor
from shrutik_bootstrap.api_installation import SPARE_CONNECTIONS, api_ports, running_database
from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_bootstrap.brokers import make_broker
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.owned_folder import Notice, bring_up_to_date, jobs_lock, owned_database, owned_folder
from shrutik_bootstrap.platform import Platform
from shrutik_bootstrap.postgres_watchdog import PostgresWatchdog
from shrutik_bootstrap.process_metrics import machine_metrics
from shrutik_bootstrap.release_steps import ReleasePorts
from shrutik_bootstrap.settings import Settings
from shrutik_bootstrap.traced_ports import TracedMailer, TracedWebhookSender
from shrutik_bootstrap.traces import told_outside
from shrutik_core.ports.mailer import Mailer
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.news import Listen
from shrutik_core.shared.errors import Conflict
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_postgres.engine import make_engine
from shrutik_postgres.job_listener import JobListener
from shrutik_smtp.mailer import NoMailer, SmtpMailer
from shrutik_smtp.server import read_smtp_url
from shrutik_system.keys import load_keys
from shrutik_webhooks.sender import HttpWebhookSender


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
        broker: that the platform's sender sends to; its queues live in this process, or in Redis.
        job_listener: waits up to that many seconds for news of the outbox, and says whom they concern.
    """

    settings: Settings
    folder: Path
    owned: bool
    platform: Platform
    engine: Engine
    broker: Broker
    job_listener: Listen


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
    with (
        owned_folder(settings) as folder,
        owned_database(settings, folder, notice, step) as database,
        _watched(database.look_after),
        working_installation(settings, folder.path, database.url) as installation,
    ):
        yield installation


@contextmanager
def working_installation(
    settings: Settings, folder: Path, url: str | URL, metrics: Metrics | None = None
) -> Iterator[Installation]:
    """The installation of the one process that does its jobs; another one, or a caller, owns folder and database.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database answers.
        metrics: that this process counts into; None if nobody reads them.

    Raises:
        Conflict: ``data_folder_in_use`` if another process does the jobs.
    """
    with jobs_lock(folder), _opened(settings, folder, url, owned=True, metrics=metrics) as installation:
        yield installation


@contextmanager
def attach_installation(settings: Settings) -> Iterator[Installation]:
    """The installation beside its owner: another process owns it, or the database is elsewhere; others do the jobs.

    Raises:
        Invalid: if the data folder cannot be used.
        Unavailable: ``database_not_running`` if there is no database to attach to.
    """
    folder = claim_data_folder(settings.data)
    with _opened(settings, folder, running_database(settings, folder), owned=False) as installation:
        yield installation


@contextmanager
def joined_installation(settings: Settings, step: Notice) -> Iterator[Installation]:
    """The installation of one process among many that do its jobs, each its part; another looks after the database.

    Args:
        settings: the installation's.
        step: takes a line before each step that may take more than a moment.

    Raises:
        Conflict: ``database_newer``.
        Invalid: if the data folder cannot be used.
        Unavailable: ``database_not_running`` if there is no database to attach to, or if it does not answer.
    """
    folder = claim_data_folder(settings.data)
    url = running_database(settings, folder)
    bring_up_to_date(url, step)
    with _opened(settings, folder, url, owned=False, metrics=machine_metrics(folder)) as installation:
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
def _watched(look_after: Callable[[], object]) -> Iterator[None]:
    watchdog = PostgresWatchdog(look_after)
    watchdog.start()
    try:
        yield
    finally:
        watchdog.stop()


@contextmanager
def _opened(
    settings: Settings, folder: Path, url: str | URL, *, owned: bool, metrics: Metrics | None = None
) -> Iterator[Installation]:
    engine = make_engine(url, pool_size=settings.worker_threads + SPARE_CONNECTIONS)
    broker, job_listener = make_broker(settings), JobListener(url)
    allowance = Allowance.for_recordings(
        settings.longest_recording_minutes * 60, settings.decoding_memory_mb, settings.decoding_cpu_seconds
    )
    pool = DecoderPool(settings.worker_threads, allowance)
    platform = _platform(settings, engine, folder, broker, pool, metrics)
    try:
        with told_outside(platform):
            yield Installation(settings, folder, owned, platform, engine, broker, job_listener.wait)
    finally:
        pool.close()
        job_listener.close()
        engine.dispose()
        if metrics is not None:
            metrics.close()


def _platform(
    settings: Settings, engine: Engine, folder: Path, broker: Broker, pool: DecoderPool, metrics: Metrics | None
) -> Platform:
    ports = api_ports(settings, engine, folder, load_keys(keys_folder(settings, folder)), pool, metrics)
    tracer = ApiPlatform(**ports).tracer()
    return Platform(
        **ports,
        audio_processor=providers.Object(ConfinedProcessor(pool)),
        release_ports=providers.Singleton(_release_ports, settings),
        sender=providers.Object(DramatiqSender(broker)),
        mailer=providers.Object(TracedMailer(_mailer(settings), tracer)),
        webhook_sender=providers.Singleton(
            TracedWebhookSender, providers.Singleton(HttpWebhookSender, settings.allowed_hosts), tracer
        ),
        public_url=providers.Object(settings.public_url or _own_address(settings)),
    )


def _release_ports(settings: Settings) -> ReleasePorts:
    """Only when a release is built: NumPy begins threads, and the parent of `serve` forks."""
    ports: ReleasePorts = load("shrutik_bootstrap.release_ports", "releases").installed_release_ports(settings)
    return ports


def _own_address(settings: Settings) -> str:
    return f"{'https' if settings.https else 'http'}://{settings.host}:{settings.port}"


def _mailer(settings: Settings) -> Mailer:
    if settings.smtp_url is None:
        return NoMailer()
    return SmtpMailer(read_smtp_url(settings.smtp_url), settings.mail_from)
