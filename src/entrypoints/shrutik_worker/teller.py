"""The teller: a thread that tells programs of events as soon as they are committed, many programs at a time."""

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

from shrutik_core.metrics.catalogue import WEBHOOK_ATTEMPTS, WEBHOOK_SECONDS
from shrutik_core.ports.deliveries import Claim
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import ShrutikError, Unavailable
from shrutik_core.use_cases.steps.work import FAULTS
from shrutik_core.use_cases.webhooks.tell_webhooks import TellWebhooks

_LOG = logging.getLogger(__name__)
_POLL = 1.0
_LONGEST_PAUSE = 30.0


class Teller(threading.Thread):
    """Tells until it is stopped; any number of processes may have one, for what one claims the others pass over.

    Of one program it has no more than one message on its way, so that a slow one takes one place of many.

    Args:
        tell_webhooks: the use case.
        at_once: programs that are told at the same time.
        metrics: count what comes of it.
    """

    def __init__(self, tell_webhooks: TellWebhooks, at_once: int, metrics: Metrics) -> None:
        super().__init__(name="teller", daemon=True)
        self._tell_webhooks, self._metrics = tell_webhooks, metrics
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="telling")
        self._free = at_once
        self._count = threading.Lock()
        self._news, self._stopping = threading.Event(), threading.Event()

    def run(self) -> None:
        """Claim, hand out, wait, and again."""
        pause = _POLL
        while not self._stopping.is_set():
            self._news.clear()
            try:
                claimed = self._hand_out()
                pause = _POLL
                if not claimed:
                    self._news.wait(_POLL)
            except Unavailable as error:
                _LOG.warning("teller_waited", extra={"seconds": pause, "code": error.code, "detail": error.detail})
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            except (ShrutikError, *FAULTS):
                _LOG.exception("telling_failed")
                self._stopping.wait(_POLL)
        # What is on its way writes what came of it, while there is something to write to.
        self._pool.shutdown(wait=True, cancel_futures=True)

    def ring(self) -> None:
        """Say that something may be due."""
        self._news.set()

    def stop(self) -> None:
        """Ask it to end; what is under way is told by another after its lease, if it does not end before."""
        self._stopping.set()
        self._news.set()

    def _hand_out(self) -> int:
        with self._count:
            room = self._free
        claims = self._tell_webhooks.claim(room) if room else ()
        for claim in claims:
            self._take(-1)
            self._start(claim)
        return len(claims)

    def _start(self, claim: Claim) -> None:
        try:
            self._pool.submit(self._tell, claim).add_done_callback(self._over)
        except RuntimeError:  # it was stopped meanwhile
            self._take(1)

    def _tell(self, claim: Claim) -> None:
        began = time.perf_counter()
        told = self._tell_webhooks.tell(claim)
        self._metrics.count(WEBHOOK_ATTEMPTS, told.value)
        self._metrics.note(WEBHOOK_SECONDS, time.perf_counter() - began)

    def _over(self, future: "Future[None]") -> None:
        self._take(1)
        error = None if future.cancelled() else future.exception()
        if isinstance(error, (ShrutikError, *FAULTS)):
            # It is told again after its lease.
            _LOG.error("telling_failed", exc_info=error)
        self._news.set()

    def _take(self, places: int) -> None:
        with self._count:
            self._free += places
