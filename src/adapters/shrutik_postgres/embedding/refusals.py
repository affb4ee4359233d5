"""What to say when the machine refuses a folder or a program."""

import errno
from pathlib import Path

from shrutik_core.shared.errors import Invalid, ShrutikError, Unavailable

_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_WORDS = ("No space left on device", "Disk quota exceeded")


def disk_full(folder: Path) -> Unavailable:
    """There is no room."""
    return Unavailable("disk_full", f"There is no room left on the disk of {folder}; free some space and try again.")


def refused_folder(folder: Path, error: OSError) -> ShrutikError:
    """A folder cannot be made or written to."""
    if error.errno in _FULL_ERRORS:
        return disk_full(folder)
    reason = error.strerror or str(error)
    return Invalid("data_folder_not_writable", f"The folder {folder} cannot be written to: {reason}.")


def failed_program(program: str, output: str, folder: Path, log: Path | None = None) -> Unavailable:
    """A program of PostgreSQL ended in error; its last word is passed on."""
    if any(words in output for words in _FULL_WORDS):
        return disk_full(folder)
    said = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in said if "FATAL" in line or "PANIC" in line or "error:" in line]
    last = (telling or said or ["it said nothing"])[-1]
    where = f" Its log is {log}." if log else ""
    return Unavailable("database_did_not_start", f"PostgreSQL's {program} failed in {folder}: {last}.{where}")
