"""Where handlers run: threads of the process, in pools that do not wait for each other."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from shrutik_core.shared.errors import Unavailable
from shrutik_http.operation import Room

T = TypeVar("T")
HASHING_THREADS = 2
BODY_THREADS = 2
MOST_HASHES_WAITING = 64
MOST_SECONDS_WAITING = 10.0
# Of the time that one password takes: the newest counts for a quarter.
_NEWEST = 0.25


class Pools:
    """The threads of one process; for one loop.

    Args:
        threads: for most requests; the database pool is as large.
        hashing: for passwords.
    """

    def __init__(self, threads: int, hashing: int = HASHING_THREADS) -> None:
        self._pools: dict[Room, Executor] = {
            Room.THREADS: ThreadPoolExecutor(threads, "answer"),
            Room.HASHING: ThreadPoolExecutor(hashing, "hash"),
            Room.BODIES: ThreadPoolExecutor(BODY_THREADS, "body"),
            Room.PROBES: ThreadPoolExecutor(1, "probe"),
        }
        self._hashing_threads, self._hashing, self._hash_seconds = hashing, 0, 0.0

    async def run(self, room: Room, task: Callable[[], T]) -> T:
        """What the task returns.

        Raises:
            Unavailable: ``busy`` if a password would have to wait behind `MOST_HASHES_WAITING` others, or by all
                appearances for more than `MOST_SECONDS_WAITING` seconds.
        """
        if room is Room.LOOP:
            return task()
        if room is Room.HASHING:
            return await self._hash(task)
        return await self._in(room, task)

    async def _in(self, room: Room, task: Callable[[], T]) -> T:
        """What the task returns, done in what is the context here: threads know whose request it is."""
        run = copy_context().run
        return await asyncio.get_running_loop().run_in_executor(self._pools[room], run, task)

    async def _hash(self, task: Callable[[], T]) -> T:
        waiting = max(0, self._hashing + 1 - self._hashing_threads)
        seconds = waiting * self._hash_seconds / self._hashing_threads
        if waiting > MOST_HASHES_WAITING or seconds > MOST_SECONDS_WAITING:
            raise Unavailable("busy", "Too many people are logging in at the moment; try again in a few seconds.")
        self._hashing += 1
        try:
            return await self._in(Room.HASHING, lambda: self._timed(task))
        finally:
            self._hashing -= 1

    def _timed(self, task: Callable[[], T]) -> T:
        began = time.monotonic()
        try:
            return task()
        finally:
            self._hash_seconds += _NEWEST * (time.monotonic() - began - self._hash_seconds)
