"""Every request is a span, if anybody traces: within that of a proxy that is believed, around all that it does."""

from typing import Any

import falcon
from falcon.asgi import Request, Response

from shrutik_core.metrics.metric import OTHER
from shrutik_core.traces.ids import read_traceparent
from shrutik_core.traces.span import REQUEST
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_http.edge.origin import Origins

HEADER = "traceparent"


class RequestSpan:
    """Begins and ends the span; comes after the one that gives the request its id.

    Args:
        tracer: of this process.
        origins: tell whose word is believed.
    """

    def __init__(self, tracer: Tracer, origins: Origins) -> None:
        self._tracer, self._origins = tracer, origins

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Begin."""
        given = req.get_header(HEADER)
        came = read_traceparent(given) if given and self._origins.is_from_proxy(req) else None
        req.context.span = self._tracer.request(REQUEST, came, request_id=req.context.request_id)
        # The server has made a task, and so a context, for this request alone: both ends are in it.
        req.context.span.__enter__()

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """End, with what was asked and how it went."""
        span = req.context.span
        status = falcon.http_status_to_code(resp.status)
        span.note(method=req.method, route=req.uri_template or OTHER, status=status)
        span.__exit__(None, None, None)
