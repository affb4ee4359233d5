"""Workers for one command, so that the jobs that it makes are done."""

from collections.abc import Iterator
from contextlib import contextmanager

from shrutik_bootstrap.installation import Installation
from shrutik_worker.workers import Workers

_PATIENCE = 10.0
"""Seconds that a job has which was begun when the command was done, such as a notice of what came of it."""


@contextmanager
def own_workers(installation: Installation) -> Iterator[None]:
    """Workers for as long as this lasts, if no other process has any: a database elsewhere has workers elsewhere."""
    if not installation.owned or installation.settings.database_url:
        yield
        return
    threads = installation.settings.worker_threads
    with Workers(installation.platform, installation.broker, installation.job_listener, threads, patience=_PATIENCE):
        yield
