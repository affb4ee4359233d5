"""Files and folders that survive a crash: written through to the disk before anybody is told."""

import ctypes
import errno
import fcntl
import os
from pathlib import Path

# macOS keeps what fsync wrote in the drive's own memory unless it is asked for more.
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
_FOLDER_MODE = 0o700
# Linux alone can be asked to begin; elsewhere all is written at the end.
_BEGIN = 2
_sync_file_range = getattr(ctypes.CDLL(None), "sync_file_range", None)
if _sync_file_range is not None:
    _sync_file_range.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]


def sync(descriptor: int) -> None:
    """Write an open file or folder through to the disk."""
    if _FULL_SYNC is None:
        os.fsync(descriptor)
        return
    try:
        fcntl.fcntl(descriptor, _FULL_SYNC)
    except OSError:  # a file system that knows no such call
        os.fsync(descriptor)


def begin_sync(descriptor: int, start: int, size: int) -> None:
    """Let the disk begin with a part of an open file, so that less is left to `sync`; not all systems can."""
    if _sync_file_range is not None:
        _sync_file_range(descriptor, start, size, _BEGIN)


def sync_folder(folder: Path) -> None:
    """Write a folder's list of names through to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that writes its folders when it likes
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for this account alone; those that are there stay as they are."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for child in reversed(missing):
        child.mkdir(_FOLDER_MODE, exist_ok=True)
        sync_folder(child.parent)


def prune_folders(folder: Path, root: Path) -> None:
    """Remove a folder and those above it, up to ``root``, as far as they are empty."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone already
            return
        folder = folder.parent
