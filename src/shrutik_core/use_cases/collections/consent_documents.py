"""Publish a new version of a collection's consent document, and read any of them."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.collections.consent_draft import ConsentDraft, first_document
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import CollectionId, ConsentDocumentId, JobId
from shrutik_core.shared.job_kinds import ConsentPublished
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.consent_documents import document_of_version, kept_document
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class PublishConsent:
    """Puts a new version of a consent document in force; ``actor`` is None for the operator at the command line.

    From then on every speaker is asked again before their next recording, and a job tells whoever had agreed. What was
    recorded before may still be published under the consent that it was recorded under, unless the new version
    replaces it.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(
        self, actor: Actor | None, reference: str, draft: ConsentDraft, key: IdempotencyKey | None = None
    ) -> ConsentDocument:
        """The new version, or the one that the same call published before; ``reference`` is a slug or an id.

        Raises:
            Conflict: ``policies_unreadable``; ``consent_version_taken``.
            Invalid: ``consent_text_invalid``, ``language_invalid``, ``purpose_invalid`` or ``text_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        person = actor.id if actor else NOBODY
        with self.units_of_work() as uow:
            collection, now = the_collection(uow, reference, lock=True), self.clock.now()
            if actor is not None:
                actor.require(Permission.MANAGE_COLLECTIONS, collection.id)
            before = done_before(uow, person, key, now)
            kept_document(uow, self.ids, collection)
            known = uow.consent_documents.of_collection(collection.id)
            if before:
                return next(one for one in known if one.id == before[0])
            document = draft.document(ConsentDocumentId(self.ids.new()), collection, known[0].number + 1, now)
            uow.consent_documents.add(document)
            uow.collections.save(attrs.evolve(collection, consent=document.wording))
            facts = {"version": document.version, "replaces": document.replaces, "hash": document.hash}
            add_entry(uow, self.ids, now, actor, "collection.consent_published", collection.id, **facts)
            uow.jobs.add(Job.due(JobId(self.ids.new()), ConsentPublished(collection.id), now))
            keep_receipt(uow, person, key, (document.id,), now)
            uow.commit()
        return document


@attrs.frozen
class ReadConsent:
    """Consent documents, for everybody: who is asked may also be someone without an account."""

    units_of_work: UnitsOfWork

    def get(self, reference: str, version: str | None = None) -> ConsentDocument:
        """One version of a collection's document; the one in force if none is named.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``consent_version_missing``.
        """
        with self.units_of_work() as uow:
            return document_of_version(uow, the_collection(uow, reference), version)

    def in_force(self, collections: Iterable[Collection]) -> Mapping[CollectionId, ConsentDocument]:
        """The document in force of each collection."""
        asked = list(collections)
        with self.units_of_work() as uow:
            kept = uow.consent_documents.in_force(asked)
        return {one.id: kept.get(one.id) or first_document(one) for one in asked}
