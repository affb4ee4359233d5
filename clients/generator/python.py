"""Modules of Python: messages as typed dictionaries, and a method for each operation."""

import json
import keyword
import re
import textwrap
from collections.abc import Iterator

from generator.reading import AskedOperation, Schema

_WIDTH = 120
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def type_of(schema: Schema) -> str:
    """A schema as a type of Python."""
    if "$ref" in schema:
        return f"models.{schema['$ref'].rpartition('/')[2]}"
    for joined in ("anyOf", "oneOf"):
        if joined in schema:
            return " | ".join(dict.fromkeys(map(type_of, schema[joined])))
    if "const" in schema or "enum" in schema:
        return f"Literal[{', '.join(json.dumps(one) for one in schema.get('enum', [schema.get('const')]))}]"
    kind = schema.get("type", "string" if "format" in schema else None)
    if kind == "array":
        return f"list[{type_of(schema.get('items', {}))}]"
    if kind == "object":
        members = schema.get("additionalProperties")
        return f"dict[str, {type_of(members) if isinstance(members, dict) else 'Any'}]"
    return _PLAIN.get(str(kind), "Any")


def models(schemas: list[tuple[str, Schema]]) -> str:
    """The module of messages."""
    lines = [
        '"""Messages of the API, generated from its document: what is sent and comes, as dictionaries with types."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Any, Literal, NotRequired, TypedDict",
    ]
    for name, schema in schemas:
        if "enum" in schema:
            listed = "".join(f"    {json.dumps(one)},\n" for one in schema["enum"])
            lines += ["", f"{name} = Literal[\n{listed}]"]
        else:
            lines += ["", "", *_typed(name, schema)]
    return "\n".join(lines).replace("models.", "") + "\n"


def _typed(name: str, schema: Schema) -> Iterator[str]:
    yield f"class {name}(TypedDict):"
    yield from _docstring(_first_line(schema.get("description", name)), "    ")
    members = schema.get("properties", {})
    if members:
        yield ""
    for member, inner in members.items():
        told = type_of(inner)
        yield f"    {member}: {told if member in schema.get('required', ()) else f'NotRequired[{told}]'}"


def operations(asked: list[AskedOperation]) -> str:
    """The module of operations."""
    lines = [
        '"""Operations of the API, generated from its document: one method each, under its name there."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Any, Literal, cast",
        "",
        "from shrutik_client import models",
        "from shrutik_client.calling import Calling, Form",
        "",
        "",
        "class Operations(Calling):",
        '    """What can be asked."""',
    ]
    for operation in asked:
        lines += ["", *_method(operation)]
    return "\n".join(lines) + "\n"


def _method(operation: AskedOperation) -> Iterator[str]:
    yield f"    def {operation.id}("
    yield "        self,"
    for name in operation.named:
        yield f"        {name}: str,"
    if operation.body:
        yield f"        body: {type_of(operation.body)},"
    if operation.form:
        yield "        form: Form,"
    if operation.raw:
        yield "        content: bytes,"
        yield "        content_type: str,"
    keywords = list(_keywords(operation))
    if keywords:
        yield "        *,"
        yield from (f"        {one}," for one in keywords)
    yield f"    ) -> {_answer(operation)}:"
    codes = ", ".join(operation.codes)
    told = f"{operation.summary}." + (f"\n\nRaises `ApiProblem` with {codes}." if codes else "")
    yield from _docstring(told, "        ")
    yield from _call(operation)


def _answer(operation: AskedOperation) -> str:
    """The type of what comes: of JSON its own, bytes of anything else, None of nothing."""
    if operation.answer is not None:
        return type_of(operation.answer)
    return "None" if operation.empty else "bytes"


def _keywords(operation: AskedOperation) -> Iterator[str]:
    for one in operation.query:
        told = type_of(one["schema"])
        optional = told if "None" in told.split(" | ") else f"{told} | None"
        yield f"{_name(one['name'])}: {told}" if one.get("required") else f"{_name(one['name'])}: {optional} = None"
    if operation.once:
        yield "idempotency_key: str | None = None"


def _call(operation: AskedOperation) -> Iterator[str]:
    path = re.sub(r"{(\w+)}", r"{self.quoted(\1)}", operation.path)
    path_literal = f'f"{path}"' if operation.named else f'"{path}"'
    yield f"        {'' if operation.empty else 'answer = '}self.call("
    yield f'            "{operation.method}",'
    yield f"            {path_literal},"
    if operation.query:
        yield "            query={"
        yield from (f'                "{one["name"]}": {_name(one["name"])},' for one in operation.query)
        yield "            },"
    if operation.body:
        yield "            body=body,"
    if operation.form:
        yield "            form=form,"
    if operation.raw:
        yield "            content=content,"
        yield "            content_type=content_type,"
    if operation.once:
        yield "            idempotency_key=idempotency_key or self.new_key(),"
    yield "        )"
    if not operation.empty:
        yield f'        return cast("{_answer(operation)}", answer)'


def _docstring(text: str, indent: str) -> Iterator[str]:
    paragraphs = text.replace("\\", "\\\\").split("\n\n")
    folded = "\n\n".join(textwrap.fill(" ".join(one.split()), _WIDTH - len(indent) - 6) for one in paragraphs)
    if "\n" not in folded:
        yield f'{indent}"""{folded}"""'
        return
    first, *rest = folded.split("\n")
    yield f'{indent}"""{first}'
    yield from (f"{indent}{line}" if line else "" for line in rest)
    yield f'{indent}"""'


def _first_line(text: str) -> str:
    return text.partition("\n\n")[0]


def _name(name: str) -> str:
    plain = name.replace("-", "_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain
