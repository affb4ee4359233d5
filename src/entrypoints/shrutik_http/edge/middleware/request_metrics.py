"""Every request is counted, by what was asked and how it went; routes, not paths, for callers invent those."""

import time
from typing import Any

import falcon
from falcon.asgi import Request, Response

from shrutik_core.metrics.catalogue import HTTP_BYTES, HTTP_REQUESTS, HTTP_SECONDS, OPERATIONS
from shrutik_core.metrics.metric import OTHER
from shrutik_core.ports.metrics import Metrics

DONE = "done"
"""The outcome of an operation that was not refused."""
_REFUSED = 400
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RequestMetrics:
    """Counts requests and operations, how long they took, and what they brought.

    Args:
        metrics: of this process.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Look at the clock."""
        req.context.measured_from = time.perf_counter()
        req.context.operation, req.context.problem, req.context.received = None, None, 0

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Count it."""
        route = req.uri_template or OTHER
        method = req.method if req.method in _METHODS else OTHER
        status = falcon.http_status_to_code(resp.status)
        self._metrics.count(HTTP_REQUESTS, method, route, str(status))
        self._metrics.note(HTTP_SECONDS, time.perf_counter() - req.context.measured_from, method, route)
        if req.context.operation:
            told = DONE if status < _REFUSED else str(status)
            self._metrics.count(OPERATIONS, req.context.operation, req.context.problem or told)
        if req.context.received:
            self._metrics.count(HTTP_BYTES, route, by=req.context.received)
