"""The repository of sessions and of the refresh tokens that carry them on."""

from datetime import datetime
from typing import Protocol

from shrutik_core.people.session import RefreshToken, Session
from shrutik_core.shared.ids import ContributorId, SessionId
from shrutik_core.shared.pages import Page, PageRequest


class Sessions(Protocol):
    """Log-ins, each with its family of refresh tokens."""

    def add(self, session: Session, token: RefreshToken) -> None:
        """Keep a new session with its first refresh token."""
        ...

    def save(self, session: Session) -> None:
        """Keep what changed; `Accounts` hear within a second of a session that ended.

        Raises:
            Missing: ``session_missing``.
        """
        ...

    def find(self, session: SessionId, *, lock: bool = False) -> Session | None:
        """By id; with ``lock`` no other unit of work changes it, or its tokens, until this unit of work ends."""
        ...

    def page(self, contributor: ContributorId, now: datetime, request: PageRequest) -> Page[Session]:
        """Those of a person that go on at this instant, newest first."""
        ...

    def end_all(self, contributor: ContributorId, now: datetime, but: SessionId | None = None) -> int:
        """End those of a person that have not ended, except for one; how many that were."""
        ...

    def add_token(self, token: RefreshToken) -> None:
        """Keep another refresh token of a session that is locked."""
        ...

    def save_token(self, token: RefreshToken) -> None:
        """Keep what changed of a refresh token.

        Raises:
            Missing: ``refresh_token_missing``.
        """
        ...

    def find_token(self, digest: str) -> RefreshToken | None:
        """A refresh token by its digest."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Delete up to ``most`` tokens that expired before the instant, and up to ``most`` sessions.

        Sessions are deleted that ran out before the instant: 30 days after they were last used.

        Returns:
            How many tokens, or sessions if those were more.
        """
        ...
