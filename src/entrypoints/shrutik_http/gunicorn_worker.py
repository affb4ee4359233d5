"""The worker for gunicorn: the same server with the same limits as ``shrutik serve`` has."""

import os

from gunicorn.workers.base import Worker as GunicornWorker

from shrutik_bootstrap.rate_limiting import machine_rate_limiter
from shrutik_bootstrap.settings import read_settings
from shrutik_http.front.shares import Shares
from shrutik_http.options import limits_of
from shrutik_http.server import make_server


class Worker(GunicornWorker):  # type: ignore[misc]  # it is not typed
    """One process; it ends if its master was killed, so that a new one finds the port free."""

    # Made where this class is loaded, in the master, of which all processes are forked.
    _shares, _rate_limiter = Shares(), machine_rate_limiter()

    def run(self) -> None:
        """Answer until the master says that it is enough, or is gone."""
        limits, sockets = limits_of(read_settings()), [one.sock for one in self.sockets]
        share = self._shares.of(self.age)
        make_server(self.wsgi, *sockets, limits=limits, goes_on=self._goes_on, share=share).serve()

    def _goes_on(self) -> bool:
        self.notify()
        return bool(self.alive) and os.getppid() == self.ppid
