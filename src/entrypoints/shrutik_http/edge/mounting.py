"""How operations are mounted: a route for each path, a responder for each method that reads, asks and writes."""

from collections.abc import Callable, Iterable
from typing import Any

import falcon

from shrutik_http.call import Call
from shrutik_http.edge.body import FalconBody
from shrutik_http.edge.reading import read_call
from shrutik_http.edge.sending import send
from shrutik_http.edge.taking_in import take_in
from shrutik_http.operation import Noun, Operation, Reply, Resource
from shrutik_http.wiring import Wiring


class Route:
    """All operations of one path, as the web framework calls them."""

    def __init__(self) -> None:
        self._operations: dict[str, Operation] = {}

    def add(self, operation: Operation, resource: Resource) -> None:
        """Let the resource answer the operation."""
        self._operations[operation.method] = operation
        setattr(self, f"on_{operation.method.lower()}", _responder(operation, resource))

    def operation(self, method: str) -> Operation | None:
        """What the method does here; None if it does nothing."""
        return self._operations.get(method)


def mount(app: falcon.App[Any, Any], nouns: Iterable[Noun], wiring: Wiring) -> None:
    """Let the application answer every operation of the nouns."""
    routes: dict[str, Route] = {}
    for noun in nouns:
        resource = noun.resource.of(wiring)
        for operation in noun.operations:
            routes.setdefault(operation.path, Route()).add(operation, resource)
    for path, route in routes.items():
        app.add_route(path, route)


def _responder(operation: Operation, resource: Resource) -> Callable[..., None]:
    def respond(req: falcon.Request, resp: falcon.Response, **path: str) -> None:
        send(operation, _reply(operation, resource, read_call(operation, req, path), FalconBody(req)), req, resp)

    return respond


def _reply(operation: Operation, resource: Resource, call: Call[Any, Any], body: FalconBody) -> Reply:
    if operation.intake is not None:
        return take_in(operation.intake(resource, call), body)
    if operation.handler is None:
        raise LookupError(f"Nothing answers {operation.method} {operation.path}.")
    return operation.handler(resource, call)
