"""Settings out of files: ``SHRUTIK_<NAME>_FILE`` names the one that holds a secret setting."""

import os
from pathlib import Path

from pydantic import BaseModel
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

from shrutik_core.shared.errors import FieldError, Invalid

_ENDING = "_FILE"


class SecretsInFiles(BaseSettings):
    """Settings whose secret ones may also be read from files."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no file of variables is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a folder of all secrets
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """See `BaseSettings`; options come first, then variables, then files."""
        return init_settings, env_settings, from_files(settings_cls)


def secret_variables(settings: type[BaseModel]) -> frozenset[str]:
    """The variables that may hold a password or key, each with the class's prefix: fields that `repr` leaves out."""
    prefix = str(settings.model_config.get("env_prefix", ""))
    return frozenset(f"{prefix}{name.upper()}" for name, field in settings.model_fields.items() if not field.repr)


def from_files(settings: type[BaseSettings]) -> EnvSettingsSource:
    """The secret settings whose files the environment names, as if each stood in its variable.

    A file that is empty, but for white space, says nothing, as if it was not named.

    Raises:
        Invalid: ``settings_invalid`` if a file cannot be read, or the variable itself is set as well.
    """
    source = EnvSettingsSource(settings)
    named = {name: os.environ[name + _ENDING] for name in secret_variables(settings) if os.environ.get(name + _ENDING)}
    found = {name.lower(): _content(name, Path(path)) for name, path in sorted(named.items())}
    source.env_vars = {name: content for name, content in found.items() if content}
    return source


def _content(name: str, path: Path) -> str:
    if os.environ.get(name):
        raise _wrong(name, f"set it, or {name}, but not both")
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise _wrong(name, f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _wrong(name, f"{path} is not text in UTF-8") from error


def _wrong(name: str, why: str) -> Invalid:
    variable = name + _ENDING
    told = f"These settings cannot be used: {variable}: {why}."
    return Invalid("settings_invalid", told, errors=[FieldError(variable, why)])
