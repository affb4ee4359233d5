"""Accounts as each request asks for them, in memory."""

from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId, SessionId


class MemoryAccounts:
    """`Accounts` that looks into the repository each time."""

    def __init__(self, units_of_work: UnitsOfWork) -> None:
        self._units_of_work = units_of_work

    def find(self, contributor: ContributorId) -> Contributor | None:
        """See `Accounts.find`."""
        with self._units_of_work() as uow:
            return uow.contributors.find(contributor)

    def has_ended(self, contributor: ContributorId, session: SessionId) -> bool:
        """See `Accounts.has_ended`."""
        with self._units_of_work() as uow:
            found = uow.sessions.find(session)
        return found is not None and found.contributor == contributor and found.ended_at is not None
