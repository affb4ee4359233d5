"""The repository of invitations in memory."""

from collections.abc import Iterable, Mapping

from shrutik_core.people.invitation import Invitation, InvitationFilter
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ContributorId, InvitationId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryInvitations:
    """`Invitations` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.invitations
        self._contributors = store.contributors

    def add_all(self, invitations: Iterable[Invitation]) -> None:
        """See `Invitations.add_all`."""
        for invitation in invitations:
            if self.find_by_code(invitation.code_hash) is not None:
                raise Conflict("already_there", "There is one already.")
            self._rows.put(invitation.id, invitation)

    def save(self, invitation: Invitation) -> None:
        """See `Invitations.save`."""
        self._rows.replace(invitation.id, invitation)

    def find(self, invitation: InvitationId, *, lock: bool = False) -> Invitation | None:  # noqa: ARG002 - all is locked
        """See `Invitations.find`."""
        return self._rows.get(invitation)

    def find_by_code(self, code_hash: str, *, lock: bool = False) -> Invitation | None:  # noqa: ARG002 - all is locked
        """See `Invitations.find_by_code`."""
        return next(iter(self._rows.group("code", code_hash)), None)

    def of_account(self, contributor: ContributorId) -> tuple[Invitation, ...]:
        """See `Invitations.of_account`."""
        rows = (row for row in self._rows.all() if contributor in {row.contributor, row.replaces})
        return tuple(sorted(rows, key=lambda row: row.id))

    def page(self, request: PageRequest, wanted: InvitationFilter) -> Page[Invitation]:
        """See `Invitations.page`."""
        return newest_first(filter(wanted.wants, self._rows.all()), request, lambda row: row.created_at)

    def names(self, accounts: Iterable[ContributorId]) -> Mapping[ContributorId, str]:
        """See `Invitations.names`."""
        found = (self._contributors.get(account) for account in accounts)
        return {one.id: one.name for one in found if one is not None}
