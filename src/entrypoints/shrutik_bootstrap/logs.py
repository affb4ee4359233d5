"""The logs of a process as its settings wish them, and the files that they leave in the data folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from shrutik_bootstrap.data_folder import is_data_folder
from shrutik_bootstrap.settings import Settings
from shrutik_core.logs.event import LogLevel
from shrutik_logs.rendering import speak_as, speaker
from shrutik_logs.sending import LogWish, send_security_log, sent_logs
from shrutik_logs.shared_file import Turning

LOG = "logs/shrutik.log"
SECURITY_LOG = "security.log"
"""Of the data folder."""
_PARENT = "serve"
"""Under which name those speak who fork, and so must have one thread."""


def tell_as(process: str) -> None:
    """In a process that was forked: let what it tells from now on bear this name."""
    speak_as(process)


@contextmanager
def logs_of(settings: Settings, process: str, *, verbose: bool = False) -> Iterator[None]:
    """Let what this process tells go where the settings say, while it lasts.

    Args:
        settings: the installation's; its data folder may not be there yet.
        process: under which name it speaks, see `shrutik_core.logs.fields.COMMON`.
        verbose: whether whoever sits before it wants to see what is done.
    """
    speak_as(process)
    with sent_logs(log_wish(settings, verbose=verbose)):
        yield


def log_wish(settings: Settings, *, verbose: bool = False) -> LogWish:
    """What the settings say, for a person who may have asked for more."""
    level, remarks = LogLevel(settings.log_level), LogLevel.INFO if verbose else LogLevel.WARNING
    to_file = settings.log_to == "file"
    plain = sys.stderr.isatty() if settings.log_format is None else settings.log_format == "plain"
    folder = settings.data.expanduser().absolute()
    return LogWish(
        folder / LOG if to_file else None,
        level,
        remarks if to_file or (verbose and level is not LogLevel.DEBUG) else level,
        plain,
        turning_of(settings),
        # What is not claimed may be a folder of somebody else.
        partial(is_data_folder, folder),
        lambda: speaker() != _PARENT,
    )


def turning_of(settings: Settings) -> Turning:
    """When files of logs are put aside, and how long they are kept."""
    return Turning(settings.log_file_mb, settings.log_file_hours, settings.log_kept_days, settings.log_kept_mb)


def tell_security(settings: Settings, folder: Path) -> None:
    """Let security events go where the settings say, from now on; ``folder`` is the data folder."""
    send_security_log(folder / SECURITY_LOG if settings.security_log == "file" else None, turning_of(settings))
