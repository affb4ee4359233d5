"""The repository of consent documents on PostgreSQL."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, insert, select, tuple_, update

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument, SpokenForm
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import CollectionId
from shrutik_postgres.tables.consent_documents import consent_documents
from shrutik_postgres.transaction import Transaction, Values


class PostgresConsentDocuments:
    """`ConsentDocuments` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, document: ConsentDocument) -> None:
        """See `ConsentDocuments.add`."""
        self._transaction.add(insert(consent_documents), [_values(document)])

    def save(self, document: ConsentDocument) -> None:
        """See `ConsentDocuments.save`."""
        statement = update(consent_documents).where(consent_documents.c.id == document.id)
        self._transaction.change(statement.values(spoken=_spoken_values(document)), "consent_document")

    def of_collection(self, collection: CollectionId) -> tuple[ConsentDocument, ...]:
        """See `ConsentDocuments.of_collection`."""
        theirs = select(consent_documents).where(consent_documents.c.collection == collection)
        return tuple(map(_document, self._transaction.all(theirs.order_by(consent_documents.c.number.desc()))))

    def in_force(self, collections: Iterable[Collection]) -> Mapping[CollectionId, ConsentDocument]:
        """See `ConsentDocuments.in_force`."""
        named = [(one.id, one.consent.version) for one in collections]
        if not named:
            return {}
        versions = tuple_(consent_documents.c.collection, consent_documents.c.version)
        found = self._transaction.all(select(consent_documents).where(versions.in_(named)))
        return {CollectionId(row.collection): _document(row) for row in found}


def _values(document: ConsentDocument) -> Values:
    return {
        "id": document.id,
        "collection": document.collection,
        "number": document.number,
        "version": document.version,
        "language": document.language,
        "texts": dict(document.texts),
        "purposes": sorted(purpose.value for purpose in document.purposes),
        "licence": document.licence,
        "published_at": document.published_at,
        "replaces": document.replaces,
        "spoken": _spoken_values(document),
    }


def _spoken_values(document: ConsentDocument) -> dict[str, dict[str, object]]:
    return {
        language: {
            "key": one.blob.key,
            "size": one.blob.size,
            "sha256": one.blob.sha256,
            "media_type": one.media_type,
        }
        for language, one in document.spoken.items()
    }


def _document(row: Row[Any]) -> ConsentDocument:
    return ConsentDocument(
        id=row.id,
        collection=row.collection,
        number=row.number,
        version=row.version,
        language=row.language,
        texts=row.texts,
        purposes=row.purposes,
        licence=row.licence,
        published_at=row.published_at,
        replaces=row.replaces,
        spoken={language: _spoken(one) for language, one in row.spoken.items()},
    )


def _spoken(kept: Mapping[str, Any]) -> SpokenForm:
    return SpokenForm(StoredBlob(kept["key"], kept["size"], kept["sha256"]), kept["media_type"])
