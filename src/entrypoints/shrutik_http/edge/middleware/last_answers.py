"""The last answers of a process that is about to end: each ends its connection."""

import attrs
from falcon.asgi import Request, Response

from shrutik_http.draining import Draining


@attrs.frozen
class LastAnswers:
    """Ends connections once this process drains."""

    draining: Draining

    async def process_response(self, _req: Request, resp: Response, _resource: object, _succeeded: bool) -> None:  # noqa: FBT001 - falcon's protocol
        """Say that the connection ends, which ends it."""
        if self.draining.begun:
            resp.set_header("Connection", "close")
