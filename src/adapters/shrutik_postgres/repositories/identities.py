"""The repository of identities on PostgreSQL."""

from typing import Any

from sqlalchemy import Row, delete, insert, select

from shrutik_core.people.identity import Identity
from shrutik_core.shared.ids import ContributorId, IdentityId
from shrutik_postgres.tables.identities import identities
from shrutik_postgres.transaction import Transaction


class PostgresIdentities:
    """`Identities` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, identity: Identity) -> None:
        """See `Identities.add`."""
        values = {
            "id": identity.id,
            "issuer": identity.issuer,
            "subject": identity.subject,
            "contributor": identity.contributor,
            "created_at": identity.created_at,
        }
        self._transaction.add(insert(identities), [values])

    def find(self, issuer: str, subject: str) -> Identity | None:
        """See `Identities.find`."""
        wanted = select(identities).where(identities.c.issuer == issuer, identities.c.subject == subject)
        row = self._transaction.first(wanted)
        return _identity(row) if row else None

    def of_account(self, contributor: ContributorId) -> tuple[Identity, ...]:
        """See `Identities.of_account`."""
        theirs = select(identities).where(identities.c.contributor == contributor).order_by(identities.c.id)
        return tuple(map(_identity, self._transaction.all(theirs)))

    def remove(self, identity: IdentityId) -> None:
        """See `Identities.remove`."""
        self._transaction.run(delete(identities).where(identities.c.id == identity))


def _identity(row: Row[Any]) -> Identity:
    return Identity(
        id=row.id, issuer=row.issuer, subject=row.subject, contributor=row.contributor, created_at=row.created_at
    )
