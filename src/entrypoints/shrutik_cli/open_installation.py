"""Opens the installation for one command: as its owner, or attached to a server that runs on the data folder."""

import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from shrutik_bootstrap.data_folder import existing_data_folder
from shrutik_bootstrap.installation import Installation, own_or_attach_installation
from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_core.shared.correlation import under

_TERMINATED = 143

DataOption = Annotated[
    Path | None, typer.Option("--data", help="The data folder.  [SHRUTIK_DATA, or shrutik-data]", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def tell(line: str) -> None:
    """A remark on standard error, beside the output proper."""
    typer.echo(line, err=True)


def settings_for(data: Path | None, *, new: bool = False) -> Settings:
    """The settings of a command.

    Args:
        data: the option; None if it was not given.
        new: whether the command may make a data folder.

    Raises:
        Missing: ``data_folder_missing`` if there is none and ``new`` is not set.
    """
    settings = read_settings(data=data)
    if not new:
        existing_data_folder(settings.data)
    return settings


def settings_for_database(data: Path | None) -> Settings:
    """The settings of a command that is about the database alone: one elsewhere needs no data folder.

    Raises:
        Missing: ``data_folder_missing`` if the database would be in it.
    """
    return settings_for(data, new=read_settings(data=data).database_url is not None)


@contextmanager
def open_installation(data: Path | None, *, new: bool = False) -> Iterator[Installation]:
    """The installation, closed in order also when the process is told to end.

    Raises:
        Missing: ``data_folder_missing`` if there is none and ``new`` is not set.
        ShrutikError: if the data folder or the database cannot be used.
    """
    settings = settings_for(data, new=new)
    with as_command(settings), own_or_attach_installation(settings, tell) as installation:
        yield installation


@contextmanager
def as_command(settings: Settings) -> Iterator[None]:
    """Do what a command does: ended in order, told in the log, and found there by an id of its own."""
    with ended_in_order(), logs_of(settings, "command"), under(secrets.token_hex(16)):
        yield


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Unwind when the process is told to end, so that what was opened is closed."""
    former = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
