"""HEAD is GET without the body, at every address."""

from typing import Any

import falcon


class Heads:
    """Lets a resource answer HEAD as it answers GET; the server leaves the body away."""

    def process_request(self, req: falcon.Request, _resp: falcon.Response) -> None:
        """Route it as GET."""
        req.context.head = req.method == "HEAD"
        if req.context.head:
            req.method = "GET"

    def process_response(self, req: falcon.Request, _resp: falcon.Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Let the server know again that it is HEAD."""
        if req.context.head:
            req.method = "HEAD"
