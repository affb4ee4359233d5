"""JSON as it is sent to us: nested no deeper than any message of ours, and no name twice in an object."""

import json

import regex

from shrutik_core.shared.errors import Unreadable

DEEPEST = 32
_STRINGS = regex.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', regex.DOTALL)
_ALL_BUT_BRACKETS = bytes(sorted(set(range(256)) - set(b"{}[]")))
_LONGEST_NAME = 60


class _TwiceError(ValueError):
    """A name stands twice in an object."""


def check_json(content: bytes) -> None:
    """Refuse JSON that readers understand in different ways, or that none of ours needs to.

    Readers take the first or the last of two members with one name (RFC 8259, section 4): what a proxy has checked
    might not be what is done. What is not JSON at all is left to whoever reads it.

    Raises:
        Unreadable: ``json_malformed``.
    """
    if _is_too_deep(content):
        raise Unreadable("json_malformed", f"The body is nested more than {DEEPEST} levels deep.")
    try:
        json.loads(content.decode(), object_pairs_hook=_once)
    except _TwiceError as error:
        detail = f"The body has the name {str(error)[:_LONGEST_NAME]!r} twice in one object; give it once."
        raise Unreadable("json_malformed", detail) from error
    except ValueError:
        return


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return members


def _is_too_deep(content: bytes) -> bool:
    if content.count(b"{") + content.count(b"[") <= DEEPEST:
        return False
    depth = 0
    for bracket in _STRINGS.sub(b"", content).translate(None, _ALL_BUT_BRACKETS):
        depth += 1 if bracket in b"{[" else -1
        if depth > DEEPEST:
            return True
    return False
