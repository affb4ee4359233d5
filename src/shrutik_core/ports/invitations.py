"""The repository of invitations."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.people.invitation import Invitation, InvitationFilter
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ContributorId, InvitationId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "invitation_missing", "There is no such invitation.")


class Invitations(Protocol):
    """Codes that open accounts; no two have the same hash."""

    def add_all(self, invitations: Iterable[Invitation]) -> None:
        """Keep new ones."""
        ...

    def save(self, invitation: Invitation) -> None:
        """Keep what changed.

        Raises:
            Missing: ``invitation_missing``.
        """
        ...

    def find(self, invitation: InvitationId, *, lock: bool = False) -> Invitation | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def find_by_code(self, code_hash: str, *, lock: bool = False) -> Invitation | None:
        """By the hash of its code; ``lock`` as `find`."""
        ...

    def of_account(self, contributor: ContributorId) -> tuple[Invitation, ...]:
        """Those that opened the account, gave it back, or would give it back; oldest first."""
        ...

    def page(self, request: PageRequest, wanted: InvitationFilter) -> Page[Invitation]:
        """Those that are wanted, newest first."""
        ...

    def names(self, accounts: Iterable[ContributorId]) -> Mapping[ContributorId, str]:
        """The names of accounts, for those who invited them; what is not there is left out."""
        ...
