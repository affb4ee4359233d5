"""How a request becomes a call: its body, its query, its path, its caller and its idempotency key."""

from typing import TypeVar

import attrs
import falcon.asgi
from pydantic import ValidationError

from shrutik_core.people.caller import Caller
from shrutik_core.shared.errors import Unsupported
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_http.call import OPENID_COOKIE, REFRESH_COOKIE, Access, Call
from shrutik_http.edge.body import ReadBody, media_type_of
from shrutik_http.edge.identifying import shown_token
from shrutik_http.json_text import check_json
from shrutik_http.messages import Query, Request
from shrutik_http.operation import Operation
from shrutik_http.refusals import refusal

LARGEST_JSON = 1024 * 1024
_JSON = ("application/json", "+json")
_OF_A_LINK = ("signature", "expires", "subject")

R = TypeVar("R", bound=Request)


@attrs.frozen
class Asked:
    """What is read of a request before anybody looks who sent it."""

    operation: Operation
    request: falcon.asgi.Request
    path: dict[str, str]
    content: bytes = b""
    origin: str = ""
    address: str = ""

    def call(self, caller: Caller | None) -> Call[Request | None, Query]:
        """The call that it makes.

        Raises:
            Invalid: ``json_malformed`` or ``fields_invalid``.
        """
        operation, request = self.operation, self.request
        return Call(
            body=_body(self.content, operation.body) if operation.body else None,
            query=_query(operation, request),
            path=self.path,
            raw=ReadBody(media_type_of(request), self.content, request.content_length),
            caller=caller.contributor if caller else None,
            origin=self.origin,
            scopes=caller.scopes if caller else None,
            agent=request.user_agent or "",
            token=shown_token(request),
            cookies={name: values[0] for name, values in _cookies(request).items()},
            once=operation.once,
            key_text=request.get_header("Idempotency-Key") if operation.once else None,
            address=self.address,
            link_of=_link_of(operation, request) if caller is None else None,
            headers={one.name: said for one in operation.headers if (said := request.get_header(one.name)) is not None},
        )


def _link_of(operation: Operation, request: falcon.asgi.Request) -> ContributorId | None:
    """The account of a signed link, which was looked at before if nobody else called."""
    subject = request.params.get("subject") if operation.access is Access.LINK else None
    return ContributorId(parse_id(subject)) if isinstance(subject, str) else None


def _cookies(request: falcon.asgi.Request) -> dict[str, list[str]]:
    return {name: values for name in (REFRESH_COOKIE, OPENID_COOKIE) if (values := request.get_cookie_values(name))}


def check_media_type(operation: Operation, request: falcon.asgi.Request) -> None:
    """Refuse what is said not to be JSON where JSON is taken, before it is read.

    Raises:
        Unsupported: ``content_type_unsupported``.
    """
    media_type = media_type_of(request) or _JSON[0]
    if operation.body and not media_type.endswith(_JSON):
        raise Unsupported("content_type_unsupported", f"Send application/json here, not {media_type[:80]}.")


def _body(content: bytes, model: type[R]) -> R:
    check_json(content)
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise refusal(error, model.model_fields) from error


def _query(operation: Operation, request: falcon.asgi.Request) -> Query:
    given = dict(request.params)
    if operation.access is Access.LINK:
        given = {name: value for name, value in given.items() if name not in _OF_A_LINK}
    if operation.any_query:
        given = {name: value for name, value in given.items() if name in operation.query.model_fields}
    try:
        return operation.query.model_validate(given)
    except ValidationError as error:
        raise refusal(error, operation.query.model_fields) from error
