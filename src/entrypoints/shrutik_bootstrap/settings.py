"""Settings: read once, from ``SHRUTIK_*`` variables of the environment, over the defaults below."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shrutik_core.people.first_limits import FIRST_MINUTES, FIRST_TASKS
from shrutik_core.shared.errors import FieldError, Invalid


class Settings(BaseSettings):
    """How one installation differs from the defaults.

    Attributes:
        data: folder with the database, the blobs and the keys.
        host: address to listen on.
        port: 0 takes any that is free.
        database_url: a PostgreSQL elsewhere; without it one runs in the data folder.
        postgres_account: under which the embedded PostgreSQL runs if Shrutik runs as root.
        largest_upload_mb: MB that one upload may have.
        longest_recording_minutes: minutes that one recording may last.
        daily_upload_mb: MB that one person may upload a day; 0 for no limit.
        daily_upload_minutes: minutes of sound that one person may upload a day; 0 for no limit.
        unverified_daily_minutes: minutes of sound that an unverified account may upload a day; 0 for as many as others.
        unverified_daily_tasks: tasks that an unverified account may be lent a day; 0 for no limit.
        verify_addresses: whether an account counts as unverified until a letter to its address was answered.
        access_token_minutes: how long an access token is good for.
        link_minutes: how long a signed link to audio is good for.
        api_processes: that `serve` runs; None for as many as this machine has processors.
        worker_threads: background jobs at once.
        http_threads: requests at once in one process.
        connections: at once to one process.
        connections_per_address: the same for one address, such as that of a proxy.
        decoding_memory_mb: MB of address space that the decoding of one recording may take.
        decoding_cpu_seconds: seconds of processor time that it may take; None for some that suit the longest recording.
        cors_origins: origins of web pages that may call the API, separated by commas.
    """

    model_config = SettingsConfigDict(env_prefix="SHRUTIK_", extra="ignore", frozen=True)

    data: Path = Path("shrutik-data")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    database_url: str | None = None
    postgres_account: str | None = None
    largest_upload_mb: Annotated[int, Field(ge=1)] = 512
    longest_recording_minutes: Annotated[float, Field(gt=0)] = 120
    daily_upload_mb: Annotated[int, Field(ge=0)] = 4096
    daily_upload_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 600
    unverified_daily_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = FIRST_MINUTES
    unverified_daily_tasks: Annotated[int, Field(ge=0)] = FIRST_TASKS
    verify_addresses: bool = False
    access_token_minutes: Annotated[int, Field(ge=1)] = 60
    link_minutes: Annotated[int, Field(ge=1)] = 60
    api_processes: Annotated[int, Field(ge=1, le=256)] | None = None
    worker_threads: Annotated[int, Field(ge=1, le=64)] = 2
    http_threads: Annotated[int, Field(ge=1, le=256)] = 16
    connections: Annotated[int, Field(ge=16)] = 4096
    connections_per_address: Annotated[int, Field(ge=1)] = 1024
    decoding_memory_mb: Annotated[int, Field(ge=512)] = 1_024
    decoding_cpu_seconds: Annotated[float, Field(gt=0)] | None = None
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def read_settings(**options: object) -> Settings:
    """The settings, with options that were given (None: not given) before the environment.

    Raises:
        Invalid: ``settings_invalid``, naming the variables at fault.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by the model itself
    except ValidationError as error:
        errors = [FieldError(f"SHRUTIK_{str(one['loc'][0]).upper()}", one["msg"]) for one in error.errors()]
        told = "; ".join(f"{one.field}: {one.detail}" for one in errors)
        raise Invalid("settings_invalid", f"These settings cannot be used: {told}.", errors=errors) from error
