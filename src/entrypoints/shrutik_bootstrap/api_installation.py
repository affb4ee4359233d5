"""The installation as the API needs it: use cases of requests over a database that others look after."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import attrs
from dependency_injector import providers
from sqlalchemy import URL, Engine

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.check import ConfinedCheck
from shrutik_audio.confined.pictures import ConfinedPictures
from shrutik_audio.confined.pool import DecoderPool
from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_bootstrap.blob_stores import blob_store
from shrutik_bootstrap.data_folder import claim_data_folder
from shrutik_bootstrap.extras import load
from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.logs import tell_security
from shrutik_bootstrap.probes import probes
from shrutik_bootstrap.process_metrics import machine_metrics
from shrutik_bootstrap.reading import reading_ports
from shrutik_bootstrap.settings import Settings
from shrutik_bootstrap.shared_ports import shared_ports
from shrutik_bootstrap.tallied_metrics import TalliedMetrics, kept_now_and_then
from shrutik_bootstrap.traced_ports import TracedBlobStore
from shrutik_bootstrap.traces import fault_receiver_of, told_outside, tracer_of
from shrutik_core.metrics.catalogue import STATEMENT_SECONDS
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.log_in_providers import LogInProviders
from shrutik_core.ports.metrics import Metrics
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.shared.errors import Unavailable
from shrutik_core.use_cases.oversight.keep_pulse import KeepRequests
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_datasets.zip_archive import ZipZipper
from shrutik_logs.security_log import LoggedSecurity
from shrutik_memory.log_in_providers import MemoryLogInProviders
from shrutik_memory.metrics import MemoryMetrics
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.embedded import EmbeddedPostgres
from shrutik_postgres.engine import make_engine
from shrutik_postgres.known_api_keys import PostgresKnownApiKeys
from shrutik_postgres.statement_times import tell_statements
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from shrutik_system.api_key_secrets import SystemApiKeySecrets
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds
from shrutik_system.keys import Keys, load_keys
from shrutik_system.links import HmacLinkSigner
from shrutik_system.origins import HmacOriginHasher
from shrutik_system.passwords import Argon2PasswordHasher
from shrutik_system.random_source import SystemRandomSource
from shrutik_system.release_keyring import FolderReleaseKeyring
from shrutik_system.secret_source import SystemSecretSource
from shrutik_system.tokens import Algorithm, JwtAccessTokens
from shrutik_system.webhook_secrets import DerivedWebhookSecrets

SPARE_CONNECTIONS = 4
_CHECKS_AT_ONCE = 2
# Most checks take milliseconds, and the start of a second decoder as much as many of them.
_CHECK_PATIENCE = 2.0
_CHECK_SECONDS = 10.0


@attrs.frozen
class ApiInstallation:
    """An open installation.

    Attributes:
        platform: the use cases of requests.
        engine: of the database.
    """

    platform: ApiPlatform
    engine: Engine


@contextmanager
def open_api(
    settings: Settings, folder: Path, url: str | URL, metrics: Metrics | None = None
) -> Iterator[ApiInstallation]:
    """The installation over a database that runs and is up to date.

    Args:
        settings: the installation's.
        folder: the data folder, absolute.
        url: where the database answers.
        metrics: that this process counts into; None if nobody reads them.
    """
    engine = make_engine(url, pool_size=settings.http_threads + SPARE_CONNECTIONS)
    memory = settings.decoding_memory_mb << 20
    pool = DecoderPool(_CHECKS_AT_ONCE, Allowance(memory, _CHECK_SECONDS, 4 * _CHECK_SECONDS), _CHECK_PATIENCE)
    tallied = TalliedMetrics(metrics or MemoryMetrics(), SystemClock())
    try:
        ports = api_ports(settings, engine, folder, load_keys(keys_folder(settings, folder)), pool, tallied)
        platform = ApiPlatform(**ports)
        with told_outside(platform), kept_now_and_then(KeepRequests(platform.units_of_work(), tallied)):
            yield ApiInstallation(platform, engine)
    finally:
        pool.close()
        engine.dispose()
        tallied.close()


@contextmanager
def attach_api(settings: Settings) -> Iterator[ApiInstallation]:
    """The installation beside its owner: another process owns it, or the database is elsewhere; others do the jobs.

    Raises:
        Invalid: if the data folder cannot be used.
        Unavailable: ``database_not_running`` if there is no database to attach to.
    """
    folder = claim_data_folder(settings.data)
    with open_api(settings, folder, running_database(settings, folder), machine_metrics(folder)) as installation:
        yield installation


def running_database(settings: Settings, folder: Path) -> str | URL:
    """Where the database answers that another process looks after.

    Raises:
        Unavailable: ``database_not_running`` if there is none.
    """
    url = settings.database_url or EmbeddedPostgres(folder, account=settings.postgres_account).running()
    if url is None:
        raise Unavailable("database_not_running", f"The database of {folder} is not running; try again in a moment.")
    return url


def api_ports(
    settings: Settings, engine: Engine, folder: Path, keys: Keys, pool: DecoderPool, metrics: Metrics | None = None
) -> dict[str, providers.Object[object]]:
    """What fills the ports of `ApiPlatform`, by their names; ``pool`` has the decoders."""
    tell_security(settings, folder)
    tracer, blobs = tracer_of(settings), blob_store(settings, folder)
    listener, shared = AccountListener(engine.url), shared_ports(settings, engine, folder)
    filled = _leaving(settings) | {
        "units_of_work": PostgresUnitsOfWork(engine, shared.changed),
        "accounts": PostgresAccounts(engine, listener, count_of=shared.count_of),
        "known_api_keys": PostgresKnownApiKeys(engine, listener, shared.count_of),
        "api_key_secrets": SystemApiKeySecrets(),
        "blobs": TracedBlobStore(blobs, tracer) if tracer.is_on else blobs,
        "sends_letters": settings.smtp_url is not None,
        "security_log": LoggedSecurity(),
        "origins": HmacOriginHasher(keys.origins),
        "second_look_key": keys.second_looks,
        "salt": keys.release_salt,
        "audio_check": ConfinedCheck(pool),
        "clip_pictures": ConfinedPictures(pool),
        "rate_limiter": shared.rate_limiter,
        "cache": shared.cache,
        "probes": probes(settings, engine.url),
        "release_keyring": FolderReleaseKeyring(keys_folder(settings, folder)),
        **reading_ports(settings, engine),
        **_of_the_system(),
        **_watching(settings, engine, metrics, tracer),
        **_proofs(settings, keys),
        **_limits(settings),
    }
    return {name: providers.Object(port) for name, port in filled.items()}


def _watching(settings: Settings, engine: Engine, metrics: Metrics | None, tracer: Tracer) -> dict[str, object]:
    """What counts, traces and tells of faults; statements are seen from now on."""
    counted = metrics or MemoryMetrics()
    tell_statements(engine, partial(counted.note, STATEMENT_SECONDS))
    if tracer.is_on:
        tell_statements(engine, tracer.statement)
    return {"metrics": counted, "tracer": tracer, "fault_receiver": fault_receiver_of(settings)}


def _of_the_system() -> dict[str, object]:
    """What the machine has: time, names, chance."""
    return {
        "clock": SystemClock(),
        "ids": SystemIds(),
        "random_source": SystemRandomSource(),
        "secrets": SystemSecretSource(),
    }


def _proofs(settings: Settings, keys: Keys) -> dict[str, object]:
    """What proves who calls."""
    lifetime, algorithm = settings.access_token_minutes * 60, Algorithm(settings.token_algorithm)
    memory = settings.argon2_memory_mb * 1_024
    return {
        "hasher": Argon2PasswordHasher(settings.argon2_passes, memory, settings.argon2_lanes),
        "tokens": JwtAccessTokens(keys.tokens, lifetime=lifetime, algorithm=algorithm),
        "links": HmacLinkSigner(keys.links),
        "webhook_secrets": DerivedWebhookSecrets(keys.webhooks),
        "webhook_hosts": settings.allowed_hosts,
        "log_in_providers": _log_in_providers(settings, keys),
    }


def _limits(settings: Settings) -> dict[str, object]:
    """How much a caller may have, and what everybody may."""
    megabytes, minutes = settings.daily_upload_mb, settings.daily_upload_minutes
    return {
        "daily_quota": DailyQuota(megabytes * 1024 * 1024 or None, minutes * 60 or None),
        "daily_download_gb": settings.daily_download_gb,
        "public_series": frozenset(settings.public_series),
        "first_limits": _first_limits(settings),
        "rate_limits": RateLimits().changed(settings.rate_limits),
        "largest_upload": settings.largest_upload_mb * 1024 * 1024,
        "uploads_kept": timedelta(days=settings.uploads_kept_days),
        "audio_limits": AudioLimits(max_seconds=settings.longest_recording_minutes * 60),
    }


def _leaving(settings: Settings) -> dict[str, object]:
    """What those take who take something back, or along."""
    return {
        "undo_time": timedelta(hours=settings.undo_hours),
        "zipper": ZipZipper(),
    }


def _log_in_providers(settings: Settings, keys: Keys) -> LogInProviders:
    """Those that the settings name; what speaks to them is loaded if there is one."""
    if not settings.openid_providers:
        return MemoryLogInProviders()
    adapter = load("shrutik_openid.providers", "openid")
    chosen = [
        adapter.OpenidProvider(one.name, one.issuer, one.client_id, one.client_secret, frozenset(one.domains))
        for one in settings.openid_providers
    ]
    providers_: LogInProviders = adapter.OpenidLogInProviders(chosen, keys.links)
    return providers_


def _first_limits(settings: Settings) -> FirstLimits:
    seconds, tasks = settings.unverified_daily_minutes * 60 or None, settings.unverified_daily_tasks or None
    return FirstLimits(seconds, tasks, by_letter=settings.smtp_url is not None)
