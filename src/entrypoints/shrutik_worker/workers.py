"""The workers of one process: decider, relay, worker threads and periodic tasks, started and stopped together."""

import logging
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from dramatiq import Broker, Worker

from shrutik_bootstrap.platform import Platform
from shrutik_worker.actors import declare_actors
from shrutik_worker.decider import Decider
from shrutik_worker.relay import Relay
from shrutik_worker.schedule import PeriodicRunner, PeriodicTask

_LOG = logging.getLogger(__name__)
_MINUTE = 60.0
_STOP_MS = 20_000


class Workers:
    """Works on jobs while its context lasts.

    What was under way when an earlier process was lost is taken up again first: these must be the only workers on their
    database. At the end, jobs get 20 seconds to finish; what does not is noted and done next time.

    Args:
        platform: whose jobs.
        broker: that the platform's sender sends to.
        wait: waits up to that many seconds for news of the outbox.
        threads: jobs at once.
        more: periodic tasks beside those of every installation.
    """

    def __init__(
        self,
        platform: Platform,
        broker: Broker,
        wait: Callable[[float], object],
        threads: int,
        more: Iterable[PeriodicTask] = (),
    ) -> None:
        self._platform, self._broker = platform, broker
        self._decider = Decider(platform.decide_due())
        self._relay = Relay(platform.relay_jobs(), wait, self._decider.ring)
        runners = [PeriodicRunner(task) for task in (*_periodic_tasks(platform), *more)]
        self._threads: tuple[Decider | Relay | PeriodicRunner, ...] = (self._decider, self._relay, *runners)
        self._worker = Worker(broker, worker_threads=threads, worker_timeout=100)

    def __enter__(self) -> Self:
        """Declare the actors, take up what was lost, and start."""
        declare_actors(self._broker, self._platform.run_job())
        adopted = self._platform.recover_jobs().adopt()
        if adopted:
            _LOG.info("Taking up %d jobs that were under way.", adopted)
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
        self._worker.stop(timeout=_STOP_MS)
        self._relay.join(_STOP_MS / 1000)
        self._decider.join(_STOP_MS / 1000)


def _periodic_tasks(platform: Platform) -> tuple[PeriodicTask, ...]:
    return (
        PeriodicTask("recover stalled jobs", _MINUTE, platform.recover_jobs().stalled),
        PeriodicTask("clean up", _MINUTE, platform.clean_up()),
        PeriodicTask("forget uploads", 60 * _MINUTE, platform.forget_uploads()),
        PeriodicTask("sweep orphans", 6 * 60 * _MINUTE, platform.sweep_orphans()),
    )
