"""What tus 1.0 wants of every answer about uploads, and of OPTIONS."""

from collections.abc import Mapping
from typing import Any

import attrs
from falcon.asgi import Request, Response

_OVERRIDE = "X-HTTP-Method-Override"
_OVERRIDDEN = frozenset({"PATCH", "DELETE"})


@attrs.frozen
class Resumable:
    """Says which tus is spoken at the addresses of uploads, and lets POST stand for a method that a network forbids.

    Attributes:
        path: of all uploads.
        version: of tus.
        told: what OPTIONS tells beside the version, by header.
    """

    path: str
    version: str
    told: Mapping[str, str]

    async def process_request(self, req: Request, _resp: Response) -> None:
        """Take the method that is meant."""
        meant = (req.get_header(_OVERRIDE) or "").upper()
        if req.method == "POST" and meant in _OVERRIDDEN and self._is_one(req):
            req.method = meant

    async def process_response(self, req: Request, resp: Response, _resource: Any, _succeeded: bool) -> None:  # noqa: ANN401, FBT001 - falcon's signature
        """Say what is spoken."""
        if req.path != self.path and not self._is_one(req):
            return
        resp.set_header("Tus-Resumable", self.version)
        if req.method == "OPTIONS" or str(resp.status).startswith("412"):
            resp.set_header("Tus-Version", self.version)
        if req.method == "OPTIONS":
            resp.set_headers(dict(self.told))

    def _is_one(self, req: Request) -> bool:
        return req.path.startswith(f"{self.path}/")
