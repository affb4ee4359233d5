"""Lines of a manifest as JSON, one object each, and back."""

import json
from operator import attrgetter
from typing import Any

import attrs
import msgspec

from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "manifest_line", "This is not a line of a Shrutik manifest.")

KEYS = tuple(field.name for field in attrs.fields(ManifestLine))
_values = attrgetter(*KEYS)
_vote = attrgetter("worker", "text", "reliability")
_VOTE_KEYS = ("worker", "text", "reliability")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
# Four times as fast as `json`, which still writes: numbers such as 1e-07 have a form there that released lines keep.
_decode = msgspec.json.Decoder().decode


def to_object(line: ManifestLine) -> dict[str, Any]:
    """The line as JSON knows it: every key, in their order."""
    found = dict(zip(KEYS, _values(line), strict=True))
    found["votes"] = [dict(zip(_VOTE_KEYS, _vote(vote), strict=True)) for vote in line.votes]
    return found


def write_line(line: ManifestLine) -> str:
    """The line as one line of text, without a line end; the same line always gives the same text."""
    return _encode(to_object(line))


def read_line(text: str | bytes) -> ManifestLine:
    """The line from its JSON.

    Raises:
        Invalid: ``manifest_line`` if it is not what `write_line` writes.
    """
    try:
        found = _decode(text)
        found["votes"] = tuple(map(_read_vote, found["votes"]))
        found["flags"] = tuple(found["flags"])
        # By place it is four times as fast as by name, and our own lines have their keys in order.
        return ManifestLine(*found.values()) if tuple(found) == KEYS else ManifestLine(**found)
    except (msgspec.DecodeError, ValueError, TypeError, KeyError) as error:
        shown = text[:80] if isinstance(text, str) else text[:80].decode(errors="replace")
        raise Invalid("manifest_line", f"Not a line of a Shrutik manifest: {shown!r}.") from error


def _read_vote(found: dict[str, Any]) -> PublishedVote:
    return PublishedVote(*found.values()) if tuple(found) == _VOTE_KEYS else PublishedVote(**found)
