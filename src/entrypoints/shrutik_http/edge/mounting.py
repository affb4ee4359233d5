"""How operations are mounted: a route for each path, a responder for each method that reads, asks and writes."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import attrs
import falcon.asgi

from shrutik_core.people.caller import Caller
from shrutik_core.shared.errors import Refused
from shrutik_http.call import Call
from shrutik_http.edge.body import HeldBodies, Hold, read_whole
from shrutik_http.edge.identifying import Identification
from shrutik_http.edge.origin import Origins
from shrutik_http.edge.other_senders import NOBODY, OtherSenders
from shrutik_http.edge.pools import Pools
from shrutik_http.edge.reading import LARGEST_JSON, Asked, check_media_type
from shrutik_http.edge.repeating import Repeating
from shrutik_http.edge.sending import Sending, rendered
from shrutik_http.edge.taking_in import take_in
from shrutik_http.edge.tally import CallTally, Counting
from shrutik_http.messages import Query, Request
from shrutik_http.operation import Noun, Operation, Resource, Room
from shrutik_http.replies import Reply
from shrutik_http.wiring import Wiring

# A larger body is read only of callers who are known.
_SMALL_BODY = 16 * 1024


@attrs.frozen
class Admission:
    """What a request passes before it is answered.

    Attributes:
        identification: tells who calls.
        origins: tells from where.
        counting: of calls, against rates.
        repeating: of calls that were interrupted.
    """

    identification: Identification
    origins: Origins
    counting: Counting
    repeating: Repeating


class Route:
    """All operations of one path, as the web framework calls them."""

    def add(self, operation: Operation, respond: Callable[..., Awaitable[None]]) -> None:
        """Let the responder answer the operation."""
        setattr(self, f"on_{operation.method.lower()}", respond)


@attrs.frozen
class Seen:
    """Who calls, once it was looked at and counted.

    Attributes:
        caller: the account, and what it showed; None if the operation does without.
    """

    caller: Caller | None


@attrs.frozen
class Responder:
    """Answers one operation: bodies are read by the loop, everything else is done in one go in a thread."""

    operation: Operation
    resource: Resource
    admission: Admission
    pools: Pools
    bodies: HeldBodies
    others: OtherSenders = NOBODY

    async def __call__(self, req: falcon.asgi.Request, resp: falcon.asgi.Response, **path: str) -> None:
        """Count, read, ask, write."""
        req.context.operation = self.operation.id
        origins = self.admission.origins
        origin = origins.of(req)
        tally = self.admission.counting.tally(self.operation.limit, origin)
        try:
            if tally.is_strict:
                # Another machine may be asked to count.
                await self.pools.run(Room.THREADS, tally.arrived)
            asked = Asked(self.operation, req, path, origin=origin, address=origins.site(req))
            sending = await self._sending(asked, tally)
        finally:
            tally.write(resp)
        await sending.write(resp, self.pools)

    async def _sending(self, asked: Asked, tally: CallTally) -> Sending:
        operation, seen = self.operation, None
        # What only reads and counts does not wait behind passwords.
        room = Room.THREADS if operation.room is Room.HASHING else operation.room
        if operation.intake is not None or not self._has_small_body(asked.request):
            seen = await self.pools.run(room, lambda: self._look(asked, tally))
            if operation.intake is not None:
                return await take_in(asked, seen.caller, self.resource, self.pools)
        with Hold(self.bodies) as hold:
            whole = attrs.evolve(asked, content=await self._content(asked.request, hold))
            if room is operation.room:
                return await self.pools.run(room, lambda: self._answer(whole, self._call(whole, seen, tally), tally))
            call = await self.pools.run(room, lambda: self._call(whole, seen, tally))
            return await self.pools.run(operation.room, lambda: self._answer(whole, call, tally))

    def _has_small_body(self, req: falcon.asgi.Request) -> bool:
        takes = self.operation.body is not None or self.operation.largest > 0
        return not takes or (req.content_length is not None and req.content_length <= _SMALL_BODY)

    async def _content(self, req: falcon.asgi.Request, hold: Hold) -> bytes:
        check_media_type(self.operation, req)
        largest = LARGEST_JSON if self.operation.body is not None else self.operation.largest
        return await read_whole(req, largest, hold) if largest else b""

    def _look(self, asked: Asked, tally: CallTally) -> Seen:
        try:
            identify = self.admission.identification.caller
            caller = self.admission.repeating.run(lambda: identify(asked.operation, asked.request))
        except Refused:
            tally.came_from_a_stranger()
            raise
        tally.came_from(caller.contributor if caller else None)
        return Seen(caller)

    def _call(self, asked: Asked, seen: Seen | None, tally: CallTally) -> Call[Request | None, Query]:
        call = asked.call((seen or self._look(asked, tally)).caller)
        tally.names(call.body)
        return call

    def _answer(self, asked: Asked, call: Call[Request | None, Query], tally: CallTally) -> Sending:
        reply = self._reply(call)
        tally.succeeded()
        return rendered(self.operation, reply, asked.request, self.others)

    def _reply(self, call: Call[Request | None, Query]) -> Reply:
        operation, handler = self.operation, self.operation.handler
        if handler is None:
            raise LookupError(f"Nothing answers {operation.method} {operation.path}.")
        if not operation.again:
            return handler(self.resource, call)
        return self.admission.repeating.run(lambda: handler(self.resource, call), once=call.key_text is not None)


def mount(
    app: falcon.asgi.App[Any, Any],
    nouns: Iterable[Noun],
    wiring: Wiring,
    admission: Admission,
    pools: Pools,
    others: OtherSenders = NOBODY,
) -> None:
    """Let the application answer every operation of the nouns; ``others`` as of `rendered`."""
    routes: dict[str, Route] = {}
    bodies = HeldBodies()
    for noun in nouns:
        resource = noun.resource.of(wiring)
        for operation in noun.operations:
            responder = Responder(operation, resource, admission, pools, bodies, others)
            routes.setdefault(operation.route, Route()).add(operation, _bound(responder))
    for path, route in routes.items():
        app.add_route(path, route)


def _bound(responder: Responder) -> Callable[..., Awaitable[None]]:
    """As a function: the framework looks whether a responder is one that it may await."""

    async def respond(req: falcon.asgi.Request, resp: falcon.asgi.Response, **path: str) -> None:
        await responder(req, resp, **path)

    return respond
