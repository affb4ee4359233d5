"""The repository of consent documents in memory."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId
from shrutik_memory.store import MemoryStore

_TAKEN = "The collection already has this version; choose another name for it."


class MemoryConsentDocuments:
    """`ConsentDocuments` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.consent_documents

    def add(self, document: ConsentDocument) -> None:
        """See `ConsentDocuments.add`."""
        others = self._rows.group("collection", document.collection)
        if any(one.version == document.version or one.number == document.number for one in others):
            raise Conflict("consent_version_taken", _TAKEN)
        self._rows.put(document.id, document)

    def save(self, document: ConsentDocument) -> None:
        """See `ConsentDocuments.save`."""
        before = self._rows.get(document.id) or document
        self._rows.replace(document.id, attrs.evolve(before, spoken=document.spoken))

    def of_collection(self, collection: CollectionId) -> tuple[ConsentDocument, ...]:
        """See `ConsentDocuments.of_collection`."""
        return tuple(sorted(self._rows.group("collection", collection), key=lambda one: -one.number))

    def in_force(self, collections: Iterable[Collection]) -> Mapping[CollectionId, ConsentDocument]:
        """See `ConsentDocuments.in_force`."""
        found = (
            (one.id, document)
            for one in collections
            for document in self._rows.group("collection", one.id)
            if document.version == one.consent.version
        )
        return dict(found)
