"""The repositories of collections and prompts on PostgreSQL."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Uuid, any_, exists, func, insert, literal, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.policies import changed_policies, read_stored_policies
from shrutik_core.collections.words import CollectionWords
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import Prompt, PromptKind
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import CollectionId, PromptId, PromptMediumId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.prompts import collection_words, collections, prompt_media, prompt_skips, prompts
from shrutik_postgres.tables.recordings import COUNTED_SQL, recordings
from shrutik_postgres.transaction import Transaction, Values

# All that a prompt is made of; what is only for `next_for` stays in the table.
_COLUMNS = tuple(
    prompts.c[name]
    for name in (
        *("id", "collection", "text", "created_at", "source", "kind", "medium", "media_type", "longest"),
        *("set_aside_at", "offered_again_at"),
    )
)
_BATCH = 1_000


class PostgresCollections:
    """`Collections` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, collection: Collection) -> None:
        """See `Collections.add`."""
        self._transaction.add(insert(collections), [_collection_values(collection)])

    def save(self, collection: Collection) -> None:
        """See `Collections.save`."""
        statement = update(collections).where(collections.c.id == collection.id)
        self._transaction.change(statement.values(_collection_values(collection)), "collection")

    def find(self, collection: CollectionId, *, lock: bool = False) -> Collection | None:
        """See `Collections.find`."""
        wanted = select(collections).where(collections.c.id == collection)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return to_collection(row) if row else None

    def find_by_slug(self, slug: str) -> Collection | None:
        """See `Collections.find_by_slug`."""
        row = self._transaction.first(select(collections).where(collections.c.slug == slug))
        return to_collection(row) if row else None

    def page(self, request: PageRequest, language: str | None = None) -> Page[Collection]:
        """See `Collections.page`."""
        wanted = select(collections)
        if language is not None:
            wanted = wanted.where(collections.c.language == language)
        return newest_first(self._transaction, wanted, request, by_birth(collections), to_collection)

    def words(self, collections_: Iterable[CollectionId]) -> Mapping[CollectionId, CollectionWords]:
        """See `Collections.words`."""
        wanted = literal(list(collections_), ARRAY(Uuid))
        rows = self._transaction.all(select(collection_words).where(collection_words.c.collection == any_(wanted)))
        return {
            CollectionId(row.collection): CollectionWords(row.about, row.guidelines, row.goal_hours) for row in rows
        }

    def keep_words(self, collection: CollectionId, words: CollectionWords) -> None:
        """See `Collections.keep_words`."""
        told = {"about": dict(words.about), "guidelines": dict(words.guidelines), "goal_hours": words.goal_hours}
        statement = upsert(collection_words).values(collection=collection, **told)
        self._transaction.run(
            statement.on_conflict_do_update(index_elements=[collection_words.c.collection], set_=told)
        )


