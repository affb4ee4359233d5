"""The workers of one process: decider, relay, worker threads and periodic tasks, started and stopped together."""

import logging
import socket
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from dramatiq import Broker, Worker

from shrutik_bootstrap.platform import Platform
from shrutik_core import __version__
from shrutik_core.metrics.catalogue import DECIDING_SECONDS, JOBS
from shrutik_core.ports.news import Listen, News
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.job_kinds import JobKind, JobQueue
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.use_cases.jobs.keep_watch import Beat
from shrutik_worker.actors import declare_actors
from shrutik_worker.decider import Decider
from shrutik_worker.duties import EVERYTHING, Duties
from shrutik_worker.ending import STOP_MS, end
from shrutik_worker.listening import Listening
from shrutik_worker.periodic_tasks import heartbeats, tasks_of_relays
from shrutik_worker.relay import Relay
from shrutik_worker.schedule import PeriodicRunner, PeriodicTask
from shrutik_worker.teller import Teller

_LOG = logging.getLogger(__name__)


class Workers:
    """Works on jobs while its context lasts. At the end, jobs are interrupted; what did not end is done next time.

    Args:
        platform: whose jobs.
        broker: that the platform's sender sends to.
        wait: waits up to that many seconds for news of the outbox; returns whom they concern, or may.
        threads: jobs at once.
        duties: which part of the work.
        more: periodic tasks beside those of every installation.
        told_at_once: programs that are told of events at the same time, by those who send letters too.
        release: that runs here, as its log says.
        patience: seconds that jobs under way have at the end before they are interrupted; none if it ends by an error.
    """

    def __init__(
        self,
        platform: Platform,
        broker: Broker,
        wait: Listen,
        threads: int,
        duties: Duties = EVERYTHING,
        more: Iterable[PeriodicTask] = (),
        told_at_once: int = 8,
        release: str = __version__,
        *,
        patience: float = 0.0,
    ) -> None:
        self._release, self._patience = release, patience
        self._platform, self._broker, self._duties = platform, broker, duties
        self._metrics = platform.metrics()
        self._beat = platform.beat(_first_beat(platform, duties, threads)) if duties.queues else None
        self._decider = (
            Decider(platform.decide_due(), self._count_decided) if JobQueue.CONSENSUS in duties.queues else None
        )
        self._teller = _teller(platform, duties, told_at_once)
        self._threads = tuple(self._made(wait, tuple(more)))
        self._worker = _worker(broker, threads) if duties.queues else None

    def _made(
        self, wait: Listen, more: tuple[PeriodicTask, ...]
    ) -> Iterator[Decider | Teller | Relay | Listening | PeriodicRunner]:
        """The threads beside those that do jobs."""
        relay = Relay(self._platform.relay_jobs()) if self._duties.relays else None
        parts = {News.DECIDE: self._decider, News.TELL: self._teller, News.SEND: relay}
        listeners = {news: part for news, part in parts.items() if part}
        yield from listeners.values()
        if listeners:
            yield Listening(wait, {news: part.ring for news, part in listeners.items()})
        tasks = tasks_of_relays(self._platform) if self._duties.relays else ()
        for task in (*tasks, *more, *([heartbeats(self._beat)] if self._beat else ())):
            yield PeriodicRunner(task, self._platform.take_turn())

    def _count_decided(self, number: int, seconds: float) -> None:
        if number:
            self._metrics.count(JOBS, JobKind.DECIDE_CHUNK.value, JobStatus.DONE.value, by=number)
            self._metrics.note(DECIDING_SECONDS, seconds)

    def __enter__(self) -> Self:
        """Declare the actors, take up what was lost, and start."""
        _LOG.info("process_began", extra={"release": self._release})
        if self._duties.alone:
            adopted = self._platform.recover_jobs().adopt()
            if adopted:
                _LOG.info("jobs_taken_up", extra={"count": adopted})
        if self._worker and self._beat:
            self._beat()
            declare_actors(self._broker, self._platform.run_job(), self._metrics, self._duties.queues)
            self._worker.start()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and wait for what is under way."""
        for thread in self._threads:
            thread.stop()
        if self._worker:
            end(self._worker, 0.0 if kind else self._patience)
        for thread in self._threads:
            if isinstance(thread, Relay | Decider | Teller | Listening):
                thread.join(STOP_MS / 1000)
        self._say_goodbye(self._beat)
        _LOG.info("process_ended")

    @staticmethod
    def _say_goodbye(beat: Beat | None) -> None:
        if beat is not None:
            try:
                beat.end()
            except Unavailable as error:
                _LOG.warning("heartbeat_stayed", extra={"code": error.code, "detail": error.detail})


def _first_beat(platform: Platform, duties: Duties, threads: int) -> Heartbeat:
    return Heartbeat(platform.worker(), socket.gethostname(), tuple(sorted(duties.queues)), threads)


def _worker(broker: Broker, threads: int) -> Worker:
    """Fetches of each queue no more than it has threads: what it cannot do yet is for another process."""
    worker = Worker(broker, worker_threads=threads, worker_timeout=100)
    worker.queue_prefetch = threads
    return worker


def _teller(platform: Platform, duties: Duties, at_once: int) -> Teller | None:
    if JobQueue.MAIL not in duties.queues:
        return None
    return Teller(platform.tell_webhooks(), at_once, platform.metrics())
