"""The published JSON Schema of ``stats.json``, made from the classes that it is written from."""

import inspect
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs
import regex

from shrutik_core.releases.stats.release_stats import FORMAT, ReleaseStats

Hint = Any
"""A type, as a field is annotated with it."""
NAME = "stats.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FIELD = regex.compile(r"^    (\w+): (.+(?:\n        .+)*)", regex.MULTILINE)
_SIMPLE = {int: "integer", float: "number", str: "string", bool: "boolean"}


def stats_schema() -> str:
    """The schema as JSON, with a line end."""
    found: dict[str, Any] = {}
    _object(ReleaseStats, found)
    whole = found.pop(ReleaseStats.__name__)
    whole["properties"]["format"] = {"const": FORMAT}
    schema = {"$schema": DRAFT, "title": "Statistics of a Shrutik release", **whole, "$defs": found}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _object(kind: type[attrs.AttrsInstance], found: dict[str, Any]) -> dict[str, Any]:
    """A class of values by reference; what it is like goes among those that are found."""
    if kind.__name__ not in found:
        found[kind.__name__] = {}
        hints = typing.get_type_hints(kind)
        found[kind.__name__].update(
            type="object",
            description=(inspect.getdoc(kind) or "").partition("\n")[0],
            properties={name: _schema(hint, found) | _told(kind, name) for name, hint in hints.items()},
            required=list(hints),
            additionalProperties=False,
        )
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _schema(kind: Hint, found: dict[str, Any]) -> dict[str, Any]:
    origin: Hint = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if attrs.has(kind):
        return _object(kind, found)
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], found)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], found)}
    if origin is types.UnionType:
        return {"type": [_SIMPLE[arguments[0]], "null"]}
    return {"type": _SIMPLE[kind]}


def _told(kind: type, field: str) -> dict[str, str]:
    """What the docstring of the class, or of the one that it is made from, says of a field."""
    for one in kind.__mro__:
        for name, said in _FIELD.findall(inspect.getdoc(one) or ""):
            if name == field:
                return {"description": " ".join(said.split())}
    return {}
