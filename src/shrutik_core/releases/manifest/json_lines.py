"""Lines of a manifest as JSON, one object each, and back."""

import json
from operator import attrgetter
from typing import Any

import msgspec

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "manifest_line", "This is not a line of a Shrutik manifest.")

KEYS = ManifestLine.__struct_fields__
_values = attrgetter(*KEYS)
_vote = attrgetter("worker", "text", "reliability")
_VOTE_KEYS = ("worker", "text", "reliability")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_PLAIN_FROM, _PLAIN_BELOW = 1e-4, 1e15
"""Numbers between these, and 0, have one form in `json` and in msgspec; of others lines keep that of `json`."""
_SHOWN = 80


def _of_python(number: object) -> float:
    """Numpy's numbers are Python's as well, which msgspec goes by the very type to see."""
    if isinstance(number, float):
        return float(number)
    raise TypeError(f"{number!r} is not a value of a manifest")


_encode_plain = msgspec.json.Encoder(enc_hook=_of_python).encode
_decode = msgspec.json.Decoder(ManifestLine).decode


def to_object(line: ManifestLine) -> dict[str, Any]:
    """The line as JSON knows it: every key, in their order."""
    found = dict(zip(KEYS, _values(line), strict=True))
    found["votes"] = [dict(zip(_VOTE_KEYS, _vote(vote), strict=True)) for vote in line.votes]
    return found


def write_line(line: ManifestLine) -> str:
    """The line as one line of text, without a line end; the same line always gives the same text.

    Raises:
        ValueError: if a number is not finite.
    """
    return _encode_plain(line).decode() if _is_plain(line) else _encode(to_object(line))


def read_line(text: str | bytes) -> ManifestLine:
    """The line from its JSON.

    Raises:
        Invalid: ``manifest_line`` if it is not what `write_line` writes.
    """
    try:
        return _decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        shown = text[:_SHOWN] if isinstance(text, str) else text[:_SHOWN].decode(errors="replace")
        raise Invalid("manifest_line", f"Not a line of a Shrutik manifest ({error}): {shown!r}.") from error


def _is_plain(line: ManifestLine) -> bool:
    """Whether both write its numbers alike, which are the only thing that they may write otherwise."""
    votes = [vote.reliability for vote in line.votes]
    for number in (line.duration_s, line.confidence, line.expected_wer, *votes, *line.quality.values()):
        if number and not _PLAIN_FROM <= abs(number) < _PLAIN_BELOW:
            return False
    return True
