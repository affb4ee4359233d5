"""Accounts as each request asks for them: who calls, and in which role."""

from typing import Protocol

from shrutik_core.people.contributor import Contributor
from shrutik_core.shared.ids import ContributorId, SessionId


class Accounts(Protocol):
    """Accounts for a look-up that every request makes; what changed is seen within a second in every process."""

    def find(self, contributor: ContributorId) -> Contributor | None:
        """By id.

        Raises:
            Unavailable: ``database_unavailable``.
        """
        ...

    def has_ended(self, contributor: ContributorId, session: SessionId) -> bool:
        """Whether a session of the person was ended within the last day, for which an access token may still be good.

        Raises:
            Unavailable: ``database_unavailable``.
        """
        ...
