"""Create a collection, and list those there are."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.consent_draft import ConsentDraft, as_draft
from shrutik_core.collections.policies import Policies
from shrutik_core.collections.words import CollectionWords
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.cache import Cache, NoCache
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import CollectionId, ConsentDocumentId
from shrutik_core.shared.language_tags import check_language
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import NOBODY, IdempotencyKey
from shrutik_core.use_cases.collections.read_progress import forget_progress
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class CollectionDraft:
    """A collection as somebody wishes it.

    Attributes:
        slug: unique, for addresses.
        language: BCP 47.
        name: for people.
        licence: SPDX.
        consent: what speakers will agree to; a bare `ConsentText` is in the collection's language, and asks to record
            and publish.
        policies: how it will work.
        words: what it will tell people.
    """

    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentDraft = attrs.field(converter=as_draft)
    policies: Policies = attrs.field(factory=Policies)
    words: CollectionWords = attrs.field(factory=CollectionWords)


@attrs.frozen
class CreateCollection:
    """Makes a collection; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    cache: Cache = attrs.field(factory=NoCache)

    def __call__(self, actor: Actor | None, draft: CollectionDraft, key: IdempotencyKey | None = None) -> Collection:
        """The new collection, or the one that the same call made before.

        Raises:
            Conflict: ``policies_unreadable``; ``slug_taken``.
            Invalid: ``slug_invalid``, ``language_invalid``, ``name_invalid``, ``consent_text_invalid``,
                ``purpose_invalid`` or ``text_invalid``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        collection, person = self._collection(draft), actor.id if actor else NOBODY
        document = draft.consent.document(ConsentDocumentId(self.ids.new()), collection, 1, collection.created_at)
        with self.units_of_work() as uow:
            now = collection.created_at
            before = done_before(uow, person, key, now)
            if before:
                return _again(uow.collections.find(CollectionId(before[0])))
            uow.collections.add(collection)
            uow.consent_documents.add(document)
            if draft.words != CollectionWords():
                uow.collections.keep_words(collection.id, draft.words)
            add_entry(uow, self.ids, now, actor, "collection.created", collection.id)
            keep_receipt(uow, person, key, (collection.id,), now)
            uow.commit()
        forget_progress(self.cache, collection)
        return collection

    def _collection(self, draft: CollectionDraft) -> Collection:
        return Collection(
            id=CollectionId(self.ids.new()),
            slug=draft.slug,
            language=draft.language,
            name=draft.name.strip(),
            licence=draft.licence,
            consent=ConsentText(draft.consent.version, draft.consent.text),
            created_at=self.clock.now(),
            policies=draft.policies,
        )


def _again(collection: Collection | None) -> Collection:
    if collection is None:
        raise Missing("collection_missing", "The collection that this key made is gone.")
    return collection


@attrs.frozen
class ReadCollections:
    """Collections for everybody, strangers too: whose voice is wanted, and on what terms."""

    units_of_work: UnitsOfWork

    def list(self, request: PageRequest, language: str | None = None) -> Page[Collection]:
        """All, or those of one language, newest first.

        Raises:
            Invalid: ``language_invalid``.
            Conflict: ``policies_unreadable``.
        """
        wanted = None if language is None else check_language(language)
        with self.units_of_work() as uow:
            return uow.collections.page(request, wanted)

    def words(self, collections: Iterable[Collection]) -> Mapping[CollectionId, CollectionWords]:
        """What each of them tells people."""
        asked = [one.id for one in collections]
        with self.units_of_work() as uow:
            known = uow.collections.words(asked)
        return {id_: known.get(id_, CollectionWords()) for id_ in asked}

    def get(self, reference: str) -> Collection:
        """By slug or id.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
        """
        with self.units_of_work() as uow:
            return the_collection(uow, reference)
