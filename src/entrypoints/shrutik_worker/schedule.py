"""The schedule: a thread for each task that is done again and again."""

import logging
import threading
from collections.abc import Callable

import attrs

from shrutik_core.shared.errors import ShrutikError

_LOG = logging.getLogger(__name__)


@attrs.frozen
class PeriodicTask:
    """A task that is done again and again.

    Attributes:
        name: for the log.
        every: seconds between one end and the next beginning.
        run: does it; an error of the family is logged and it is tried again next time.
    """

    name: str
    every: float
    run: Callable[[], object]


class PeriodicRunner(threading.Thread):
    """Runs one periodic task until it is stopped, for the first time after one interval."""

    def __init__(self, task: PeriodicTask) -> None:
        super().__init__(name=task.name, daemon=True)
        self._task = task
        self._stopping = threading.Event()

    def run(self) -> None:
        """Wait, run, and again."""
        while not self._stopping.wait(self._task.every):
            try:
                self._task.run()
            except ShrutikError as error:
                _LOG.warning("%s: %s", self._task.name, error.detail)

    def stop(self) -> None:
        """Ask it to end after the present run."""
        self._stopping.set()
