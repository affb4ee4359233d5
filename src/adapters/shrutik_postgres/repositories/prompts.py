"""The repositories of collections and prompts on PostgreSQL."""

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Uuid, any_, exists, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shrutik_core.collections.collection import Collection, ConsentText
from shrutik_core.collections.policies import changed_policies, read_stored_policies
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.shared.ids import CollectionId, PromptId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.prompts import collections, prompts
from shrutik_postgres.tables.recordings import COUNTED_SQL, recordings
from shrutik_postgres.transaction import Transaction, Values

# All that a prompt is made of; what is only for `next_for` stays in the table.
_COLUMNS = tuple(prompts.c[name] for name in ("id", "collection", "text", "created_at", "source"))


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


class PostgresPrompts:
    """`Prompts` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_all(self, prompts_: Iterable[Prompt]) -> tuple[PromptId, ...]:
        """See `Prompts.add_all`."""
        statement = upsert(prompts).on_conflict_do_nothing(constraint="uq_prompts_collection_digest")
        added = self._transaction.add_many(statement.returning(prompts.c.id), map(_prompt_values, prompts_))
        return tuple(sorted(PromptId(row.id) for row in added))

    def find(self, prompt: PromptId) -> Prompt | None:
        """See `Prompts.find`."""
        row = self._transaction.first(select(*_COLUMNS).where(prompts.c.id == prompt))
        return _prompt(row) if row else None

    def page(self, collection: CollectionId, request: PageRequest) -> Page[Prompt]:
        """See `Prompts.page`."""
        within = select(*_COLUMNS).where(prompts.c.collection == collection)
        return newest_first(self._transaction, within, request, by_birth(prompts), _prompt)

    def next_for(self, collection: CollectionId, speaker: SpeakerId) -> Prompt | None:
        """See `Prompts.next_for`.

        Walks an index in the order of the answer. The speakers of a prompt's latest recordings stand in its row, so
        most prompts that the speaker has done are stepped over without a look at the recordings.
        """
        said = exists().where(
            recordings.c.speaker == speaker, recordings.c.prompt == prompts.c.id, text(f"recordings.{COUNTED_SQL}")
        )
        lately = literal(speaker, Uuid) == any_(prompts.c.voices)
        wanted = select(*_COLUMNS).where(prompts.c.collection == collection, ~lately, ~said)
        row = self._transaction.first(wanted.order_by(prompts.c.recorded, prompts.c.id).limit(1))
        return _prompt(row) if row else None


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
        "digest": hashlib.sha256(prompt.text.encode()).digest(),
        "created_at": prompt.created_at,
        "source": prompt.source,
    }


def _prompt(row: Row[Any]) -> Prompt:
    return Prompt(id=row.id, collection=row.collection, text=row.text, created_at=row.created_at, source=row.source)
