"""How a request becomes a call: its body, its query, its path, its caller and its idempotency key."""

from typing import TypeVar

import falcon
from pydantic import ValidationError

from shrutik_core.shared.errors import Unsupported
from shrutik_http.call import Access, Call
from shrutik_http.edge.body import FalconBody
from shrutik_http.messages import Query, Request
from shrutik_http.operation import Operation
from shrutik_http.refusals import refusal

LARGEST_JSON = 1024 * 1024
_JSON = ("application/json", "+json")
_OF_A_LINK = ("signature", "expires")

R = TypeVar("R", bound=Request)
Q = TypeVar("Q", bound=Query)


def read_call(operation: Operation, req: falcon.Request, path: dict[str, str]) -> Call[Request | None, Query]:
    """The call that a request makes.

    Raises:
        Invalid: ``content_type_unsupported``, ``too_large``, ``json_malformed`` or ``fields_invalid``.
    """
    raw = FalconBody(req)
    return Call(
        body=_body(raw, operation.body) if operation.body else None,
        query=_query(operation, req),
        path=path,
        raw=raw,
        caller=req.context.caller,
        once=operation.once,
        key_text=req.get_header("Idempotency-Key") if operation.once else None,
    )


def _body(raw: FalconBody, model: type[R]) -> R:
    media_type = raw.media_type or _JSON[0]
    if not media_type.endswith(_JSON):
        raise Unsupported("content_type_unsupported", f"Send application/json here, not {media_type[:80]}.")
    try:
        return model.model_validate_json(raw.read(LARGEST_JSON))
    except ValidationError as error:
        raise refusal(error, model.model_fields) from error


def _query(operation: Operation, req: falcon.Request) -> Query:
    given = dict(req.params)
    if operation.access is Access.LINK:
        given = {name: value for name, value in given.items() if name not in _OF_A_LINK}
    if operation.any_query:
        given = {name: value for name, value in given.items() if name in operation.query.model_fields}
    try:
        return operation.query.model_validate(given)
    except ValidationError as error:
        raise refusal(error, operation.query.model_fields) from error
