"""The one way in which a statement that is hashed or signed is written as JSON, so that anybody can write it again."""

import json
from datetime import UTC, datetime
from typing import Any

import regex

from shrutik_core.shared.errors import Invalid

_INSTANT = regex.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def canonical_json(statement: object) -> str:
    """JSON with names in order of code points, no spaces, and no escapes but those that it demands; one line.

    Args:
        statement: of objects, lists, texts, integers, booleans and null; a fraction has more than one form, so it has
            no place here.

    Raises:
        TypeError: if something else is in it: the program is wrong.
    """
    _hold_no_fraction(statement)
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read_canonical(text: str) -> dict[str, Any]:
    """The object that a text says, if the text is its canonical form.

    Raises:
        Invalid: ``statement_malformed``.
    """
    try:
        said = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
        if isinstance(said, dict) and canonical_json(said) == text:
            return said
    except (ValueError, RecursionError) as error:
        raise _malformed(text) from error
    raise _malformed(text)


def write_instant(at: datetime) -> str:
    """An instant in UTC, ``2026-11-28T19:00:00.000000Z``.

    Args:
        at: with a time zone.
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: object) -> datetime:
    """The instant that `write_instant` wrote.

    Raises:
        Invalid: ``statement_malformed``.
    """
    if isinstance(text, str) and _INSTANT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise _malformed(text) from error
    raise _malformed(str(text))


def _hold_no_fraction(value: object) -> None:
    if isinstance(value, dict):
        for name, held in value.items():
            if not isinstance(name, str):
                raise TypeError(f"{name!r} is not the name of a member.")
            _hold_no_fraction(held)
    elif isinstance(value, list | tuple):
        for held in value:
            _hold_no_fraction(held)
    elif not isinstance(value, str | int | None):
        raise TypeError(f"{value!r} has no canonical form.")


def _refuse(text: str) -> object:
    raise ValueError(f"{text} has no canonical form")


def _malformed(text: str) -> Invalid:
    return Invalid("statement_malformed", f"Not a statement in its canonical form: {text[:80]!r}.")
