"""Metrics of an API process that also tally its requests, which a thread keeps for the installation's pulse."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from shrutik_core.metrics.catalogue import HTTP_REQUESTS
from shrutik_core.metrics.metric import GaugeReading, Metric
from shrutik_core.metrics.pulse import KEPT, PulseSlot, slot_at
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import Unavailable

_LOG = logging.getLogger(__name__)
KEEP_SECONDS = 60.0
"""Between two times that a process's requests are kept."""
_ROUTES = "/api/"
_FAILED = "5"


class TalliedMetrics:
    """`Metrics`, and a `RequestTally` of what was asked of the API; what watches the installation does not count.

    Args:
        metrics: that count.
        clock: tells which five minutes it is.
    """

    def __init__(self, metrics: Metrics, clock: Clock) -> None:
        self._metrics, self._clock = metrics, clock
        self._lock = threading.Lock()
        self._slots: dict[datetime, PulseSlot] = {}

    def count(self, metric: Metric, *values: str, by: float = 1.0) -> None:
        """See `Metrics.count`."""
        self._metrics.count(metric, *values, by=by)
        if metric is HTTP_REQUESTS and values[1].startswith(_ROUTES):
            begins = slot_at(self._clock.now())
            self._add(PulseSlot(begins, requests=1, failed=int(values[2].startswith(_FAILED))))

    def note(self, metric: Metric, value: float, *values: str) -> None:
        """See `Metrics.note`."""
        self._metrics.note(metric, value, *values)

    def close(self) -> None:
        """See `Metrics.close`."""
        self._metrics.close()

    def exposition(self, readings: Iterable[GaugeReading] = ()) -> bytes:
        """See `Metrics.exposition`."""
        return self._metrics.exposition(readings)

    def take(self) -> tuple[PulseSlot, ...]:
        """See `RequestTally.take`."""
        with self._lock:
            taken, self._slots = self._slots, {}
        return tuple(taken.values())

    def give_back(self, slots: tuple[PulseSlot, ...]) -> None:
        """See `RequestTally.give_back`; what nobody would look at any more is left out."""
        oldest = self._clock.now() - KEPT
        for slot in slots:
            if slot.begins >= oldest:
                self._add(slot)

    def _add(self, slot: PulseSlot) -> None:
        with self._lock:
            known = self._slots.get(slot.begins)
            self._slots[slot.begins] = slot if known is None else known.joined(slot)


@contextmanager
def kept_now_and_then(keep: Callable[[], None], every: float = KEEP_SECONDS) -> Iterator[None]:
    """Keep while it lasts, in a thread, and once more at the end; what could not be kept is said in the log."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(every):
            _kept(keep)

    thread = threading.Thread(target=go_on, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        _kept(keep)


def _kept(keep: Callable[[], None]) -> None:
    try:
        keep()
    except Unavailable as error:
        _LOG.warning("tally_waited", extra={"code": error.code, "detail": error.detail})
