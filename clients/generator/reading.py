"""What the API's document says of its operations, as clients need it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

JSON = "application/json"
FORM = "multipart/form-data"
# Of pages for people, of programs that watch, and of parts, which clients do themselves.
_PASSED_OVER = re.compile(r"/docs|/ca(\.crt)?$|/metrics|/uploads|/auth/openid/")

Schema = Mapping[str, Any]


@attrs.frozen
class AskedOperation:
    """One operation.

    Attributes:
        id: its name.
        method: such as ``GET``.
        path: with parameters in braces.
        summary: what it does.
        query: its parameters in the address.
        once: whether it takes an idempotency key.
        body: the schema of the JSON that it takes.
        form: whether it takes a form.
        raw: whether it takes bytes of some type.
        answer: the schema of the JSON that comes; None if bytes come, or nothing.
        empty: whether nothing comes.
        codes: of the problems that it may answer with.
    """

    id: str
    method: str
    path: str
    summary: str
    query: tuple[Schema, ...]
    once: bool
    body: Schema | None
    form: bool
    raw: bool
    answer: Schema | None
    empty: bool
    codes: tuple[str, ...]

    @property
    def named(self) -> list[str]:
        """Parameters of its path, in order."""
        return re.findall(r"{(\w+)}", self.path)


def operations_of(document: Mapping[str, Any]) -> list[AskedOperation]:
    """All that programs ask, by name."""
    found = [
        _operation(path, method, said)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        if not _PASSED_OVER.search(path)
    ]
    return sorted(found, key=lambda one: one.id)


def schemas_of(document: Mapping[str, Any]) -> list[tuple[str, Schema]]:
    """All messages by name, those first that are but one of some words."""
    return sorted(document["components"]["schemas"].items(), key=lambda one: ("enum" not in one[1], one[0]))


def _operation(path: str, method: str, said: Mapping[str, Any]) -> AskedOperation:
    taken = said.get("requestBody", {}).get("content", {})
    given = next((one for status, one in said["responses"].items() if status.startswith("2")), {}).get("content", {})
    parameters = said.get("parameters", ())
    return AskedOperation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        query=tuple(one for one in parameters if one["in"] == "query"),
        once=any(one["name"] == "Idempotency-Key" for one in parameters),
        body=taken.get(JSON, {}).get("schema"),
        form=FORM in taken,
        raw=bool(taken.keys() - {JSON, FORM}),
        answer=given.get(JSON, {}).get("schema"),
        empty=not given,
        codes=tuple(sorted(set(_codes(said["responses"])))),
    )


def _codes(responses: Mapping[str, Any]) -> Iterator[str]:
    for status, response in responses.items():
        if status.startswith("4"):
            yield from re.findall(r"`(\w+)`", response["description"])
