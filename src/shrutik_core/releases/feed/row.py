"""A row of a series' feed: one clip that holders of its releases take out of their copies, or may put back."""

import hashlib
from datetime import datetime
from enum import StrEnum

import attrs
import regex

from shrutik_core.releases.canonical import canonical_json, read_canonical, read_instant, write_instant
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Invalid

_CLIP = regex.compile("[0-9a-f]{32}")
_DIGEST = regex.compile("[0-9a-f]{64}")
_MEMBERS = {"action", "at", "clip", "prev", "reason", "releases", "seq", "series"}


class FeedAction(StrEnum):
    """What a row asks of whoever holds a copy."""

    DELETE = "delete"
    """Take the clip's sound and words out."""
    RESTORE = "restore"
    """The clip may be put back, from a copy that still has it."""


@attrs.frozen
class FeedTip:
    """Where a feed ends.

    Attributes:
        seq: of its last row; 0 if there is none.
        hash: of its last row, 64 hexadecimal characters; zeros if there is none.

    Raises:
        Invalid: ``feed_malformed``.
    """

    seq: int = 0
    hash: str = "0" * 64

    def __attrs_post_init__(self) -> None:
        if self.seq < 0 or not _DIGEST.fullmatch(self.hash) or (self.seq == 0) != (self.hash == "0" * 64):
            raise malformed_feed(f"no feed ends at row {self.seq} with the hash {self.hash[:80]!r}")


@attrs.frozen
class FeedRow:
    """One row; a later row of the same clip counts more than an earlier one. It never names a person.

    Attributes:
        seq: its place in the feed, 1, 2, 3 … without gaps.
        prev: hash of the row before, 64 hexadecimal characters; zeros for the first.
        at: with a time zone.
        series: the name of the releases.
        clip: its pseudonym in the series, 32 hexadecimal characters.
        releases: the versions that hold it, rising; at least one.
        reason: why.

    Raises:
        Invalid: ``feed_malformed`` or ``release_name_invalid``.
    """

    seq: int
    prev: str
    at: datetime
    series: str = attrs.field(converter=check_release_name)
    clip: str
    releases: tuple[int, ...]
    reason: WithdrawalReason

    def __attrs_post_init__(self) -> None:
        FeedTip(self.seq - 1, self.prev)
        rising = all(before < after for before, after in zip((0, *self.releases), self.releases, strict=False))
        if not is_clip(self.clip) or not self.releases or not rising:
            raise malformed_feed(f"row {self.seq} does not say which clip of which versions is withdrawn")

    @property
    def action(self) -> FeedAction:
        """What holders do."""
        return FeedAction.RESTORE if self.reason is WithdrawalReason.UNDONE else FeedAction.DELETE

    @property
    def line(self) -> str:
        """The row as it stands in the feed, without a line end."""
        told = {
            "seq": self.seq,
            "prev": self.prev,
            "at": write_instant(self.at),
            "series": self.series,
            "clip": self.clip,
        }
        asked = {"releases": list(self.releases), "reason": self.reason.value, "action": self.action.value}
        return canonical_json(told | asked)

    @property
    def tip(self) -> FeedTip:
        """The feed's end if this row is the last."""
        return tip_of(self.seq, self.line)


def is_clip(name: str) -> bool:
    """Whether a clip can stand in a feed by this name: a pseudonym, 32 hexadecimal characters."""
    return _CLIP.fullmatch(name) is not None


def tip_of(seq: int, line: str) -> FeedTip:
    """The end of a feed whose last row has this number and this line."""
    return FeedTip(seq, hashlib.sha256(line.encode()).hexdigest())


def read_row(line: str) -> FeedRow:
    """The row that a line says.

    Raises:
        Invalid: ``feed_malformed``, ``statement_malformed`` or ``release_name_invalid``.
    """
    said = read_canonical(line)
    versions = said.get("releases")
    right = said.keys() == _MEMBERS and type(said["seq"]) is int and isinstance(versions, list)
    texts = all(isinstance(said.get(name), str) for name in _MEMBERS - {"seq", "releases"})
    if not right or not texts or any(type(one) is not int for one in versions or ()):
        raise malformed_feed(f"this is not a row: {line[:80]!r}")
    if said["reason"] not in set(WithdrawalReason):
        raise malformed_feed(f"row {said['seq']} has a reason that is not known here: {said['reason'][:80]!r}")
    at, reason = read_instant(said["at"]), WithdrawalReason(said["reason"])
    row = FeedRow(said["seq"], said["prev"], at, said["series"], said["clip"], tuple(said["releases"]), reason)
    if said["action"] != row.action:
        raise malformed_feed(f"row {row.seq} asks for what does not follow from its reason")
    return row


def malformed_feed(what: str) -> Invalid:
    """The error of what is no feed."""
    return Invalid("feed_malformed", f"Not a withdrawal feed: {what}.")
