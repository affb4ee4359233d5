"""The OpenAPI 3.1 document, made from the operations and their messages."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shrutik_core.shared.language_tags import LONGEST_TAG, TAG_RULE
from shrutik_http.call import Access
from shrutik_http.catalogue import NOUNS, OPERATIONS
from shrutik_http.messages import Problem
from shrutik_http.openapi.beyond import BEYOND, beyond_schema
from shrutik_http.openapi.responses import Schemas, answers
from shrutik_http.operation import Operation

_DESCRIPTION = (
    "Collect voices, cut them at pauses, agree on their words, release datasets.\n\n"
    "Times are UTC (RFC 3339), durations are seconds, ids are UUIDs. Errors are `application/problem+json` with a "
    "stable `code`, and carry the limit that was violated, if there is one, as a member named after its unit: "
    "`most`, `most_bytes`, `least_seconds`. Lists come in pages: pass `next_cursor` on as `cursor`. A call with an "
    "`Idempotency-Key` has its effect once, however often it is sent within 24 hours. Answers to GET have an `ETag`; "
    "send it back as `If-None-Match`. HEAD works wherever GET does. A parameter or a member that is not "
    "known is refused, by name. "
    "`x-beyond-schema` of an operation lists the codes with which a request that fits its schemas may be refused: a "
    "problem's `code`, or that and the `code` of all its `errors`, separated by a dot."
)
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The call has its effect once, however often it is sent with this key in 24 hours.",
}
# What `Sanity` lets pass of an address.
_ANY_NAME = {"type": "string", "pattern": r"^[^\u0000\ufffd]+$"}
_DEEP = "Its slashes may be sent as they are, or as `%2F`."
_UUID = {"type": "string", "format": "uuid"}
_IN_PATH = {"language": {"type": "string", "pattern": f"^(?:{TAG_RULE})$", "maxLength": LONGEST_TAG}}
_RANGE = (
    {"name": "Range", "in": "header", "schema": {"type": "string"}, "example": "bytes=0-1023"},
    {"name": "If-Range", "in": "header", "schema": {"type": "string"}},
)


def openapi_document(version: str) -> dict[str, Any]:
    """The whole document, as JSON would hold it.

    Args:
        version: of the installed distribution.
    """
    schemas, definitions = models_json_schema(list(_models()), ref_template="#/components/schemas/{model}")
    paths: dict[str, dict[str, Any]] = {}
    for noun in NOUNS:
        for operation in noun.operations:
            paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(noun.name, operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shrutik",
            "version": version,
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": noun.name, "description": noun.description} for noun in NOUNS],
        "paths": paths,
        "components": {"schemas": definitions["$defs"], "securitySchemes": _security_schemes()},
    }


def _models() -> Iterator[tuple[type[BaseModel], Literal["validation", "serialization"]]]:
    yield Problem, "serialization"
    for operation in OPERATIONS:
        if operation.answer:
            yield operation.answer, "serialization"
        if operation.body:
            yield operation.body, "validation"
        if operation.query.model_fields:
            yield operation.query, "validation"


def _operation(tag: str, operation: Operation, schemas: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [tag],
        "summary": operation.summary,
        "parameters": [*_in_path(operation), *_in_query(operation), *_in_headers(operation)],
        "responses": answers(operation, schemas),
        "security": _security(operation),
    }
    beyond = beyond_schema(operation)
    if beyond:
        described[BEYOND] = beyond
    body = _body(operation, schemas)
    if body:
        described["requestBody"] = {"required": True, "content": body}
    return described


def _body(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    if operation.body:
        return {"application/json": {"schema": schemas[operation.body, "validation"]}}
    return {media_type: {"schema": schema} for media_type, schema in operation.form.items()}


def _in_path(operation: Operation) -> Iterator[dict[str, Any]]:
    for name in operation.parameters:
        schema = _UUID if name.endswith("_id") else _IN_PATH.get(name, _ANY_NAME)
        described = {"name": name, "in": "path", "required": True, "schema": schema}
        last = operation.deep and name == operation.parameters[-1]
        yield {**described, "description": _DEEP} if last else described


def _in_query(operation: Operation) -> Iterator[dict[str, Any]]:
    if not operation.query.model_fields:
        return
    whole = operation.query.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, told in whole["properties"].items():
        schema = _never_null(told)
        described = {"name": name, "in": "query", "required": name in whole.get("required", ()), "schema": schema}
        if "description" in schema:
            described["description"] = schema["description"]
        yield described


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter, which is there or is not: an address has no null."""
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    rest = {name: said for name, said in schema.items() if name != "anyOf" and (name, said) != ("default", None)}
    return {**kinds[0], **rest} if len(kinds) == 1 else {**rest, **({"anyOf": kinds} if kinds else {})}


def _in_headers(operation: Operation) -> Iterator[dict[str, Any]]:
    for one in operation.headers:
        described = {"name": one.name, "in": "header", "required": one.required, "schema": one.schema}
        yield {**described, "description": one.description}
    if operation.once:
        yield _KEY
    if operation.ranged:
        yield from _RANGE


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.access is Access.OPEN:
        return []
    bearer: list[dict[str, list[str]]] = [{"bearer": []}]
    return [*bearer, {"signature": [], "expires": [], "subject": []}] if operation.access is Access.LINK else bearer


_BEARER = (
    "`access_token` of POST /api/v1/auth/login, or the `key` of POST /api/v1/api-keys. An API key does what its scopes "
    "and its owner's role both allow, but under /me, /auth and /api-keys it can only read /me."
)


def _security_schemes() -> dict[str, Any]:
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": _BEARER},
        "signature": {"type": "apiKey", "in": "query", "name": "signature", "description": "Of a signed link."},
        "expires": {"type": "apiKey", "in": "query", "name": "expires", "description": "Of a signed link."},
        "subject": {"type": "apiKey", "in": "query", "name": "subject", "description": "Of a signed link."},
    }
