"""The repository of identities in memory."""

from shrutik_core.people.identity import Identity
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ContributorId, IdentityId
from shrutik_memory.store import MemoryStore


class MemoryIdentities:
    """`Identities` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.identities

    def add(self, identity: Identity) -> None:
        """See `Identities.add`."""
        if self.find(identity.issuer, identity.subject) is not None:
            raise Conflict("identity_taken", "This log-in opens another account; log in there and unlink it first.")
        self._rows.put(identity.id, identity)

    def find(self, issuer: str, subject: str) -> Identity | None:
        """See `Identities.find`."""
        return next(iter(self._rows.group("who", (issuer, subject))), None)

    def of_account(self, contributor: ContributorId) -> tuple[Identity, ...]:
        """See `Identities.of_account`."""
        return tuple(sorted(self._rows.group("contributor", contributor), key=lambda row: row.id))

    def remove(self, identity: IdentityId) -> None:
        """See `Identities.remove`."""
        self._rows.remove(identity)
