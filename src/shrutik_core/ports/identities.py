"""The repository of identities at providers of log-in."""

from typing import Protocol

from shrutik_core.people.identity import Identity
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import ContributorId, IdentityId

declare(Conflict, "identity_taken", "Another account is opened by this person's log-in at the provider.")


class Identities(Protocol):
    """Who is who at which provider; no two have the same issuer and subject."""

    def add(self, identity: Identity) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``identity_taken`` if there is one of this issuer and subject.
        """
        ...

    def find(self, issuer: str, subject: str) -> Identity | None:
        """The one of this issuer and subject."""
        ...

    def of_account(self, contributor: ContributorId) -> tuple[Identity, ...]:
        """All of one account, oldest first."""
        ...

    def remove(self, identity: IdentityId) -> None:
        """Forget it; nothing happens if there is none."""
        ...
