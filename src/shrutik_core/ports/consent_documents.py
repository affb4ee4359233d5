"""The repository of consent documents."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import CollectionId

declare(Conflict, "consent_version_taken", "The collection already has a consent document of this version.")


class ConsentDocuments(Protocol):
    """Versions of the collections' consent documents; no two of a collection have the same version or number."""

    def add(self, document: ConsentDocument) -> None:
        """Keep a new version.

        Raises:
            Conflict: ``consent_version_taken``.
        """
        ...

    def save(self, document: ConsentDocument) -> None:
        """Keep its spoken forms; all else stays as it was published.

        Raises:
            Missing: ``consent_document_missing``.
        """
        ...

    def of_collection(self, collection: CollectionId) -> tuple[ConsentDocument, ...]:
        """All versions, the latest first."""
        ...

    def in_force(self, collections: Iterable[Collection]) -> Mapping[CollectionId, ConsentDocument]:
        """The version that each collection names as its consent; without those of which no document is kept."""
        ...
