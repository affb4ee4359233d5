"""Look a collection's consent document up, also if only its text is kept."""

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.collections.consent_draft import first_document
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ConsentDocumentId

declare(Missing, "consent_version_missing", "The collection has no consent document of this version.")


def document_in_force(uow: UnitOfWork, collection: Collection) -> ConsentDocument:
    """The version that people are asked to agree to now."""
    return uow.consent_documents.in_force([collection]).get(collection.id) or first_document(collection)


def document_of_version(uow: UnitOfWork, collection: Collection, version: str | None) -> ConsentDocument:
    """One version; the one in force if none is named.

    Raises:
        Missing: ``consent_version_missing``.
    """
    if version is None or version == collection.consent.version:
        return document_in_force(uow, collection)
    found = next((one for one in uow.consent_documents.of_collection(collection.id) if one.version == version), None)
    if found is None:
        detail = f"{collection.slug} has no consent document of version {version[:40]!r}."
        raise Missing("consent_version_missing", detail)
    return found


def kept_document(uow: UnitOfWork, ids: IdSource, collection: Collection) -> ConsentDocument:
    """The version in force with a row of its own, made now if only its text is kept; the collection is locked."""
    kept = uow.consent_documents.in_force([collection]).get(collection.id)
    if kept is not None:
        return kept
    earlier = uow.consent_documents.of_collection(collection.id)
    made = first_document(collection, earlier[0].number + 1 if earlier else 1)
    made = attrs.evolve(made, id=ConsentDocumentId(ids.new()))
    uow.consent_documents.add(made)
    return made
