"""The application for gunicorn, with the worker that stands in `gunicorn_worker`."""

import atexit
import logging
from contextlib import ExitStack
from typing import Any

from falcon.asgi import App

from shrutik_bootstrap.api_installation import attach_api
from shrutik_bootstrap.logs import logs_of
from shrutik_bootstrap.settings import read_settings
from shrutik_http.app import create_app
from shrutik_http.draining import draining_of_this_process
from shrutik_http.options import options_of

_LOG = logging.getLogger(__name__)


def application() -> App[Any, Any]:
    """The application over the installation that the settings name; its connections close with the process.

    The installation has an owner elsewhere (``shrutik serve``, or a worker), who does its background work.

    Raises:
        Invalid: if the settings or the data folder cannot be used.
        Unavailable: ``database_not_running``.
    """
    settings, stack = read_settings(), ExitStack()
    stack.enter_context(logs_of(settings, "api"))
    _LOG.info("process_began", extra={"release": settings.release_id})
    installation = stack.enter_context(attach_api(settings))
    atexit.register(stack.close)
    return create_app(installation.platform, options_of(settings), draining_of_this_process())
