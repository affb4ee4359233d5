"""Changes of a copy that survive a crash: each is there whole or not at all, in the order in which it was asked for."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shrutik_core.shared.errors import Conflict, declare

declare(Conflict, "copy_busy", "Another process is changing this copy of a release.")

_STAGED = ".new"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others who ask likewise from changing the folder meanwhile.

    Raises:
        Conflict: ``copy_busy`` if another process is at it.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Conflict("copy_busy", f"Another process is changing {folder}; wait until it has ended.") from error
    finally:
        os.close(opened)


def write_whole(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file in the place of another; a crash leaves the one or the other."""
    staged = path.with_name(f".{path.name}{_STAGED}")
    with staged.open("wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    move(staged, path)


def move(staged: Path, path: Path) -> None:
    """Put a file that is written through in the place of another."""
    staged.replace(path)
    sync(path.parent)


def remove(path: Path) -> None:
    """Take a file away, if it is there."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync(path.parent)


def overwrite(path: Path, parts: Iterable[tuple[int, bytes]]) -> None:
    """Write bytes over others of a file, and through to the disk.

    Args:
        path: of a plain file.
        parts: offset and bytes.
    """
    opened = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        for offset, data in parts:
            _write_at(opened, offset, data)
        os.fsync(opened)
    finally:
        os.close(opened)


def sync(path: Path) -> None:
    """Write a file, or a folder's list of names, through to the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _write_at(opened: int, offset: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        written = os.pwrite(opened, left, offset)
        offset += written
        left = left[written:]
