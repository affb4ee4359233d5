"""One line in the log for every request: paths of routes alone, as a query may hold a signature, and others more."""

import logging
import time
from typing import Any

import falcon
from falcon.asgi import Request, Response

_LOG = logging.getLogger("shrutik_http.access")


class AccessLog:
    """Says what was asked and how it went."""

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Look at the clock."""
        req.context.began = time.monotonic()

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Write the line."""
        _LOG.info(
            "request",
            extra={
                "method": req.method,
                "route": req.uri_template,
                "path": req.path if req.uri_template else None,
                "status": falcon.http_status_to_code(resp.status),
                "ms": round((time.monotonic() - req.context.began) * 1000, 1),
            },
        )
