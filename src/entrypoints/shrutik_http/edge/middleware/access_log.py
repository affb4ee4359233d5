"""One line in the log for every request; paths alone, for a query may hold a signature."""

import logging
import time
from typing import Any

import falcon

_LOG = logging.getLogger("shrutik_http.access")


class AccessLog:
    """Says what was asked and how it went."""

    def process_request(self, req: falcon.Request, _resp: falcon.Response) -> None:
        """Look at the clock."""
        req.context.began = time.monotonic()

    def process_response(self, req: falcon.Request, resp: falcon.Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Write the line."""
        took = (time.monotonic() - req.context.began) * 1000
        status = falcon.http_status_to_code(resp.status)
        _LOG.info("%s %s %s %.1f ms, request %s", req.method, req.path, status, took, req.context.request_id)
