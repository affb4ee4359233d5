"""What can happen to a clip between two versions, and the lines that say so."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any

import attrs
import regex

from shrutik_core.releases.delta.place import Order, order_of, placed
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "delta_line", "This is not a line of a Shrutik delta.")

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""JSON as lines of a manifest have it."""
_TITLE = regex.compile(r"[a-z0-9][a-z0-9._-]*-v[1-9][0-9]*")
_ADD = '{"op":"add","line":'


@attrs.frozen
class DeltaHead:
    """The first line: from which version the delta leads to which.

    Attributes:
        earlier: title of the release that the delta is applied to.
        later: title of the release that comes of it; every line of that bears it, and no other line says so.

    Raises:
        Invalid: ``delta_line`` if they are no titles.
    """

    earlier: str
    later: str

    def __attrs_post_init__(self) -> None:
        if not (_TITLE.fullmatch(self.earlier) and _TITLE.fullmatch(self.later)):
            raise Invalid("delta_line", f"{self.earlier[:80]!r} and {self.later[:80]!r} are not titles of releases.")

    @property
    def text(self) -> str:
        """The line."""
        return encode({"op": "delta", "from": self.earlier, "to": self.later})


class Fate(Enum):
    """What became of a clip of the earlier version."""

    WITHDRAWN = auto()
    """It was taken back: its place is blank now."""
    LEFT_OUT = auto()
    """The later version leaves it out: its place is blank now."""
    BACK = auto()
    """It was blank, and is there again."""
    GONE = auto()
    """The later version has no such place."""
    CHANGED = auto()
    """Something else is said of it."""


@attrs.frozen
class Added:
    """A clip that the later version alone has.

    Attributes:
        line: its line in the later manifest.
    """

    line: str

    @property
    def order(self) -> Order:
        """Where it stands in the manifest."""
        return placed(self.line).order

    @property
    def text(self) -> str:
        """The line of the delta."""
        return f"{_ADD}{self.line}}}"


@attrs.frozen
class Changed:
    """A clip of which both versions say something else.

    Attributes:
        shard: its name.
        clip: pseudonym.
        fields: what the later version says, by key of the line; at least one, never the release.
        duration_s: seconds; None where it was read from a delta, which does not say them.
    """

    shard: str
    clip: str
    fields: Mapping[str, Any]
    duration_s: float | None = attrs.field(default=None, eq=False)

    @property
    def fate(self) -> Fate:
        """What became of the clip."""
        said = self.fields
        if said.get("withdrawn") is True:
            return Fate.WITHDRAWN
        # Samples never change, and of a blank clip none are told of.
        if "pcm_sha256" in said and ClipFlag.LEFT_OUT.value in said.get("flags", ()):
            return Fate.LEFT_OUT
        return Fate.BACK if said.get("pcm_sha256") and {"withdrawn", "flags"} & said.keys() else Fate.CHANGED

    @property
    def order(self) -> Order:
        """Where it stands in the manifest."""
        return order_of(self.shard, self.clip)

    @property
    def text(self) -> str:
        """The line of the delta."""
        return encode({"op": "change", "shard": self.shard, "clip": self.clip, "fields": self.fields})

    def applied(self, line: str) -> str:
        """The line of the clip, changed."""
        return encode(json.loads(line) | dict(self.fields))


@attrs.frozen
class Withdrawn:
    """A clip that the later version no longer has at this place, as when a series that was one split is parted.

    One that was taken back or is left out keeps its line, and is `Changed`.

    Attributes:
        shard: its name.
        clip: pseudonym.
        duration_s: seconds, as the earlier line says.
    """

    shard: str
    clip: str
    duration_s: float

    @property
    def order(self) -> Order:
        """Where it stood in the manifest."""
        return order_of(self.shard, self.clip)

    @property
    def text(self) -> str:
        """The line of the delta."""
        return encode(
            {"op": "withdraw", "shard": self.shard, "clip": self.clip, "duration_s": self.duration_s},
        )


Change = Added | Changed | Withdrawn


def read_delta(lines: Iterator[str]) -> tuple[DeltaHead, Iterator[Change]]:
    """The head and, as they are asked for, the changes of a delta.

    Args:
        lines: without line ends.

    Raises:
        Invalid: ``delta_line`` if the first line is no head, and later on if a line is no change.
    """
    first = next(lines, "")
    try:
        found = json.loads(first)
        head = DeltaHead(found["from"], found["to"])
    except (ValueError, TypeError, KeyError) as error:
        raise _no_line(first) from error
    if first != head.text:
        raise _no_line(first)
    return head, map(_change, lines)


def _change(text: str) -> Change:
    try:
        if text.startswith(_ADD):
            return Added(placed(text[len(_ADD) : -1]).text)
        found = json.loads(text)
        kind = {"change": Changed, "withdraw": Withdrawn}[found.pop("op")]
        change: Change = kind(**found)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _no_line(text) from error
    if change.text != text:
        raise _no_line(text)
    return change


def _no_line(text: str) -> Invalid:
    return Invalid("delta_line", f"Not a line of a Shrutik delta: {text[:80]!r}.")
