"""Every request has an id, of the caller's choosing if it is fit; what is done for it is done under that id."""

import secrets
from typing import Any

from falcon.asgi import Request, Response

from shrutik_core.shared.correlation import carry, is_fit

HEADER = "X-Request-ID"


class RequestId:
    """Takes or makes the id, and sends it back."""

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Take the caller's id, or make one."""
        given = req.get_header(HEADER) or ""
        req.context.request_id = given if is_fit(given) else secrets.token_hex(16)
        # The server has made a task, and so a context, for this request alone.
        carry(req.context.request_id)

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Send it back."""
        resp.set_header(HEADER, req.context.request_id)
