"""The repositories of people in memory."""

from collections.abc import Sequence

import attrs

from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import Sought
from shrutik_core.people.speaker import Speaker
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId, ContributorId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryContributors:
    """`Contributors` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.contributors

    def add(self, contributor: Contributor) -> None:
        """See `Contributors.add`."""
        self._check_email(contributor)
        self._rows.put(contributor.id, contributor)

    def add_if_free(self, contributor: Contributor) -> bool:
        """See `Contributors.add_if_free`."""
        free = contributor.email is None or self.find_by_email(contributor.email) is None
        if free:
            self._rows.put(contributor.id, contributor)
        return free

    def rehash(self, contributor: ContributorId, before: str, after: str) -> None:
        """See `Contributors.rehash`."""
        found = self._rows.get(contributor)
        if found is not None and found.password_hash == before:
            self._rows.put(contributor, attrs.evolve(found, password_hash=after))

    def save(self, contributor: Contributor) -> None:
        """See `Contributors.save`."""
        self._check_email(contributor)
        before = self._rows.get(contributor.id)
        generation = before.generation + (_credentials(before) != _credentials(contributor)) if before else 0
        self._rows.replace(contributor.id, attrs.evolve(contributor, generation=generation))

    def find(self, contributor: ContributorId, *, lock: bool = False) -> Contributor | None:  # noqa: ARG002 - all is locked
        """See `Contributors.find`."""
        return self._rows.get(contributor)

    def find_by_email(self, email: str, *, lock: bool = False) -> Contributor | None:  # noqa: ARG002 - all is locked
        """See `Contributors.find_by_email`."""
        return next(iter(self._rows.group("email", email)), None)

    def has_admin_beside(self, contributor: ContributorId) -> bool:
        """See `Contributors.has_admin_beside`."""
        return any(row.active_admin for row in self._rows.all() if row.id != contributor)

    def page(
        self,
        request: PageRequest,
        *,
        status: ContributorStatus | None = None,
        role: Role | None = None,
        sought: Sought | None = None,
    ) -> Page[Contributor]:
        """See `Contributors.page`."""
        rows = (
            row
            for row in self._rows.all()
            if status in {None, row.status}
            and role in {None, row.role}
            and (sought is None or sought.finds(row.name, row.email))
        )
        return newest_first(rows, request, lambda row: row.created_at)

    def _check_email(self, contributor: Contributor) -> None:
        holder = self.find_by_email(contributor.email) if contributor.email is not None else None
        if holder is not None and holder.id != contributor.id:
            raise Conflict("email_taken", "There is an account with this address; log in, or use another address.")


def _credentials(contributor: Contributor) -> tuple[object, ...]:
    """What ends its access tokens when it changes."""
    return contributor.status, contributor.password_hash


class MemorySpeakers:
    """`Speakers` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.speakers

    def add(self, speaker: Speaker) -> None:
        """See `Speakers.add`."""
        self._rows.put(speaker.id, speaker)

    def save(self, speaker: Speaker) -> None:
        """See `Speakers.save`."""
        self._rows.replace(speaker.id, speaker)

    def find(self, speaker: SpeakerId) -> Speaker | None:
        """See `Speakers.find`."""
        return self._rows.get(speaker)


class MemoryConsents:
    """`Consents` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.consents
        self._contributors = store.contributors

    def add(self, consent: Consent) -> None:
        """See `Consents.add`."""
        self._rows.put(consent.id, consent)

    def save(self, consent: Consent) -> None:
        """See `Consents.save`."""
        self._rows.replace(consent.id, consent)

    def latest(self, speaker: SpeakerId, collection: CollectionId) -> Consent | None:
        """See `Consents.latest`."""
        about = self._rows.group("about", (speaker, collection))
        return max(about, key=lambda row: (row.given_at, row.id), default=None)

    def people(self, collection: CollectionId) -> Sequence[ContributorId]:
        """See `Consents.people`."""
        latest = ((one.id, self.latest(one.speaker, collection)) for one in self._contributors.all())
        return sorted(person for person, consent in latest if consent is not None and consent.withdrawn_at is None)

    def agreed_to(self, collection: CollectionId, version: str) -> bool:
        """See `Consents.agreed_to`."""
        return any(row.collection == collection and row.version == version for row in self._rows.all())

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[Consent]:
        """See `Consents.page`."""
        return newest_first(self._rows.group("speaker", speaker), request, lambda row: row.given_at)
