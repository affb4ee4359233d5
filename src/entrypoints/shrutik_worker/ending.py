"""How threads that do jobs end: they take no more, end what they do, and are interrupted if that takes too long."""

import time

from dramatiq import Worker

STOP_MS = 20_000
"""How long what has to end is waited for, once jobs were interrupted."""


def end(worker: Worker, patience: float) -> None:
    """Stop a worker, and wait until its threads are over.

    Args:
        worker: that runs.
        patience: seconds that jobs under way have to end by themselves; what is interrupted then is done again later.
    """
    for thread in worker.workers:
        thread.stop()
    until = time.monotonic() + patience
    for thread in worker.workers:
        thread.join(max(0.0, until - time.monotonic()))
    worker.stop(timeout=STOP_MS)
