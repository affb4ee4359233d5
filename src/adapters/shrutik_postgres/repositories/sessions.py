"""The repository of sessions on PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, insert, select, update

from shrutik_core.people.session import REFRESH_LIFETIME, RefreshToken, Session
from shrutik_core.shared.ids import ContributorId, SessionId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.account_listener import CHANNEL
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.sessions import refresh_tokens, sessions
from shrutik_postgres.transaction import Transaction, Values


class PostgresSessions:
    """`Sessions` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, session: Session, token: RefreshToken) -> None:
        """See `Sessions.add`."""
        self._transaction.add(insert(sessions), [_session_values(session)])
        self.add_token(token)

    def save(self, session: Session) -> None:
        """See `Sessions.save`."""
        statement = update(sessions).where(sessions.c.id == session.id)
        self._transaction.change(statement.values(_session_values(session)), "session")
        if session.ended_at is not None:
            self._tell(session.contributor)

    def find(self, session: SessionId, *, lock: bool = False) -> Session | None:
        """See `Sessions.find`."""
        wanted = select(sessions).where(sessions.c.id == session)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _session(row) if row else None

    def page(self, contributor: ContributorId, now: datetime, request: PageRequest) -> Page[Session]:
        """See `Sessions.page`."""
        wanted = select(sessions).where(
            sessions.c.contributor == contributor,
            sessions.c.ended_at.is_(None),
            sessions.c.last_used_at > now - REFRESH_LIFETIME,
        )
        return newest_first(self._transaction, wanted, request, by_birth(sessions), _session)

    def end_all(self, contributor: ContributorId, now: datetime, but: SessionId | None = None) -> int:
        """See `Sessions.end_all`."""
        theirs = update(sessions).where(sessions.c.contributor == contributor, sessions.c.ended_at.is_(None))
        if but is not None:
            theirs = theirs.where(sessions.c.id != but)
        ended = self._transaction.run(theirs.values(ended_at=now))
        if ended:
            self._tell(contributor)
        return ended

    def add_token(self, token: RefreshToken) -> None:
        """See `Sessions.add_token`."""
        self._transaction.add(insert(refresh_tokens), [_token_values(token)])

    def save_token(self, token: RefreshToken) -> None:
        """See `Sessions.save_token`."""
        statement = update(refresh_tokens).where(refresh_tokens.c.digest == token.digest)
        self._transaction.change(statement.values(_token_values(token)), "refresh_token")

    def find_token(self, digest: str) -> RefreshToken | None:
        """See `Sessions.find_token`."""
        row = self._transaction.first(select(refresh_tokens).where(refresh_tokens.c.digest == digest))
        return _token(row) if row else None

    def forget(self, before: datetime, most: int) -> int:
        """See `Sessions.forget`."""
        old = select(refresh_tokens.c.digest).where(refresh_tokens.c.expires_at < before).limit(most)
        tokens = self._transaction.run(
            delete(refresh_tokens).where(refresh_tokens.c.digest.in_(old.with_for_update(skip_locked=True)))
        )
        held = exists().where(refresh_tokens.c.session == sessions.c.id)
        over = select(sessions.c.id).where(sessions.c.last_used_at < before - REFRESH_LIFETIME, ~held).limit(most)
        ended = self._transaction.run(
            delete(sessions).where(sessions.c.id.in_(over.with_for_update(of=sessions, skip_locked=True)))
        )
        return max(tokens, ended)

    def _tell(self, contributor: ContributorId) -> None:
        self._transaction.tell(CHANNEL, str(contributor))


def _session_values(session: Session) -> Values:
    return {
        "id": session.id,
        "contributor": session.contributor,
        "created_at": session.created_at,
        "last_used_at": session.last_used_at,
        "agent": session.agent,
        "ended_at": session.ended_at,
    }


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        contributor=row.contributor,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        agent=row.agent,
        ended_at=row.ended_at,
    )


def _token_values(token: RefreshToken) -> Values:
    return {
        "digest": token.digest,
        "session": token.session,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
        "successor": token.successor,
    }


def _token(row: Row[Any]) -> RefreshToken:
    return RefreshToken(
        digest=row.digest,
        session=row.session,
        expires_at=row.expires_at,
        used_at=row.used_at,
        successor=row.successor,
    )
