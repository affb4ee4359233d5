"""Modules of TypeScript: messages as types, what each operation takes and gives, and a table for calls."""

import json
import re
from collections.abc import Iterator

from generator.reading import AskedOperation, Schema

_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def type_of(schema: Schema) -> str:
    """A schema as a type of TypeScript."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for joined in ("anyOf", "oneOf"):
        if joined in schema:
            return " | ".join(dict.fromkeys(map(type_of, schema[joined])))
    if "const" in schema or "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type", "string" if "format" in schema else None)
    if kind == "array":
        inner = type_of(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if kind == "object":
        members = schema.get("additionalProperties")
        return f"Record<string, {type_of(members) if isinstance(members, dict) else 'unknown'}>"
    return _PLAIN.get(str(kind), "unknown")


def messages(schemas: list[tuple[str, Schema]]) -> str:
    """The module of messages."""
    lines = ["/** Messages of the API, generated from its document. */"]
    for name, schema in schemas:
        lines += ["", *_documented(schema.get("description", name).partition("\n\n")[0], "")]
        if "enum" in schema:
            lines.append(f"export type {name} = {type_of(schema)};")
        else:
            members = schema.get("properties", {}).items()
            told = [_member(member, inner, schema.get("required", ())) for member, inner in members]
            lines += [f"export interface {name} {{", *told, "}"]
    return "\n".join(lines) + "\n"


def operations(asked: list[AskedOperation]) -> str:
    """What each operation takes and gives."""
    lines = [
        "/** Operations of the API, generated from its document. */",
        'import type * as messages from "./messages.d.ts";',
        "",
        "export interface Operations {",
    ]
    for operation in asked:
        lines += [*_documented(operation.summary, "  "), f"  {operation.id}: {{", *_parts(operation), "  };"]
    return "\n".join([*lines, "}"]) + "\n"


def table(asked: list[AskedOperation]) -> str:
    """Method and path of each operation."""
    rows = {one.id: [one.method, one.path, *(["once"] if one.once else [])] for one in asked}
    lines = [f"  {name}: {json.dumps(row)}," for name, row in rows.items()]
    head = "/** Operations of the API, generated from its document: method, path, `once` if it takes a key. */"
    return "\n".join([head, "export const OPERATIONS = {", *lines, "};"]) + "\n"


def _parts(operation: AskedOperation) -> Iterator[str]:
    if operation.named:
        yield f"    path: {{ {'; '.join(f'{name}: string' for name in operation.named)} }};"
    if operation.query:
        pairs = [_member(one["name"], one["schema"], _required(one)).strip().rstrip(";") for one in operation.query]
        optional = "" if any(one.get("required") for one in operation.query) else "?"
        yield f"    query{optional}: {{ {_qualified('; '.join(pairs))} }};"
    if operation.body is not None:
        yield f"    body: {_qualified(type_of(operation.body))};"
    if operation.form:
        yield "    form: FormData;"
    if operation.raw:
        yield "    content: Blob;"
    answer = "Uint8Array" if operation.answer is None else _qualified(type_of(operation.answer))
    yield f"    answer: {'null' if operation.empty else answer};"


def _required(parameter: Schema) -> tuple[str, ...]:
    return (parameter["name"],) if parameter.get("required") else ()


def _member(name: str, schema: Schema, required: tuple[str, ...] | list[str]) -> str:
    plain = name if name.isidentifier() else json.dumps(name)
    return f"  {plain}{'' if name in required else '?'}: {type_of(schema)};"


def _qualified(told: str) -> str:
    """Names of messages, which begin with a capital letter, by the module that they are in; texts stay."""
    pieces = re.split(r'("[^"]*")', told)
    return "".join(
        one if one.startswith('"') else re.sub(r"\b(?!Record\b)([A-Z]\w+)", r"messages.\1", one) for one in pieces
    )


def _documented(text: str, indent: str) -> Iterator[str]:
    yield f"{indent}/** {' '.join(text.split())} */"
