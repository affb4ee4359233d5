"""What the caller has already is not sent again."""

import hashlib
from typing import Any

import falcon
from falcon.asgi import Request, Response

from shrutik_http.media import names


class Conditional:
    """Gives JSON that was read an entity tag, and answers 304 if the caller knows it."""

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Tag the body, or leave it away."""
        if req.method != "GET" or not resp.data or falcon.code_to_http_status(resp.status) != falcon.HTTP_200:
            return
        if resp.get_header("Cache-Control") == "no-store":
            return
        if resp.get_header("ETag") is None:
            resp.set_header("ETag", f'W/"{hashlib.sha256(resp.data).hexdigest()[:32]}"')
            resp.set_header("Cache-Control", "private, no-cache")
        if names(req.get_header("If-None-Match"), str(resp.get_header("ETag"))):
            resp.status = falcon.HTTP_304
            resp.data = None
            resp.delete_header("Content-Type")
