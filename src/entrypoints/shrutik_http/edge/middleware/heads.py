"""HEAD is GET without the body, at every address."""

from typing import Any

from falcon.asgi import Request, Response


class Heads:
    """Lets a resource answer HEAD as it answers GET; the server leaves the body away."""

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Route it as GET."""
        req.context.head = req.method == "HEAD"
        if req.context.head:
            req.method = "GET"

    async def process_response(self, req: Request, _resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Let the server know again that it is HEAD."""
        if req.context.head:
            req.method = "HEAD"
