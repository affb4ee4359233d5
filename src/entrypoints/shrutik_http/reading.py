"""How a request is read: its body, its query, its ids and its idempotency key."""

import hashlib
import json
from typing import Any, TypeVar
from uuid import UUID

import falcon
from pydantic import BaseModel, ValidationError

from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.ids import parse_id
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_http.schemas.base import PageQuery

LARGEST_JSON = 1024 * 1024
_BLOCK = 64 * 1024
_JSON = ("application/json", "+json")

M = TypeVar("M", bound=BaseModel)


def body_stream(req: falcon.Request) -> Any:  # noqa: ANN401 - whatever the server gives: it has read(size)
    """The body, ending where it ends, also where it came in chunks and no length was told."""
    if req.content_length is None and req.env.get("wsgi.input_terminated"):
        return req.stream
    return req.bounded_stream


def read_body(req: falcon.Request, largest: int) -> bytes:
    """The whole body.

    Raises:
        Invalid: ``too_large``, before more than ``largest`` bytes were read; ``body_incomplete``.
    """
    too_large = Invalid("too_large", f"This body may have {largest // 1024} kB at most.")
    if (req.content_length or 0) > largest:
        raise too_large
    stream, parts, size = body_stream(req), [], 0
    while part := stream.read(_BLOCK):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise too_large
    if req.content_length is not None and size < req.content_length:
        raise Invalid("body_incomplete", "The body ended before it was whole; send it again.")
    return b"".join(parts)


def read_json(req: falcon.Request, model: type[M]) -> M:
    """The JSON body as a message. Members that the message does not know are passed over.

    Raises:
        Invalid: ``content_type_unsupported``, ``too_large``, ``json_malformed`` or ``fields_invalid``.
    """
    media_type = (req.content_type or _JSON[0]).partition(";")[0].strip().lower()
    if not media_type.endswith(_JSON):
        raise Invalid("content_type_unsupported", f"Send application/json here, not {media_type[:80]}.")
    raw = read_body(req, LARGEST_JSON)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise refusal(error) from error


def read_query(req: falcon.Request, model: type[M]) -> M:
    """The query as a message.

    Raises:
        Invalid: ``fields_invalid``.
    """
    try:
        return model.model_validate(req.params)
    except ValidationError as error:
        raise refusal(error) from error


def read_page(query: PageQuery) -> PageRequest:
    """Which page is wanted.

    Raises:
        Invalid: ``page_limit``.
    """
    return PageRequest(query.limit, query.cursor)


def refusal(error: ValidationError) -> Invalid:
    """What pydantic found, in our words: ``json_malformed`` or ``fields_invalid`` with one entry for each field."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return Invalid("json_malformed", f"The body is no JSON: {found[0]['msg']}.")
    fields = [FieldError(".".join(map(str, one["loc"])), one["msg"], one["type"]) for one in found]
    return refused_fields(fields)


def refused_fields(fields: list[FieldError]) -> Invalid:
    """The error that names the fields at fault."""
    told = "; ".join(f"{one.field or 'the body'}: {one.detail}" for one in fields[:3])
    return Invalid("fields_invalid", f"Some fields cannot be taken: {told}.", errors=fields)


def read_id(text: str) -> UUID:
    """An id out of a path.

    Raises:
        Invalid: ``id_malformed``.
    """
    return parse_id(text)


def digest(message: object) -> str:
    """SHA-256 of what is asked, whatever the order and spacing of the JSON that asked it."""
    canonical = json.dumps(message, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_once(req: falcon.Request, operation: str, message: BaseModel | dict[str, object]) -> IdempotencyKey | None:
    """The wish that this call has its effect once; None where no ``Idempotency-Key`` came with it.

    Raises:
        Invalid: ``idempotency_key_invalid``.
    """
    key = req.get_header("Idempotency-Key")
    if key is None:
        return None
    asked = message.model_dump(mode="json") if isinstance(message, BaseModel) else message
    return IdempotencyKey(operation, key, digest(asked))
