"""JSON Schemas of what is written from classes of values: made from their fields' types and their docstrings."""

import inspect
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs
import msgspec
import regex

Hint = Any
"""A type, as a field is annotated with it."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FIELD = regex.compile(r"^    (\w+): (.+(?:\n        .+)*)", regex.MULTILINE)
_SIMPLE = {int: "integer", float: "number", str: "string", bool: "boolean", types.NoneType: "null"}


def class_schema(kind: type[object], title: str, **fixed: Mapping[str, object]) -> str:
    """The schema of a class as JSON, with a line end: every field must be there, and no other may.

    Args:
        kind: of the values, with an *Attributes* section in its docstring.
        title: of the schema.
        fixed: schemas that stand in the place of what a field's type says.
    """
    found: dict[str, Any] = {}
    _object(kind, found)
    whole = found.pop(kind.__name__)
    whole["properties"] |= fixed
    schema = {"$schema": DRAFT, "title": title, **whole, "$defs": found}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _object(kind: type[object], found: dict[str, Any]) -> dict[str, Any]:
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
    if attrs.has(kind) or (origin is None and issubclass(kind, msgspec.Struct)):
        return _object(kind, found)
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], found)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], found)}
    if origin is types.UnionType:
        kinds = [_SIMPLE[one] for one in arguments if not (one is int and float in arguments)]
        return {"type": kinds if len(kinds) > 1 else kinds[0]}
    return {"type": _SIMPLE[kind]}


def _told(kind: type, field: str) -> dict[str, str]:
    """What the docstring of the class, or of the one that it is made from, says of a field."""
    for one in kind.__mro__:
        for name, said in _FIELD.findall(inspect.getdoc(one) or ""):
            if name == field:
                return {"description": " ".join(said.split())}
    return {}