class PostgresPrompts:
    """`Prompts` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, prompts_: Iterable[Prompt]) -> tuple[PromptId, ...]:
        """See `Prompts.add_all`."""
        statement = upsert(prompts).on_conflict_do_nothing(constraint="uq_prompts_collection_digest")
        added = self._transaction.add_many(statement.returning(prompts.c.id), map(_prompt_values, prompts_))
        return tuple(sorted(PromptId(row.id) for row in added))

    def count_new(self, prompts_: Iterable[Prompt]) -> int:
        """See `Prompts.count_new`."""
        asked = {(prompt.collection, _digest(prompt)) for prompt in prompts_}
        remaining, there = iter(asked), 0
        while batch := list(islice(remaining, _BATCH)):
            known = tuple_(prompts.c.collection, prompts.c.digest).in_(batch)
            there += self._transaction.scalar(select(func.count()).select_from(prompts).where(known))
        return len(asked) - there

    def add_medium(self, medium: PromptMedium) -> None:
        """See `Prompts.add_medium`."""
        values = {
            "id": medium.id,
            "blob_key": medium.blob.key,
            "size": medium.blob.size,
            "sha256": medium.blob.sha256,
            "media_type": medium.media_type,
            "created_at": medium.created_at,
        }
        self._transaction.run(upsert(prompt_media).values(values).on_conflict_do_nothing())

    def media(self, media: Iterable[PromptMediumId]) -> Mapping[PromptMediumId, PromptMedium]:
        """See `Prompts.media`."""
        wanted = literal(list(media), ARRAY(Uuid))
        rows = self._transaction.all(select(prompt_media).where(prompt_media.c.id == any_(wanted)))
        return {PromptMediumId(row.id): _medium(row) for row in rows}

    def find(self, prompt: PromptId, *, lock: bool = False) -> Prompt | None:
        """See `Prompts.find`."""
        wanted = select(*_COLUMNS).where(prompts.c.id == prompt)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return _prompt(row) if row else None

    def save(self, prompt: Prompt) -> None:
        """See `Prompts.save`."""
        states = {"set_aside_at": prompt.set_aside_at, "offered_again_at": prompt.offered_again_at}
        self._transaction.change(update(prompts).where(prompts.c.id == prompt.id).values(states), "prompt")

    def page(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.page`."""
        within = select(*_COLUMNS).where(prompts.c.collection == collection)
        return newest_first(self._transaction, within, request, by_birth(prompts), _prompt)

    def offered(self, collection: CollectionId, speaker: SpeakerId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.offered`."""
        wanted = select(*_COLUMNS).where(*_offered(collection, speaker))
        return newest_first(self._transaction, wanted, request, by_birth(prompts), _prompt)

    def set_aside(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.set_aside`."""
        wanted = select(*_COLUMNS).where(prompts.c.collection == collection, prompts.c.set_aside_at.is_not(None))
        return newest_first(self._transaction, wanted, request, by_birth(prompts), _prompt)

    def next_for(self, collection: CollectionId, speaker: SpeakerId) -> Prompt | None:
        """See `Prompts.next_for`.

        Walks an index in the order of the answer.
        """
        wanted = select(*_COLUMNS).where(*_offered(collection, speaker))
        row = self._transaction.first(wanted.order_by(prompts.c.recorded, prompts.c.id).limit(1))
        return _prompt(row) if row else None


def _offered(collection: CollectionId, speaker: SpeakerId) -> tuple[ColumnElement[bool], ...]:
    """What holds of a prompt that may be offered to a speaker.

    The speakers of a prompt's latest recordings stand in its row, so most prompts that the speaker has done are stepped
    over without a look at the recordings.
    """
    said = exists().where(
        recordings.c.speaker == speaker, recordings.c.prompt == prompts.c.id, text(f"recordings.{COUNTED_SQL}")
    )
    lately = literal(speaker, Uuid) == any_(prompts.c.voices)
    skipped = exists().where(prompt_skips.c.speaker == speaker, prompt_skips.c.prompt == prompts.c.id)
    return prompts.c.collection == collection, prompts.c.set_aside_at.is_(None), ~lately, ~said, ~skipped


def _collection_values(collection: Collection) -> Values:
    return {
        "id": collection.id,
        "slug": collection.slug,
        "language": collection.language,
        "name": collection.name,
        "licence": collection.licence,
        "consent_version": collection.consent.version,
        "consent_text": collection.consent.text,
        "created_at": collection.created_at,
        "policies": changed_policies(collection.policies),
    }


def to_collection(row: Row[Any]) -> Collection:
    """The collection of a whole row.

    Raises:
        Conflict: ``policies_unreadable``.
    """
    return Collection(
        id=row.id,
        slug=row.slug,
        language=row.language,
        name=row.name,
        licence=row.licence,
        consent=ConsentText(row.consent_version, row.consent_text),
        created_at=row.created_at,
        policies=read_stored_policies(row.policies, row.slug),
    )


def _prompt_values(prompt: Prompt) -> Values:
    return {
        "id": prompt.id,
        "collection": prompt.collection,
        "text": prompt.text,
        "digest": _digest(prompt),
        "created_at": prompt.created_at,
        "source": prompt.source,
        "kind": prompt.kind.value,
        "medium": prompt.medium,
        "media_type": prompt.media_type,
        "longest": prompt.longest,
    }


def _digest(prompt: Prompt) -> bytes:
    """SHA-256 of what is asked: of a text alone, for the others of kind, medium and text; no text holds a NUL."""
    asked = prompt.text if prompt.kind is PromptKind.TEXT else f"{prompt.kind}\0{prompt.medium or ''}\0{prompt.text}"
    return hashlib.sha256(asked.encode()).digest()


def _prompt(row: Row[Any]) -> Prompt:
    return Prompt(
        id=row.id,
        collection=row.collection,
        text=row.text,
        created_at=row.created_at,
        source=row.source,
        kind=row.kind,
        medium=row.medium,
        media_type=row.media_type,
        longest=row.longest,
        set_aside_at=row.set_aside_at,
        offered_again_at=row.offered_again_at,
    )


def _medium(row: Row[Any]) -> PromptMedium:
    blob = StoredBlob(row.blob_key, row.size, row.sha256)
    return PromptMedium(PromptMediumId(row.id), blob, row.media_type, row.created_at)
