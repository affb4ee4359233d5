"""Relays and servers at once: threads of several processes, each with its own connection, that take what is there."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any
from uuid import UUID

import attrs

from shrutik_core.ports.leases import Borrower
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import TaskId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import a_collection, a_contributor, a_speaker, an_id, an_instant
from shrutik_core.testing.contracts.claims import MANY
from shrutik_core.transcription.task import Task
from shrutik_postgres.engine import make_engine
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

PROCESSES, THREADS = 4, 16
CALLERS = PROCESSES * THREADS
NOW = an_instant(100_000)
_AT_ONCE = 5
# A relay whose broker refused gives back what it took.
_GIVES_BACK_EACH = 7


@attrs.frozen
class Taken:
    """What one caller took.

    Attributes:
        caller: its number, 1 and up.
        ids: of jobs, or of chunks.
        again: how often it was told to try again.
        seconds: from the moment at which all began until it found nothing more.
    """

    caller: int
    ids: list[UUID]
    again: int
    seconds: float


def send_letters(units: PostgresUnitsOfWork, caller: int, round_: int) -> list[UUID] | None:
    """Jobs that may be sent in any order; None if there are none."""
    return _send(units, lambda work: work.jobs.unsent(JobKind.SEND_LETTER, NOW, _AT_ONCE), caller + round_)


def send_recordings(units: PostgresUnitsOfWork, caller: int, round_: int) -> list[UUID] | None:
    """Jobs that are sent in turn; None if there are none."""
    return _send(units, lambda work: work.jobs.next_in_turn(JobKind.PROCESS_RECORDING, NOW, _AT_ONCE), caller + round_)


def lend(units: PostgresUnitsOfWork, caller: int, round_: int) -> list[UUID] | None:
    """Chunks that are lent to the person of this number; None if there are none."""
    me, serials = a_contributor(caller).id, count(_AT_ONCE * round_)
    with units() as work:
        borrower = Borrower(me, a_speaker(caller).id, a_collection().id)
        lent, _ = work.leases.offer(borrower, _AT_ONCE, MANY, NOW)
        tasks = [Task.lend(TaskId(an_id(next(serials), 100 + caller)), c.id, c.collection, me, NOW) for c in lent]
        work.tasks.add_all(tasks)
        work.commit()
    return [chunk.id for chunk in lent] or None


def _send(units: PostgresUnitsOfWork, find: Callable[[Any], Any], number: int) -> list[UUID] | None:
    with units() as work:
        jobs = find(work)
        for job in jobs:
            work.jobs.save(attrs.evolve(job, sent_at=NOW))
        if number % _GIVES_BACK_EACH == 0:
            return [] if jobs else None
        work.commit()
    return [job.id for job in jobs] or None


def all_at_once(url: str, act: Callable[..., list[UUID] | None]) -> list[Taken]:
    """What each of 64 callers took, who began at the same moment and went on until there was nothing."""
    context = multiprocessing.get_context("spawn")
    begin, results = context.Barrier(CALLERS), context.SimpleQueue()
    processes = [context.Process(target=_process, args=(url, act, n, begin, results)) for n in range(PROCESSES)]
    for process in processes:
        process.start()
    try:
        return [taken for _ in processes for taken in _told(results.get())]
    finally:
        for process in processes:
            process.join(60)


def _told(result: list[Taken] | str) -> list[Taken]:
    assert not isinstance(result, str), result
    return result


def _process(url: str, act: Callable[..., list[UUID] | None], number: int, begin: Any, results: Any) -> None:
    engine = make_engine(url, application="callers", pool_size=THREADS)
    units = PostgresUnitsOfWork(engine)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            callers = range(number * THREADS + 1, (number + 1) * THREADS + 1)
            results.put(list(pool.map(lambda caller: _take_all(units, act, caller, begin), callers)))
    except BaseException as error:
        results.put(f"{error!r} in process {number}")
        raise
    finally:
        engine.dispose()


def _take_all(
    units: PostgresUnitsOfWork, act: Callable[..., list[UUID] | None], caller: int, begin: threading.Barrier
) -> Taken:
    with units() as work:
        work.jobs.find(an_id(0))  # connects
    begin.wait(40)
    ids, again, started = [], 0, time.perf_counter()
    for round_ in count():
        try:
            found = act(units, caller, round_)
        except Unavailable as error:
            assert error.code == "try_again"
            again += 1
            continue
        if found is None:
            return Taken(caller, ids, again, time.perf_counter() - started)
        ids += found
    raise AssertionError
