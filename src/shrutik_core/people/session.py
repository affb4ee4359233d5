"""A session: one log-in of one person on one device, and the refresh tokens that carry it on."""

import hashlib
from datetime import datetime, timedelta

import attrs
import regex

from shrutik_core.shared.ids import ContributorId, SessionId

REFRESH_LIFETIME = timedelta(days=30)
"""How long a refresh token is good for; a session that is not carried on for so long has run out."""

REFRESH_GRACE = timedelta(minutes=5)
"""For how long after its first use a refresh token may come again, if the answer to it was lost on its way."""

LONGEST_AGENT = 120


def digest_of(secret: str) -> str:
    """SHA-256 of a secret of 32 random bytes or more, hexadecimal: all that is kept of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def short_agent(agent: str) -> str:
    """What a program says of itself, on one line of at most 120 characters."""
    return regex.sub(r"\p{C}+", " ", agent).strip()[:LONGEST_AGENT].rstrip()


@attrs.frozen
class Session:
    """One log-in, from which a family of refresh tokens comes down.

    Attributes:
        id: UUIDv7.
        contributor: who logged in.
        created_at: when, UTC.
        last_used_at: when its newest refresh token was made, UTC.
        agent: what the person's program says of itself, shortened; empty if it says nothing.
        ended_at: when the person logged out, or it was ended otherwise, UTC; None while it goes on.
    """

    id: SessionId
    contributor: ContributorId
    created_at: datetime
    last_used_at: datetime
    agent: str = attrs.field(default="", converter=short_agent)
    ended_at: datetime | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether it goes on: nobody ended it, and it was carried on within the last 30 days."""
        return self.ended_at is None and now < self.last_used_at + REFRESH_LIFETIME

    def carry_on(self, now: datetime) -> "Session":
        """The session as a new refresh token is made for it."""
        return attrs.evolve(self, last_used_at=now)

    def end(self, now: datetime) -> "Session":
        """The session ended; as it was if it had ended before."""
        return self if self.ended_at is not None else attrs.evolve(self, ended_at=now)


@attrs.frozen
class RefreshToken:
    """One refresh token of a session; good once, and again for a little while if the answer to it was lost.

    Attributes:
        digest: of its text, see `digest_of`.
        session: that it carries on.
        expires_at: UTC.
        used_at: when it was first traded for the next one, or taken back, UTC; None if neither.
        successor: digest of the token that it was traded for last; None if it was not traded.

    Raises:
        ValueError: if it has a successor and was not used: the program is wrong.
    """

    digest: str
    session: SessionId
    expires_at: datetime
    used_at: datetime | None = None
    successor: str | None = attrs.field(default=None)

    @successor.validator
    def _check_successor(self, _: object, successor: str | None) -> None:
        if successor is not None and self.used_at is None:
            raise ValueError("A refresh token that was not used has no successor.")

    @classmethod
    def of(cls, text: str, session: Session) -> "RefreshToken":
        """The token of this text, made when the session was last used."""
        return cls(digest_of(text), session.id, session.last_used_at + REFRESH_LIFETIME)

    def good_at(self, now: datetime, successor: "RefreshToken | None") -> bool:
        """Whether it may be traded now.

        It may until it runs out, once; and again within `REFRESH_GRACE` of its first use, as long as nobody used what
        it was traded for: the answer may have been cut off, and whoever asked holds no other token than this.

        Args:
            now: UTC.
            successor: the token that it was traded for last, as it is kept; None if there is none.
        """
        if self.used_at is None:
            return now < self.expires_at
        answer_unused = successor is not None and successor.digest == self.successor and successor.used_at is None
        return answer_unused and now < self.used_at + REFRESH_GRACE

    def trade(self, successor: "RefreshToken", now: datetime) -> "RefreshToken":
        """The token as it is traded for the next one; a grace begins with the first trade and no later one."""
        return attrs.evolve(self, used_at=self.used_at or now, successor=successor.digest)

    def take_back(self, now: datetime) -> "RefreshToken":
        """The token, which nobody used, as another takes its place; whoever shows it after all was not to have it."""
        return attrs.evolve(self, used_at=now)
