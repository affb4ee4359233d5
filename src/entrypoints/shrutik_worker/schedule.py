"""The schedule: a thread for each task that is done again and again."""

import logging
import secrets
import threading
from collections.abc import Callable
from datetime import timedelta

import attrs

from shrutik_core.shared.correlation import carry
from shrutik_core.shared.errors import ShrutikError

_LOG = logging.getLogger(__name__)
_SLACK = 0.9
"""An interval counts as over a little early, so that clocks of machines that differ do not skip a turn."""


@attrs.frozen
class PeriodicTask:
    """A task that is done again and again.

    Attributes:
        name: for the log, and for turns.
        every: seconds between one end and the next beginning.
        run: does it; an error of the family is logged and it is tried again next time.
        in_turn: whether one process does it for all; otherwise each does.
    """

    name: str
    every: float
    run: Callable[[], object]
    in_turn: bool = True


class PeriodicRunner(threading.Thread):
    """Runs one periodic task until it is stopped, for the first time after one interval.

    Args:
        task: that is run.
        take: whether it is this process's turn, by name and interval; copies of the schedule ask it as well.
    """

    def __init__(self, task: PeriodicTask, take: Callable[[str, timedelta], bool]) -> None:
        super().__init__(name=task.name, daemon=True)
        self._task = task
        self._take = take
        self._stopping = threading.Event()

    def run(self) -> None:
        """Wait, run, and again."""
        while not self._stopping.wait(self._task.every):
            carry(secrets.token_hex(16))
            try:
                if not self._task.in_turn or self._take(self._task.name, timedelta(seconds=self._task.every * _SLACK)):
                    self._task.run()
            except ShrutikError as error:
                _LOG.warning(
                    "task_failed",
                    extra={"task": self._task.name.replace(" ", "-"), "code": error.code, "detail": error.detail},
                )

    def stop(self) -> None:
        """Ask it to end after the present run."""
        self._stopping.set()
