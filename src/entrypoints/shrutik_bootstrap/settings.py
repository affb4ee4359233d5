"""Settings: read once, from ``SHRUTIK_*`` variables, or files that they name for secrets, over the defaults below."""

import json
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

import regex
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shrutik_bootstrap.backup_settings import BackupSettings
from shrutik_bootstrap.log_settings import LogSettings
from shrutik_bootstrap.openid_settings import OpenidSetting
from shrutik_bootstrap.secret_files import SecretsInFiles
from shrutik_bootstrap.settings_faults import comes_with, settings_invalid
from shrutik_bootstrap.trace_settings import TraceSettings
from shrutik_bootstrap.webhook_settings import WebhookSettings
from shrutik_core import __version__
from shrutik_core.people.first_limits import FIRST_MINUTES, FIRST_TASKS
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.releases.download_quota import MOST_GIGABYTES

_ORIGIN = regex.compile(r"https?://[a-z0-9.\-\[\]:]+")
_PATH = regex.compile(r"(?:/[A-Za-z0-9_-]+)+/?")

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - what it means is said


class Settings(BackupSettings, LogSettings, TraceSettings, WebhookSettings, SecretsInFiles, BaseSettings):
    """How one installation differs from the defaults; see `BackupSettings`, `LogSettings`, and so on.

    Attributes:
        data: folder with the database, the blobs and the keys.
        keys: folder of the keys, if they lie elsewhere: several machines that share a database share it, too.
        host: address to listen on; with `https`, every address of this machine by default.
        port: 0 takes any that is free.
        database_url: a PostgreSQL elsewhere, on one machine or several; without it one runs in the data folder.
        replica_url: a copy of that database that follows it, and is used where much is read.
        replica_patience: seconds for which a read waits for the replica to have all that was committed before it.
        redis_url: address of the Redis that API machines, workers and relays share, e.g.
            ``rediss://user:secret@redis.example.org:6379/0``; with it jobs are done by `worker` and `relay`, not by
            `serve`.
        postgres_account: account under which the embedded PostgreSQL runs if Shrutik runs as root.
        blobs_url: address of a bucket for recordings, clips and release files, e.g.
            ``s3+https://s3.example.org/bucket/prefix``; without it they lie in the data folder.
        encrypt_blobs: whether they are encrypted before they are stored, from now on and for good.
        redirect_blobs: whether audio and release files are sent by the bucket itself, to whoever has a signed link.
        largest_upload_mb: MB that one upload may have.
        uploads_kept_days: days for which an upload in parts is kept after its last byte came.
        longest_recording_minutes: minutes that one recording may last.
        daily_upload_mb: MB that one person may upload a day; 0 for no limit.
        daily_upload_minutes: minutes of sound that one person may upload a day; 0 for no limit.
        daily_download_gb: GB of releases that one person may download a day; 0 for no limit.
        unverified_daily_minutes: minutes of sound that an unverified account may upload a day; 0 for as many as others.
        unverified_daily_tasks: tasks that an unverified account may be lent a day; 0 for no limit.
        access_token_minutes: minutes for which an access token is good.
        token_algorithm: algorithm by which access tokens are signed: ``EdDSA`` or ``HS256``.
        argon2_passes: passes over the memory, for each password that is hashed or compared.
        argon2_memory_mb: MB for each password.
        argon2_lanes: threads for each password.
        smtp_url: address of the mail server, e.g. ``smtps://user:secret@mail.example.org``; without it no letter is
            sent and no address needs to be verified.
        mail_from: address that letters come from.
        public_url: where people find the site, for the links in letters and on cards, e.g.
            ``https://voices.example.org``; without it, cards lead to the address that the caller used.
        link_minutes: minutes for which a signed link to audio is good.
        api_processes: API processes that `serve` runs; if it is left out, as many as this machine has processors.
        worker_threads: background jobs at once.
        http_threads: requests at once in one process.
        drain_seconds: seconds for which an API process that is told to end still answers, says at ``/readyz`` that it
            is about to end, and closes each connection after its answer; longer than the proxy before it keeps idle
            ones.
        connections: connections at once to one process; if there are more, the one that has been idle for longest is
            closed.
        connections_per_address: connections at once of one address to one process, such as that of a proxy.
        decoding_memory_mb: MB of address space that the decoding of one recording may take.
        decoding_cpu_seconds: seconds of processor time that the decoding of one recording may take; if it is left out,
            30, and 1.5 for each minute of the longest recording.
        security_log: where security events are told: ``file``, ``security.log`` in the data folder, or ``stderr``.
        metrics_token: token with which figures may be read at ``/metrics`` from other machines; without it only
            programs of this machine may, and no proxy.
        metrics_port: port on which `worker` and `relay` show theirs; if it is left out, they show none.
        release_workers: processes that build a release.
        cluster: address of a Dask scheduler, e.g. ``tcp://10.0.0.1:8786``, whose workers build releases, and cut and
            decide collections anew, in place of these processes; they see the same files.
        release_id: of the programs that run here, which each answer carries; without it, their version.
        publisher: who publishes releases, as users cite it.
        public_series: names of releases whose files everybody may download, without logging in, separated by commas.
        undo_hours: hours for which a person may undo a withdrawal; nothing is deleted before they are over. 0 for none.
        openid_providers: providers through which people may log in, as a JSON list; see `OpenidSetting`.
        cors_origins: origins of web pages that may call the API, separated by commas.
        trusted_proxies: networks of proxies that are believed about their callers, separated by commas.
        accel_path: path under which nginx, a trusted proxy on this very machine, has the data folder's ``blobs`` as an
            internal location, e.g. ``/_blobs``; then it sends audio and release files, once Shrutik has allowed it.
        https: whether `serve` speaks TLS with an authority of its own.
        insecure: whether to listen beyond this machine without TLS and without a trusted proxy.
        rate_limits: other rates than the usual ones, as JSON: ``{"login.address": [100, 600], "read": 0}`` is a hundred
            in ten minutes, and none; 0 alone for no limits at all.
    """

    model_config = SettingsConfigDict(env_prefix="SHRUTIK_", extra="ignore", frozen=True)

    data: Path = Path("shrutik-data")
    keys: Path | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    database_url: Annotated[str | None, Field(repr=False)] = None
    replica_url: Annotated[str | None, Field(repr=False)] = None
    replica_patience: Annotated[float, Field(ge=0, le=10)] = 0.2
    redis_url: Annotated[str | None, Field(repr=False)] = None
    postgres_account: str | None = None
    blobs_url: Annotated[str | None, Field(repr=False)] = None
    encrypt_blobs: bool = False
    redirect_blobs: bool = False
    largest_upload_mb: Annotated[int, Field(ge=1)] = 512
    uploads_kept_days: Annotated[float, Field(gt=0, le=365)] = 7
    longest_recording_minutes: Annotated[float, Field(gt=0)] = 120
    daily_upload_mb: Annotated[int, Field(ge=0)] = 4096
    daily_upload_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 600
    daily_download_gb: Annotated[int, Field(ge=0, le=MOST_GIGABYTES)] = 500
    unverified_daily_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = FIRST_MINUTES
    unverified_daily_tasks: Annotated[int, Field(ge=0)] = FIRST_TASKS
    access_token_minutes: Annotated[int, Field(ge=1, le=1_440)] = 15
    token_algorithm: Literal["EdDSA", "HS256"] = "EdDSA"  # noqa: S105 - the name of an algorithm
    argon2_passes: Annotated[int, Field(ge=1, le=100)] = 3
    argon2_memory_mb: Annotated[int, Field(ge=1, le=4_096)] = 64
    argon2_lanes: Annotated[int, Field(ge=1, le=64)] = 4
    smtp_url: Annotated[str | None, Field(repr=False)] = None
    mail_from: str = "shrutik@localhost"
    public_url: str = ""
    link_minutes: Annotated[int, Field(ge=1)] = 60
    api_processes: Annotated[int, Field(ge=1, le=256)] | None = None
    worker_threads: Annotated[int, Field(ge=1, le=64)] = 2
    http_threads: Annotated[int, Field(ge=1, le=256)] = 16
    drain_seconds: Annotated[float, Field(ge=0, le=300)] = 0
    connections: Annotated[int, Field(ge=16)] = 4096
    connections_per_address: Annotated[int, Field(ge=1)] = 1024
    decoding_memory_mb: Annotated[int, Field(ge=512)] = 1_024
    decoding_cpu_seconds: Annotated[float, Field(gt=0)] | None = None
    security_log: Literal["file", "stderr"] = "file"
    metrics_token: Annotated[str | None, Field(repr=False, min_length=16)] = None
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    release_workers: Annotated[int, Field(ge=1, le=64)] = 1
    cluster: str = ""
    release_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$")] = __version__
    publisher: Annotated[str, Field(max_length=200)] = ""
    public_series: Annotated[tuple[str, ...], NoDecode] = ()
    undo_hours: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 72
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    accel_path: str = ""
    https: bool = False
    insecure: bool = False
    rate_limits: Annotated[dict[str, tuple[int, int] | None], NoDecode] = {}
    openid_providers: Annotated[tuple[OpenidSetting, ...], Field(repr=False)] = ()

    @property
    def listens_on(self) -> str:
        """The address to listen on: with TLS of our own, and if nothing else was said, every one of this machine."""
        return EVERY_ADDRESS if self.https and "host" not in self.model_fields_set else self.host

    @model_validator(mode="after")
    def _letters_lead_somewhere(self) -> "Settings":
        if self.smtp_url and not self.public_url:
            raise comes_with("SHRUTIK_SMTP_URL", "SHRUTIK_PUBLIC_URL", "for the links in letters")
        return self

    @field_validator("public_url")
    @classmethod
    def _plain_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with https:// or http://")
        return value.rstrip("/")

    @field_validator("cors_origins", "trusted_proxies", "public_series", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            if not _ORIGIN.fullmatch(one):
                raise ValueError(f"{one!r} is not an origin such as https://voices.example.org, without a path")
        return value

    @field_validator("public_series")
    @classmethod
    def _names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(map(check_release_name, value))
        except Invalid as error:
            raise ValueError(error.detail) from error

    @field_validator("accel_path")
    @classmethod
    def _internal(cls, value: str, info: ValidationInfo) -> str:
        if not value:
            return value
        if not _PATH.fullmatch(value):
            raise ValueError("it must be the path of an internal location of nginx, such as /_blobs")
        if info.data.get("blobs_url"):
            raise ValueError("nginx sends files, not a bucket's blobs: leave this out, or SHRUTIK_BLOBS_URL")
        if info.data.get("encrypt_blobs"):
            raise ValueError("nginx cannot send what is encrypted: leave this out, or SHRUTIK_ENCRYPT_BLOBS")
        if not info.data.get("trusted_proxies"):
            raise ValueError("name the network of nginx in SHRUTIK_TRUSTED_PROXIES: only nginx gets files this way")
        return value.rstrip("/")

    @field_validator("rate_limits", mode="before")
    @classmethod
    def _rates(cls, value: object) -> object:
        wishes = json.loads(value) if isinstance(value, str) else value
        wishes = {"*": 0} if wishes == 0 else wishes
        return {name: wish or None for name, wish in wishes.items()} if isinstance(wishes, dict) else wishes

    @field_validator("rate_limits")
    @classmethod
    def _known(cls, value: dict[str, tuple[int, int] | None]) -> dict[str, tuple[int, int] | None]:
        try:
            RateLimits().changed(value)
        except Invalid as error:
            raise ValueError(error.detail) from error
        return value


def read_settings(**options: object) -> Settings:
    """The settings, with options that were given (None: not given) before the environment.

    Raises:
        Invalid: ``settings_invalid``, naming the variables at fault.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by the model itself
    except ValidationError as error:
        raise settings_invalid(error) from error
