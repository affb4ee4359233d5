"""A work pool of processes on this machine."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread

from shrutik_core.ports.work_pool import Given, Made
from shrutik_core.shared.errors import Unavailable

# For each process: so much lies ready that none of them waits.
_AHEAD = 3


class ProcessWorkPool:
    """`WorkPool` of so many processes, which begin with the work and end with it.

    Args:
        workers: processes, 1 and up; if it is 1, the work is done where it is asked for, and no process is begun.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def each(self, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        """See `WorkPool.each`."""
        if self._workers == 1:
            yield from map(work, things)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin) as pool:
            under_way: deque[Future[Made]] = deque()
            try:
                for thing in things:
                    under_way.append(pool.submit(work, thing))
                    if len(under_way) > _AHEAD * self._workers:
                        yield under_way.popleft().result()
                while under_way:
                    yield under_way.popleft().result()
            except BrokenProcessPool as error:
                detail = "A process that was at work was killed, perhaps because memory ran out: try again with fewer."
                raise Unavailable("work_pool_lost", detail) from error
            finally:
                for future in under_way:
                    future.cancel()


def _begin() -> None:
    """What is under way is finished at Ctrl-C, which is the parent's to answer; nobody outlives the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
