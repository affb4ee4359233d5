"""Every request has an id, of the caller's choosing if it is fit for a log line."""

import secrets
from typing import Any

import regex
from falcon.asgi import Request, Response

HEADER = "X-Request-ID"
_FIT = regex.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}")


class RequestId:
    """Takes or makes the id, and sends it back."""

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Take the caller's id, or make one."""
        given = req.get_header(HEADER) or ""
        req.context.request_id = given if _FIT.fullmatch(given) else secrets.token_hex(16)

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Send it back."""
        resp.set_header(HEADER, req.context.request_id)
