"""Locks in memory that processes share: who is killed while holding one keeps nobody out."""

import ctypes
import errno
import fcntl
import mmap
import os
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol

# pthread_mutex_t has 40 bytes on x86-64 and 48 on 64-bit ARM; a line of the cache keeps locks apart.
_BYTES = 64
_SHARED = _ROBUST = 1  # PTHREAD_PROCESS_SHARED and PTHREAD_MUTEX_ROBUST, as Linux has them
_PAUSE = 20e-6


class SharedLocks(Protocol):
    """Some locks, by their numbers; made before the processes that share them are forked."""

    def hold(self, number: int) -> AbstractContextManager[None]:
        """Hold one, against all threads of all processes."""
        ...


class RobustLocks:
    """Mutexes of the C library, which says so if the one who held one is dead (POSIX.1-2008); Linux.

    They are asked with the interpreter's lock held, and never wait with it: to give it up twice for each call would
    cost more than all that is done here. Threads of one process wait for each other by a lock of Python's.

    Args:
        count: of locks.
    """

    def __init__(self, count: int) -> None:
        self._library = ctypes.PyDLL(None)
        self._try, self._release = self._library.pthread_mutex_trylock, self._library.pthread_mutex_unlock
        self._memory = mmap.mmap(-1, _BYTES * count)
        first = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._places = [ctypes.c_void_p(first + _BYTES * number) for number in range(count)]
        self._threads = [Lock() for _ in range(count)]
        kind = ctypes.create_string_buffer(_BYTES)
        told = [self._library.pthread_mutexattr_init(kind)]
        told += [self._library.pthread_mutexattr_setpshared(kind, _SHARED)]
        told += [self._library.pthread_mutexattr_setrobust(kind, _ROBUST)]
        told += [self._library.pthread_mutex_init(place, kind) for place in self._places]
        if any(told):
            raise OSError(max(told), "the C library makes no locks that processes share")

    @contextmanager
    def hold(self, number: int) -> Iterator[None]:
        """See `SharedLocks.hold`."""
        place = self._places[number]
        with self._threads[number]:
            while (told := self._try(place)) == errno.EBUSY:
                time.sleep(_PAUSE)
            if told == errno.EOWNERDEAD:
                self._library.pthread_mutex_consistent(place)
            elif told:
                raise OSError(told, "a lock that processes share cannot be had")
            try:
                yield
            finally:
                self._release(place)


class FileLocks:
    """Locks of ranges of a file that has no name, which the system takes from who is dead; where there are no others.

    Args:
        count: of locks.
    """

    def __init__(self, count: int) -> None:
        self._descriptor, name = tempfile.mkstemp(prefix="shrutik-locks-")
        Path(name).unlink()
        weakref.finalize(self, os.close, self._descriptor)
        self._threads = [Lock() for _ in range(count)]

    @contextmanager
    def hold(self, number: int) -> Iterator[None]:
        """See `SharedLocks.hold`."""
        descriptor = self._descriptor
        with self._threads[number]:
            fcntl.lockf(descriptor, fcntl.LOCK_EX, 1, number)
            try:
                yield
            finally:
                fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, number)


def shared_locks(count: int) -> SharedLocks:
    """The best that this system has."""
    return RobustLocks(count) if sys.platform == "linux" else FileLocks(count)
