"""Checking a series' feed: it is whole, signed, of this series, not too old, and goes on from what was seen."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import attrs

from shrutik_core.releases.canonical import canonical_json, read_canonical
from shrutik_core.releases.feed.head import FeedHead, SignedHead
from shrutik_core.releases.feed.row import FeedRow, FeedTip, malformed_feed
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import Holds, check_signature
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class SeenFeed:
    """What a holder remembers of the last feed that passed, so that no older or other one passes after it.

    Attributes:
        series: the name of the releases.
        version: of the head.
        tip: where the feed ended.

    Raises:
        Invalid: ``feed_malformed`` or ``release_name_invalid``.
    """

    series: str = attrs.field(converter=check_release_name)
    version: int
    tip: FeedTip

    def __attrs_post_init__(self) -> None:
        if self.version < 1:
            raise malformed_feed("a head has a version from 1 on")

    @property
    def text(self) -> str:
        """As a holder keeps it, one line without an end."""
        return canonical_json(
            {"series": self.series, "version": self.version, "seq": self.tip.seq, "hash": self.tip.hash}
        )


def read_seen(text: str) -> SeenFeed:
    """What a holder kept.

    Raises:
        Invalid: ``feed_malformed``, ``statement_malformed`` or ``release_name_invalid``.
    """
    said = read_canonical(text.removesuffix("\n"))
    kinds = {name: type(value) for name, value in said.items()}
    if kinds != {"series": str, "version": int, "seq": int, "hash": str}:
        raise malformed_feed(f"this is not what was seen of one: {text[:80]!r}")
    return SeenFeed(said["series"], said["version"], FeedTip(said["seq"], said["hash"]))


def check_feed(
    rows: Sequence[FeedRow],
    signed: SignedHead,
    *,
    series: str,
    key: ReleaseKey,
    holds: Holds,
    now: datetime,
    seen: SeenFeed | None = None,
) -> SeenFeed:
    """Let a feed pass, and say what is to be remembered of it.

    Args:
        rows: of the feed, all, in order.
        signed: its head.
        series: of the releases that the asker holds.
        key: the newest of the keys that are trusted (`follow`): an older one may have been stolen.
        holds: checks one Ed25519 signature.
        now: with a time zone.
        seen: what was remembered last time; None at the first.

    Raises:
        Invalid: ``signature_unknown`` or ``signature_wrong`` if the key did not sign the head; ``feed_strange`` if it
            is another series'; ``feed_expired``; ``feed_older`` if it ends before what was seen; ``feed_broken`` if
            rows are missing, moved or changed; ``feed_forked`` if it does not go on from what was seen.
    """
    head = signed.head
    check_signature(head.text.encode(), signed.signature, [key], holds)
    if head.series != series:
        raise Invalid("feed_strange", f"This is the feed of {head.series}, not of {series}.")
    if now >= head.expires_at:
        until = head.expires_at.isoformat()
        detail = f"This feed was good until {until}; fetch it again, and ask its publisher if that does not help."
        raise Invalid("feed_expired", detail)
    if seen is not None:
        _check_age(head, seen)
    _check_chain(rows, head)
    if seen is not None and _hash_at(rows, seen.tip.seq) != seen.tip.hash:
        raise _forked(seen)
    return SeenFeed(series, head.version, head.tip)


def _check_age(head: FeedHead, seen: SeenFeed) -> None:
    if seen.series != head.series:
        raise Invalid("feed_strange", f"What was seen before is of {seen.series}, not of {head.series}.")
    if head.version < seen.version or head.tip.seq < seen.tip.seq:
        detail = (
            f"This feed ends before row {seen.tip.seq}, statement {seen.version}, which was seen here; fetch it again."
        )
        raise Invalid("feed_older", detail)
    if head.version == seen.version and head.tip != seen.tip:
        raise _forked(seen)


def _check_chain(rows: Sequence[FeedRow], head: FeedHead) -> None:
    tip = FeedTip()
    for row in rows:
        if (row.seq, row.prev, row.series) != (tip.seq + 1, tip.hash, head.series):
            raise _broken(tip.seq + 1)
        tip = row.tip
    if tip != head.tip:
        raise _broken(min(tip.seq, head.tip.seq) + 1)


def _hash_at(rows: Sequence[FeedRow], seq: int) -> str:
    """The hash of a row that is there."""
    return hashlib.sha256(rows[seq - 1].line.encode()).hexdigest() if seq else FeedTip().hash


def _broken(seq: int) -> Invalid:
    return Invalid("feed_broken", f"The feed does not hold from row {seq} on, or near it; fetch all of it again.")


def _forked(seen: SeenFeed) -> Invalid:
    detail = f"This feed does not go on from row {seen.tip.seq} as it was seen here: two feeds were signed."
    return Invalid("feed_forked", f"{detail} Ask its publisher.")
