"""The crew: relay, worker threads and schedule, working together inside one process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dramatiq import Broker, Worker

from shrutik_bootstrap.platform import Platform
from shrutik_worker.actors import declare_actors
from shrutik_worker.relay import Relay
from shrutik_worker.schedule import PeriodicRunner, PeriodicTask

_LOG = logging.getLogger(__name__)
_MINUTE = 60.0
_STOP_MS = 20_000


@contextmanager
def crew(platform: Platform, broker: Broker, wait: Callable[[float], object], threads: int) -> Iterator[None]:
    """Work on jobs while the context lasts.

    What was under way when an earlier process was lost is taken up again first: this crew must be the only one on its
    database. At the end, jobs get 20 seconds to finish; what does not is noted and done next time.

    Args:
        platform: whose jobs.
        broker: that the platform's sender sends to.
        wait: waits up to so many seconds for news of the outbox.
        threads: jobs at once.
    """
    declare_actors(broker, platform.run_job())
    adopted = platform.recover_jobs().adopt()
    if adopted:
        _LOG.info("Taking up %d jobs that were under way.", adopted)
    relay = Relay(platform.relay_jobs(), wait)
    runners = [PeriodicRunner(task) for task in _periodic_tasks(platform)]
    worker = Worker(broker, worker_threads=threads, worker_timeout=100)
    worker.start()
    threads_of_ours: tuple[Relay | PeriodicRunner, ...] = (relay, *runners)
    for thread in threads_of_ours:
        thread.start()
    try:
        yield
    finally:
        for thread in threads_of_ours:
            thread.stop()
        worker.stop(timeout=_STOP_MS)
        relay.join(_STOP_MS / 1000)


def _periodic_tasks(platform: Platform) -> tuple[PeriodicTask, ...]:
    return (
        PeriodicTask("recover jobs", _MINUTE, platform.recover_jobs().stalled),
        PeriodicTask("keep house", _MINUTE, platform.clean_up()),
        PeriodicTask("sweep orphans", 6 * 60 * _MINUTE, platform.sweep_orphans()),
    )
