"""The repository of standings: what settled chunks say of each contributor, for each language."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.shared.ids import ContributorId


class Standings(Protocol):
    """One standing for each person and language; if none was kept it is the empty one."""

    def of(
        self, contributors: Iterable[ContributorId], language: str, *, lock: bool = False
    ) -> Mapping[ContributorId, Standing]:
        """The standing of each; with ``lock`` no other unit of work changes them until this unit of work ends.

        Locks are taken in order of id, so that two who ask for the same people never wait in a ring.
        """
        ...

    def put_all(self, standings: Mapping[ContributorId, Standing], language: str) -> None:
        """Keep each in place of an earlier one."""
        ...
