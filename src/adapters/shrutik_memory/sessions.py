"""The repository of sessions in memory."""

from datetime import datetime

from shrutik_core.people.session import REFRESH_LIFETIME, RefreshToken, Session
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import ContributorId, SessionId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemorySessions:
    """`Sessions` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._sessions = store.sessions
        self._tokens = store.refresh_tokens

    def add(self, session: Session, token: RefreshToken) -> None:
        """See `Sessions.add`."""
        self._sessions.put(session.id, session)
        self.add_token(token)

    def save(self, session: Session) -> None:
        """See `Sessions.save`."""
        self._sessions.replace(session.id, session)

    def find(self, session: SessionId, *, lock: bool = False) -> Session | None:  # noqa: ARG002 - all is locked
        """See `Sessions.find`."""
        return self._sessions.get(session)

    def page(self, contributor: ContributorId, now: datetime, request: PageRequest) -> Page[Session]:
        """See `Sessions.page`."""
        theirs = [row for row in self._sessions.group("contributor", contributor) if row.open_at(now)]
        return newest_first(theirs, request, lambda row: row.created_at)

    def end_all(self, contributor: ContributorId, now: datetime, but: SessionId | None = None) -> int:
        """See `Sessions.end_all`."""
        theirs = self._sessions.group("contributor", contributor)
        going_on = [row for row in theirs if row.ended_at is None and row.id != but]
        for session in going_on:
            self.save(session.end(now))
        return len(going_on)

    def add_token(self, token: RefreshToken) -> None:
        """See `Sessions.add_token`."""
        self._tokens.put(token.digest, token)

    def save_token(self, token: RefreshToken) -> None:
        """See `Sessions.save_token`."""
        if self._tokens.get(token.digest) is None:
            raise Missing("refresh_token_missing", "There is no such refresh token.")
        self._tokens.put(token.digest, token)

    def find_token(self, digest: str) -> RefreshToken | None:
        """See `Sessions.find_token`."""
        return self._tokens.get(digest)

    def forget(self, before: datetime, most: int) -> int:
        """See `Sessions.forget`."""
        tokens = [row for row in self._tokens.all() if row.expires_at < before][:most]
        for token in tokens:
            self._tokens.remove(token.digest)
        held = {row.session for row in self._tokens.all()}
        over = [row for row in self._sessions.all() if row.last_used_at < before - REFRESH_LIFETIME]
        sessions = [row for row in over if row.id not in held][:most]
        for session in sessions:
            self._sessions.remove(session.id)
        return max(len(tokens), len(sessions))
