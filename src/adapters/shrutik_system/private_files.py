"""Files that only the account of this process may read, written whole or not at all."""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from shrutik_core.shared.errors import Invalid

_MODE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_private(path: Path, otherwise: str) -> str:
    """The text of a file that others cannot read.

    Args:
        path: not a link.
        otherwise: what to do, besides changing the mode, if a stranger may have read it.

    Raises:
        Invalid: ``keys_exposed`` if others may read it.
        OSError: if it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with open(descriptor, encoding="utf-8") as file:  # noqa: PTH123 - a descriptor, not a path
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if mode & _OTHERS:
            advice = f"run 'chmod 600 {path}', or {otherwise}"
            raise Invalid("keys_exposed", f"Others may read the keys in {path} (mode {mode:04o}): {advice}.")
        return file.read()


def make_private(path: Path, text: str) -> None:
    """Write a file that is not there yet; if it is by now, leave it as it is.

    Raises:
        OSError: if it cannot be written.
    """

    def link(beside: Path) -> None:
        with suppress(FileExistsError):
            path.hardlink_to(beside)

    _write(path, text, link)


def replace_private(path: Path, text: str) -> None:
    """Write a file in the place of the one that is there, if one is.

    Raises:
        OSError: if it cannot be written.
    """
    _write(path, text, lambda beside: beside.replace(path))


def _write(path: Path, text: str, put: Callable[[Path], object]) -> None:
    """Write a file beside the place, whole and through to the disk, and let it be put there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        put(beside)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
