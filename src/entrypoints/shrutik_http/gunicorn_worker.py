"""The worker for gunicorn: the same server with the same limits as ``shrutik serve`` has."""

import os
import time

from gunicorn.workers.base import Worker as GunicornWorker

from shrutik_bootstrap.rate_limiting import machine_rate_limiter
from shrutik_bootstrap.settings import read_settings
from shrutik_http.draining import draining_of_this_process
from shrutik_http.front.shares import Shares
from shrutik_http.options import limits_of
from shrutik_http.server import make_server


class Worker(GunicornWorker):  # type: ignore[misc]  # it is not typed
    """One process; it ends if its master was killed, so that a new one finds the port free."""

    # Made where this class is loaded, in the master, of which all processes are forked.
    _shares, _rate_limiter = Shares(), machine_rate_limiter()
    _drain_seconds, _last = 0.0, 0.0

    def run(self) -> None:
        """Answer until the master says that it is enough, or is gone, or until enough requests were answered."""
        settings = read_settings()
        limits, sockets = limits_of(settings), [one.sock for one in self.sockets]
        share, self._drain_seconds = self._shares.of(self.age), settings.drain_seconds
        make_server(
            self.wsgi,
            *sockets,
            limits=limits,
            goes_on=self._goes_on,
            share=share,
            most_requests=self.max_requests,
            release=settings.release_id,
        ).serve()

    def _goes_on(self) -> bool:
        self.notify()
        if os.getppid() != self.ppid:
            return False
        draining = draining_of_this_process()
        if not self.alive and not draining.begun:
            draining.begin()
            self._last = time.monotonic() + self._drain_seconds
        return not draining.begun or time.monotonic() < self._last
