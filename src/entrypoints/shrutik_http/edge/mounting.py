"""How operations are mounted: a route for each path, a responder for each method that reads, asks and writes."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import attrs
import falcon.asgi

from shrutik_core.people.caller import Caller
from shrutik_http.edge.body import HeldBodies, Hold, read_whole
from shrutik_http.edge.identifying import Identification
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.reading import LARGEST_JSON, Asked, check_media_type
from shrutik_http.edge.sending import Sending, rendered
from shrutik_http.edge.taking_in import take_in
from shrutik_http.operation import Noun, Operation, Resource
from shrutik_http.wiring import Wiring

# A larger body is read only of callers who are known.
_SMALL_BODY = 16 * 1024


class Route:
    """All operations of one path, as the web framework calls them."""

    def add(self, operation: Operation, respond: Callable[..., Awaitable[None]]) -> None:
        """Let the responder answer the operation."""
        setattr(self, f"on_{operation.method.lower()}", respond)


@attrs.frozen
class Responder:
    """Answers one operation: bodies are read by the loop, everything else is done in one go in a thread."""

    operation: Operation
    resource: Resource
    identification: Identification
    pools: Pools
    bodies: HeldBodies

    async def __call__(self, req: falcon.asgi.Request, resp: falcon.asgi.Response, **path: str) -> None:
        """Read, ask, write."""
        operation = self.operation
        known: Caller | None = None
        if operation.intake is not None or not self._has_small_body(req):
            known = await self.pools.run(operation.room, lambda: self.identification.caller(operation, req))
        if operation.intake is not None:
            sending = await take_in(Asked(operation, req, path), known, self.resource, self.pools)
        else:
            with Hold(self.bodies) as hold:
                asked = Asked(operation, req, path, await self._content(req, hold))
                sending = await self.pools.run(operation.room, lambda: self._answer(asked, known))
        await sending.write(resp, self.pools)

    def _has_small_body(self, req: falcon.asgi.Request) -> bool:
        takes = self.operation.body is not None or self.operation.largest > 0
        return not takes or (req.content_length is not None and req.content_length <= _SMALL_BODY)

    async def _content(self, req: falcon.asgi.Request, hold: Hold) -> bytes:
        check_media_type(self.operation, req)
        largest = LARGEST_JSON if self.operation.body is not None else self.operation.largest
        return await read_whole(req, largest, hold) if largest else b""

    def _answer(self, asked: Asked, known: Caller | None) -> Sending:
        caller = known or self.identification.caller(asked.operation, asked.request)
        if self.operation.handler is None:
            raise LookupError(f"Nothing answers {self.operation.method} {self.operation.path}.")
        reply = self.operation.handler(self.resource, asked.call(caller))
        return rendered(self.operation, reply, asked.request)


def mount(
    app: falcon.asgi.App[Any, Any], nouns: Iterable[Noun], wiring: Wiring, identification: Identification, pools: Pools
) -> None:
    """Let the application answer every operation of the nouns."""
    routes: dict[str, Route] = {}
    bodies = HeldBodies()
    for noun in nouns:
        resource = noun.resource.of(wiring)
        for operation in noun.operations:
            responder = Responder(operation, resource, identification, pools, bodies)
            routes.setdefault(operation.path, Route()).add(operation, _bound(responder))
    for path, route in routes.items():
        app.add_route(path, route)


def _bound(responder: Responder) -> Callable[..., Awaitable[None]]:
    """As a function: the framework looks whether a responder is one that it may await."""

    async def respond(req: falcon.asgi.Request, resp: falcon.asgi.Response, **path: str) -> None:
        await responder(req, resp, **path)

    return respond
