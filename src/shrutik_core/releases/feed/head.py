"""The head of a series' feed: a signed statement of where it ends, which grows old, so that old feeds are found out.

Its version grows with every statement, also if no row came, and it expires: so nobody can hand out a feed of yesterday
for today's without being noticed (the timestamp role of The Update Framework, Samuel et al. 2010).
"""

from datetime import datetime, timedelta

import attrs

from shrutik_core.releases.canonical import canonical_json, read_canonical, read_instant, write_instant
from shrutik_core.releases.feed.row import FeedTip, malformed_feed
from shrutik_core.releases.release_name import check_release_name
from shrutik_core.releases.signing.release_key import ReleaseKey
from shrutik_core.releases.signing.release_signature import (
    ReleaseSignature,
    Sign,
    read_signature,
    sign,
    write_signature,
)

HEAD_LIFETIME = timedelta(days=30)
"""How long a head is good for, if its signer does not say; a new one is due well before."""
_STATEMENT = "shrutik feed head 1"
_MEMBERS = {"expires_at", "hash", "issued_at", "seq", "series", "statement", "version"}


@attrs.frozen
class FeedHead:
    """Where a feed ends at a moment.

    Attributes:
        series: the name of the releases.
        tip: number and hash of the last row.
        version: 1, 2, 3 …, a greater one with each statement.
        issued_at: with a time zone.
        expires_at: later.

    Raises:
        Invalid: ``feed_malformed`` or ``release_name_invalid``.
    """

    series: str = attrs.field(converter=check_release_name)
    tip: FeedTip
    version: int
    issued_at: datetime
    expires_at: datetime

    def __attrs_post_init__(self) -> None:
        if self.version < 1 or self.expires_at <= self.issued_at:
            raise malformed_feed("its head has a version from 1 on, and expires after it was issued")

    @property
    def text(self) -> str:
        """The statement that is signed, one line without an end."""
        instants = {"issued_at": write_instant(self.issued_at), "expires_at": write_instant(self.expires_at)}
        place = {"series": self.series, "seq": self.tip.seq, "hash": self.tip.hash, "version": self.version}
        return canonical_json({"statement": _STATEMENT} | place | instants)


@attrs.frozen
class SignedHead:
    """A head and what proves it.

    Attributes:
        head: the statement.
        signature: over its text.
    """

    head: FeedHead
    signature: ReleaseSignature

    def stands(self, tip: FeedTip, key: ReleaseKey, now: datetime) -> bool:
        """Whether it may go on being given out: where the feed ends has not moved, nor who signs, and it is young.

        Args:
            tip: where the feed ends now.
            key: public half of the key that signs now.
            now: with a time zone; half of the head's lifetime must not be over.
        """
        head = self.head
        young = now - head.issued_at < (head.expires_at - head.issued_at) / 2
        return young and head.tip == tip and self.signature.key_id == key.id


def read_head(text: str) -> FeedHead:
    """The head that a statement says.

    Args:
        text: with or without a line end.

    Raises:
        Invalid: ``feed_malformed``, ``statement_malformed`` or ``release_name_invalid``.
    """
    said = read_canonical(text.removesuffix("\n"))
    numbers = {"seq", "version"}
    right = said.keys() == _MEMBERS and all(type(said[name]) is int for name in numbers)
    if (
        not right
        or any(not isinstance(said[name], str) for name in _MEMBERS - numbers)
        or said["statement"] != _STATEMENT
    ):
        raise malformed_feed(f"this is not a head: {text[:80]!r}")
    instants = read_instant(said["issued_at"]), read_instant(said["expires_at"])
    return FeedHead(said["series"], FeedTip(said["seq"], said["hash"]), said["version"], *instants)


def sign_head(head: FeedHead, key: ReleaseKey, by: Sign) -> SignedHead:
    """The head with its signature.

    Args:
        head: the statement.
        key: public half of the key that signs.
        by: signs with the secret half.
    """
    comment = f"feed of {head.series} up to row {head.tip.seq}"
    return SignedHead(head, sign(head.text.encode(), comment, key, by))


def next_head(
    series: str, tip: FeedTip, before: SignedHead | None, now: datetime, lifetime: timedelta = HEAD_LIFETIME
) -> FeedHead:
    """The statement that follows the last one.

    Args:
        series: the name of the releases.
        tip: where the feed ends now.
        before: the last statement; None if there was none.
        now: with a time zone.
        lifetime: how long it is good for.
    """
    version = before.head.version + 1 if before else 1
    return FeedHead(series, tip, version, now, now + lifetime)


def write_signed_head(signed: SignedHead) -> str:
    """The head as it is handed out: the statement in the first line, and below it the text of a ``.minisig`` file."""
    return f"{signed.head.text}\n{write_signature(signed.signature)}"


def read_signed_head(text: str) -> SignedHead:
    """The head of what `write_signed_head` wrote; whether the signature holds is for `check_feed` to say.

    Raises:
        Invalid: ``feed_malformed``, ``statement_malformed``, ``release_name_invalid``, ``signature_malformed`` or
            ``signature_legacy``.
    """
    statement, _, signature = text.partition("\n")
    return SignedHead(read_head(statement), read_signature(signature))
