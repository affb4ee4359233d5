"""The schedule: a thread for each thing that has to happen now and then."""

import logging
import threading
from collections.abc import Callable

import attrs

from shrutik_core.shared.errors import ShrutikError

_LOG = logging.getLogger(__name__)


@attrs.frozen
class Errand:
    """Something that has to happen now and then.

    Attributes:
        name: for the log.
        every: seconds between one end and the next beginning.
        run: does it; an error of the family is logged and it is tried again next time.
    """

    name: str
    every: float
    run: Callable[[], object]


class Runner(threading.Thread):
    """Runs one errand until it is stopped, for the first time after one interval."""

    def __init__(self, errand: Errand) -> None:
        super().__init__(name=errand.name, daemon=True)
        self._errand = errand
        self._stopping = threading.Event()

    def run(self) -> None:
        """Wait, run, and again."""
        while not self._stopping.wait(self._errand.every):
            try:
                self._errand.run()
            except ShrutikError as error:
                _LOG.warning("%s: %s", self._errand.name, error.detail)

    def stop(self) -> None:
        """Ask it to end after the present run."""
        self._stopping.set()
