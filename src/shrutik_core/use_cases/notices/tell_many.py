"""Tell many people at once, a few in each transaction: nobody waits for all, and broken off anywhere it goes on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.notices.notice import NoticeKind
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.release import Release
from shrutik_core.shared.ids import CollectionId, ContributorId, ReleaseId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.use_cases.releases.series_turn import WAS_READY
from shrutik_core.use_cases.steps.notifying import add_notice

PEOPLE_AT_ONCE = 200
"""People who are told in one transaction."""


@attrs.frozen
class AskConsentAnew:
    """Tells whoever had agreed that a collection's consent document has a new version; the work of its job."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, subject: UUID) -> None:
        """Tell of the newest version, each person once; nothing happens if the collection is gone."""
        with self.units_of_work() as uow:
            collection = uow.collections.find(CollectionId(subject))
            documents = uow.consent_documents.of_collection(CollectionId(subject))
            people = uow.consents.people(CollectionId(subject))
        if collection is not None and documents:
            for start in range(0, len(people), PEOPLE_AT_ONCE):
                self._tell(collection, documents[0], people[start : start + PEOPLE_AT_ONCE])

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: whoever was not told is asked before their next recording."""

    def _tell(self, collection: Collection, document: ConsentDocument, people: Sequence[ContributorId]) -> None:
        told = {"collection": collection.slug, "version": document.version}
        with self.units_of_work() as uow:
            now = self.clock.now()
            for person in people:
                kind = NoticeKind.CONSENT_ASKED_AGAIN
                add_notice(uow, self.ids, now, person, kind, cause=str(document.id), **told)
            uow.jobs.show_life(JobKind.ASK_CONSENT_ANEW, collection.id, now)
            uow.commit()


@attrs.frozen
class TellSpeakers:
    """Tells the people whose voices are in a release that it is ready; the work of its job."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, subject: UUID) -> None:
        """Tell each person once whose consent stands as this begins; nobody if the release never became ready."""
        with self.units_of_work() as uow:
            release = uow.releases.find(ReleaseId(subject))
            if release is None or release.status not in WAS_READY:
                return
            people = uow.releases.people(release.id)
        for start in range(0, len(people), PEOPLE_AT_ONCE):
            self._tell(release, people[start : start + PEOPLE_AT_ONCE], self.clock.now())

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: the release is ready, whoever was told of it."""

    def _tell(self, release: Release, people: Sequence[ContributorId], now: datetime) -> None:
        told = {"release": release.title, "release_id": str(release.id)}
        with self.units_of_work() as uow:
            for person in people:
                add_notice(uow, self.ids, now, person, NoticeKind.RELEASE_READY, cause=str(release.id), **told)
            uow.jobs.show_life(JobKind.TELL_SPEAKERS, release.id, now)
            uow.commit()
