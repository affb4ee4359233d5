"""gunicorn before Shrutik's application: ``gunicorn -c gunicorn.conf.py 'shrutik_http.asgi:application()'``.

The same servers as `shrutik serve` starts, for places in which gunicorn's master is what others know how to watch.
"""

import os
from contextlib import ExitStack

from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import read_settings

_settings = read_settings()
_stack = ExitStack()

bind = f"{_settings.host}:{_settings.port}"
worker_class = "shrutik_http.gunicorn_worker.Worker"
workers = _settings.api_processes or os.cpu_count() or 1
# A worker that gives no sign of life for so long is killed; its loop gives one ten times a second.
timeout = 30
# Requests under way, and a drain, get this long.
graceful_timeout = int(_settings.drain_seconds) + 20
# Against whatever grows slowly: each is replaced now and then, not all of them at once.
max_requests = 200_000
max_requests_jitter = 50_000
preload_app = False
accesslog = None
# What gunicorn itself tells goes where our logs go (SHRUTIK_LOG_TO).
logconfig_dict = {
    "root": {"level": "INFO", "handlers": []},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True, "qualname": "gunicorn.error"}},
}
proc_name = "shrutik"


def on_starting(server: object) -> None:
    """Begin the master's logs; each worker begins its own."""
    del server
    _stack.enter_context(logs_of(_settings, "serve"))
