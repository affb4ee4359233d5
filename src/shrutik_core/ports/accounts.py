"""Accounts as each request asks for them: who calls, and in which role."""

from typing import Protocol

from shrutik_core.people.contributor import Contributor
from shrutik_core.shared.ids import ContributorId


class Accounts(Protocol):
    """Accounts for a look-up that every request makes; what changed is seen within a second in every process."""

    def find(self, contributor: ContributorId) -> Contributor | None:
        """By id.

        Raises:
            Unavailable: ``database_unavailable``.
        """
        ...
