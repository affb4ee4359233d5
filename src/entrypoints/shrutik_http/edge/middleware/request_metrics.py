"""Every request is counted, by what was asked and how it went; routes, not paths, for callers invent those."""

import time
from typing import Any

import falcon
from falcon.asgi import Request, Response

from shrutik_core.metrics.catalogue import HTTP_BYTES, HTTP_REQUESTS, HTTP_SECONDS
from shrutik_core.metrics.metric import OTHER
from shrutik_core.ports.metrics import Metrics

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RequestMetrics:
    """Counts requests, how long they took, and what they brought.

    Args:
        metrics: of this process.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Look at the clock."""
        req.context.measured_from = time.perf_counter()

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Count it."""
        route = req.uri_template or OTHER
        method = req.method if req.method in _METHODS else OTHER
        self._metrics.count(HTTP_REQUESTS, method, route, str(falcon.http_status_to_code(resp.status)))
        self._metrics.note(HTTP_SECONDS, time.perf_counter() - req.context.measured_from, method, route)
        if req.content_length:
            self._metrics.count(HTTP_BYTES, route, by=req.content_length)
