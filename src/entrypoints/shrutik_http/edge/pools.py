"""Where handlers run: threads of the process, in pools that do not wait for each other."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

from shrutik_core.shared.errors import Unavailable
from shrutik_http.operation import Room

T = TypeVar("T")
HASHING_THREADS = 2
MOST_HASHES_WAITING = 64


class Pools:
    """The threads of one process.

    Args:
        threads: for most requests; the database pool is as large.
    """

    def __init__(self, threads: int) -> None:
        self._pools: dict[Room, Executor] = {
            Room.THREADS: ThreadPoolExecutor(threads, "answer"),
            Room.HASHING: ThreadPoolExecutor(HASHING_THREADS, "hash"),
            Room.PROBES: ThreadPoolExecutor(1, "probe"),
        }
        self._hashing = 0

    async def run(self, room: Room, task: Callable[[], T]) -> T:
        """What the task returns; for one loop.

        Raises:
            Unavailable: ``busy`` if a password would have to wait behind `MOST_HASHES_WAITING` others.
        """
        if room is Room.LOOP:
            return task()
        if room is not Room.HASHING:
            return await asyncio.get_running_loop().run_in_executor(self._pools[room], task)
        if self._hashing >= HASHING_THREADS + MOST_HASHES_WAITING:
            raise Unavailable("busy", "Too many people log in at this moment; try again in a few seconds.")
        self._hashing += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pools[room], task)
        finally:
            self._hashing -= 1
