"""The repository of invitations on PostgreSQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, or_, select, update

from shrutik_core.people.invitation import Invitation, InvitationFilter, InvitationState, InvitationStatus
from shrutik_core.shared.ids import ContributorId, InvitationId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.invitations import invitations
from shrutik_postgres.tables.people import contributors
from shrutik_postgres.transaction import Transaction, Values


class PostgresInvitations:
    """`Invitations` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, invitations_: Iterable[Invitation]) -> None:
        """See `Invitations.add_all`."""
        self._transaction.add_many(insert(invitations).returning(invitations.c.id), map(_values, invitations_))

    def save(self, invitation: Invitation) -> None:
        """See `Invitations.save`."""
        statement = update(invitations).where(invitations.c.id == invitation.id)
        self._transaction.change(statement.values(_values(invitation)), "invitation")

    def find(self, invitation: InvitationId, *, lock: bool = False) -> Invitation | None:
        """See `Invitations.find`."""
        return self._one(invitations.c.id == invitation, lock=lock)

    def find_by_code(self, code_hash: str, *, lock: bool = False) -> Invitation | None:
        """See `Invitations.find_by_code`."""
        return self._one(invitations.c.code_hash == code_hash, lock=lock)

    def of_account(self, contributor: ContributorId) -> tuple[Invitation, ...]:
        """See `Invitations.of_account`."""
        theirs = or_(invitations.c.contributor == contributor, invitations.c.replaces == contributor)
        rows = self._transaction.all(select(invitations).where(theirs).order_by(invitations.c.id))
        return tuple(map(_invitation, rows))

    def page(self, request: PageRequest, wanted: InvitationFilter) -> Page[Invitation]:
        """See `Invitations.page`."""
        rows = select(invitations)
        if wanted.made_by is not None:
            rows = rows.where(invitations.c.made_by == wanted.made_by)
        if wanted.collection is not None:
            rows = rows.where(invitations.c.collection == wanted.collection)
        if wanted.state is not None:
            rows = rows.where(*_has(wanted.state, wanted.now))
        return newest_first(self._transaction, rows, request, by_birth(invitations), _invitation)

    def names(self, accounts: Iterable[ContributorId]) -> Mapping[ContributorId, str]:
        """See `Invitations.names`."""
        wanted = select(contributors.c.id, contributors.c.name).where(contributors.c.id.in_(list(accounts)))
        return {ContributorId(row.id): row.name for row in self._transaction.all(wanted)}

    def _one(self, condition: ColumnElement[bool], *, lock: bool) -> Invitation | None:
        wanted = select(invitations).where(condition)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _invitation(row) if row else None


def _has(state: InvitationState, now: datetime) -> Iterable[ColumnElement[bool]]:
    """The conditions of a state, as `Invitation.state` tells it."""
    if state is InvitationState.OPEN:
        yield invitations.c.expires_at > now
    if state is InvitationState.EXPIRED:
        yield invitations.c.expires_at <= now
    status = InvitationStatus.OPEN.value if state is InvitationState.EXPIRED else state.value
    yield invitations.c.status == status


def _values(invitation: Invitation) -> Values:
    return {
        "id": invitation.id,
        "code_hash": invitation.code_hash,
        "prefix": invitation.prefix,
        "collection": invitation.collection,
        "made_by": invitation.made_by,
        "created_at": invitation.created_at,
        "expires_at": invitation.expires_at,
        "name": invitation.name,
        "replaces": invitation.replaces,
        "status": invitation.status.value,
        "ended_at": invitation.ended_at,
        "contributor": invitation.contributor,
    }


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        code_hash=row.code_hash,
        prefix=row.prefix,
        collection=row.collection,
        made_by=row.made_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        name=row.name,
        replaces=row.replaces,
        status=InvitationStatus(row.status),
        ended_at=row.ended_at,
        contributor=row.contributor,
    )
