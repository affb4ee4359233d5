"""The server's log: for its owner's eyes alone, and never larger than it need be."""

import os
import shutil
import stat
from pathlib import Path
from typing import IO

LARGEST_LOG = 10_000_000
"""Bytes; of a log that grows larger the next start is made, and one such log is kept beside it."""
_MODE = stat.S_IRUSR | stat.S_IWUSR


def open_log(log: Path) -> IO[bytes]:
    """The log, to be written at its end, mode 0600."""
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE), "ab")


def turn_log(log: Path) -> None:
    """Keep what is there as ``.old`` and begin anew, if the log is large; a server that writes at its end goes on."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        old = log.with_suffix(".old")
        old.unlink(missing_ok=True)
        with open_log(old) as copy, log.open("rb") as present:
            shutil.copyfileobj(present, copy)
        os.truncate(log, 0)


def clear_open_logs(log: Path) -> None:
    """Delete logs that others may read: an earlier version wrote them, with addresses in what it said of errors."""
    for path in (log, log.with_suffix(".old")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & ~_MODE:
            path.unlink()
