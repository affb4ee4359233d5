"""The repositories of people: contributors, speakers and consents."""

from collections.abc import Sequence
from typing import Protocol

from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import Sought
from shrutik_core.people.speaker import Speaker
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

declare(Conflict, "email_taken", "There is already an account with this address.")
declare(Missing, "speaker_missing", "There is no such voice.")


class Contributors(Protocol):
    """Accounts; no two have the same address."""

    def add(self, contributor: Contributor) -> None:
        """Keep a new one.

        Raises:
            Conflict: ``email_taken``.
        """
        ...

    def add_if_free(self, contributor: Contributor) -> bool:
        """Keep a new one unless another has its address, which no log is told of; whether it is kept."""
        ...

    def rehash(self, contributor: ContributorId, before: str, after: str) -> None:
        """Keep another hash of the same password in place of the one before, if that is still there.

        The generation stays, for nothing changed that proves the person.
        """
        ...

    def save(self, contributor: Contributor) -> None:
        """Keep what changed.

        The generation is raised by one if status or password changes, and stays otherwise, whatever the given one
        says: access tokens that were issued before are refused from then on. `Accounts` hear of it within a second.

        Raises:
            Missing: ``contributor_missing``.
        """
        ...

    def find(self, contributor: ContributorId, *, lock: bool = False) -> Contributor | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def find_by_email(self, email: str, *, lock: bool = False) -> Contributor | None:
        """By address in normal form; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def has_admin_beside(self, contributor: ContributorId) -> bool:
        """Whether another account is an active admin; others who ask wait for the end of this unit of work."""
        ...

    def page(
        self,
        request: PageRequest,
        *,
        status: ContributorStatus | None = None,
        role: Role | None = None,
        sought: Sought | None = None,
    ) -> Page[Contributor]:
        """All, or those of one status or role, or who are sought; newest first."""
        ...


class Speakers(Protocol):
    """Voices."""

    def add(self, speaker: Speaker) -> None:
        """Keep a new one."""
        ...

    def save(self, speaker: Speaker) -> None:
        """Keep what changed.

        Raises:
            Missing: ``speaker_missing``.
        """
        ...

    def find(self, speaker: SpeakerId) -> Speaker | None:
        """By id."""
        ...


class Consents(Protocol):
    """Agreements."""

    def add(self, consent: Consent) -> None:
        """Keep a new one; it replaces an earlier one for the same speaker and collection."""
        ...

    def save(self, consent: Consent) -> None:
        """Keep what changed.

        Raises:
            Missing: ``consent_missing``.
        """
        ...

    def latest(self, speaker: SpeakerId, collection: CollectionId) -> Consent | None:
        """The one that counts, withdrawn or not."""
        ...

    def people(self, collection: CollectionId) -> Sequence[ContributorId]:
        """The accounts whose own voice's latest consent for the collection stands, in the order of their ids."""
        ...

    def agreed_to(self, collection: CollectionId, version: str) -> bool:
        """Whether anyone has ever agreed to this version of the collection's document, withdrawn since or not."""
        ...

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[Consent]:
        """All of a speaker, newest first."""
        ...
