"""The answers of an operation: the good one, and every problem by its status."""

from collections.abc import Mapping
from typing import Any, Literal

from shrutik_core.shared.errors import DECLARED
from shrutik_http.call import Access
from shrutik_http.operation import Operation
from shrutik_http.problems import MEDIA_TYPE, phrase_of, status_of

Mode = Literal["validation", "serialization"]
Schemas = Mapping[tuple[Any, Mode], Mapping[str, Any]]
_BINARY = {"type": "string", "format": "binary"}
_TEXT = {"schema": {"type": "string"}}
_USED_UP = 429
_RETRY_AFTER = {"retry_after": {"type": "integer", "description": "Seconds until the call may go through."}}
_LATER = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds until the call may go through."}}


def answers(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    """All answers, by status."""
    good: dict[str, Any] = {"description": operation.summary, "content": _content(operation, schemas)}
    headers = _headers(operation)
    if headers:
        good["headers"] = headers
    found = {str(operation.status): good, **_problems(operation)}
    if operation.ranged:
        partial = {**good, "description": "The range that was asked for"}
        found["206"] = {**partial, "headers": {**headers, "Content-Range": _TEXT}}
    if operation.ranged and operation.access is Access.LINK:
        headers = {"Location": {**_TEXT, "description": "Valid for some minutes."}}
        found["307"] = {
            "description": "The file store itself sends it to whoever has a signed link",
            "headers": headers,
        }
    if operation.method == "GET":
        found["304"] = {"description": "The caller has it already"}
    return dict(sorted(found.items()))


def _content(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    # A file that is JSON is read as JSON, whatever it says.
    binary = [name for name in operation.content if operation.ranged and not name.endswith("json")]
    found: dict[str, Any] = {name: {"schema": _BINARY if name in binary else {}} for name in operation.content}
    if operation.answer:
        found["application/json"] = {"schema": schemas[operation.answer, "serialization"]}
    return found


def _headers(operation: Operation) -> dict[str, Any]:
    headers: dict[str, Any] = {
        one.name: {"schema": one.schema, "description": one.description} for one in operation.tells
    }
    if operation.location:
        headers["Location"] = {**_TEXT, "description": "Where to find what was made."}
    if operation.method == "GET":
        headers["ETag"] = _TEXT
    if operation.ranged:
        headers["Accept-Ranges"] = _TEXT
    return headers


def _problems(operation: Operation) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in operation.codes:
        by_status.setdefault(status_of(code), []).append(code)
    return {str(status): _problem(status, codes) for status, codes in by_status.items()}


def _figures(status: int, codes: list[str]) -> dict[str, Any]:
    """The figures that a problem may carry beside its sentence, as members of their own."""
    told: dict[str, list[str]] = {}
    for code in codes:
        for name, what in DECLARED[code].figures.items():
            told.setdefault(name, []).append(f"`{code}`: {what}")
    found = {name: {"type": "number", "description": " ".join(said)} for name, said in told.items()}
    return {**found, **(_RETRY_AFTER if status == _USED_UP else {})}


def _problem(status: int, codes: list[str]) -> dict[str, Any]:
    members = {"code": {"enum": codes}, **_figures(status, codes)}
    schema = {"allOf": [{"$ref": "#/components/schemas/Problem"}], "properties": members}
    told = ", ".join(f"`{code}`" for code in codes)
    described = {"description": f"{phrase_of(status)}: {told}", "content": {MEDIA_TYPE: {"schema": schema}}}
    return {**described, "headers": _LATER} if status in {429, 503} else described
