"""A consent document read aloud, for people who do not read: kept by an admin, heard by everybody."""

from contextlib import AbstractContextManager
from typing import BinaryIO

import attrs

from shrutik_core.collections.consent_document import ConsentDocument, SpokenForm
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.media import SNIFF_BYTES
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.use_cases.recordings.audio_intake import known_media_type
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.consent_documents import document_of_version, kept_document
from shrutik_core.use_cases.steps.lookups import the_collection

declare(Missing, "consent_audio_missing", "The consent document has no spoken form in this language.")
declare(Conflict, "consent_audio_settled", "People have agreed to this version; its spoken form stays as it is.")

LARGEST_SPOKEN = 16 * 1024 * 1024
"""Bytes that a spoken form may have."""


@attrs.frozen
class KeepSpokenConsent:
    """Keeps a text of a consent document as sound; ``actor`` is None for the operator at the command line.

    Until the first person has agreed to the version it may be replaced; afterwards what was heard stays what it was.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    blobs: BlobStore
    audio_check: AudioCheck
    limits: AudioLimits = attrs.field(factory=AudioLimits)

    def __call__(
        self, actor: Actor | None, reference: str, language: str, audio: bytes, version: str | None = None
    ) -> ConsentDocument:
        """The document with its spoken form; ``reference`` is a collection's slug or id.

        Raises:
            Conflict: ``policies_unreadable``; ``consent_audio_settled``.
            Invalid: ``language_invalid`` or ``consent_language_missing``; ``empty``, ``unsupported_media``, or whatever
                else the header of the audio tells.
            Missing: ``collection_missing`` or ``consent_version_missing``.
            Refused: ``not_permitted``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        with self.units_of_work() as uow:
            document, tag = self._changeable(uow, actor, reference, language, version)
        spoken = self._stored(document, audio)
        try:
            document, former = self._keep(actor, reference, tag, spoken, version)
        except BaseException:
            self.blobs.delete(spoken.blob.key)
            raise
        if former is not None:
            self.blobs.delete(former.blob.key)
        return document

    def _changeable(
        self, uow: UnitOfWork, actor: Actor | None, reference: str, language: str, version: str | None
    ) -> tuple[ConsentDocument, str]:
        """The document, kept and not to change meanwhile, and the tag of the language."""
        collection = the_collection(uow, reference, lock=True)
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS, collection.id)
        document = document_of_version(uow, collection, version)
        tag = document.exact(language)
        if tag in document.spoken and uow.consents.agreed_to(collection.id, document.version):
            detail = (
                f"People have agreed to version {document.version} of {collection.slug}; what they heard stays as it "
                "is. Publish a new version for another spoken form."
            )
            raise Conflict("consent_audio_settled", detail)
        return document, tag

    def _stored(self, document: ConsentDocument, audio: bytes) -> SpokenForm:
        media_type = known_media_type(audio[:SNIFF_BYTES])
        blob = self.blobs.put(f"consents/{document.id}/{self.ids.new()}", [audio])
        try:
            with self.blobs.fetch(blob.key) as source:
                self.audio_check.check(source, self.limits)
        except BaseException:
            self.blobs.delete(blob.key)
            raise
        return SpokenForm(blob, media_type.value)

    def _keep(
        self, actor: Actor | None, reference: str, tag: str, spoken: SpokenForm, version: str | None
    ) -> tuple[ConsentDocument, SpokenForm | None]:
        """The document with its spoken form, and the one that this takes the place of."""
        with self.units_of_work() as uow:
            collection = the_collection(uow, reference, lock=True)
            kept_document(uow, self.ids, collection)
            before, _ = self._changeable(uow, actor, reference, tag, version)
            document = before.speak(tag, spoken)
            uow.consent_documents.save(document)
            facts = {"version": document.version, "language": tag, "sha256": spoken.blob.sha256}
            add_entry(uow, self.ids, self.clock.now(), actor, "collection.consent_spoken", collection.id, **facts)
            uow.commit()
        return document, before.spoken.get(tag)


@attrs.frozen
class HearConsent:
    """Spoken forms of consent documents, for everybody."""

    units_of_work: UnitsOfWork
    blobs: BlobStore

    def get(self, reference: str, language: str, version: str | None = None) -> SpokenForm:
        """One spoken form, of the version in force if none is named.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``language_invalid`` or ``consent_language_missing``.
            Missing: ``collection_missing``, ``consent_version_missing`` or ``consent_audio_missing``.
        """
        with self.units_of_work() as uow:
            document = document_of_version(uow, the_collection(uow, reference), version)
        tag = document.exact(language)
        spoken = document.spoken.get(tag)
        if spoken is None:
            detail = f"Version {document.version} was not read aloud in {tag}."
            raise Missing("consent_audio_missing", detail)
        return spoken

    def open(self, blob: StoredBlob, start: int, length: int) -> AbstractContextManager[BinaryIO]:
        """A stream over bytes of it.

        Raises:
            Missing: ``blob_missing``.
        """
        return self.blobs.open(blob.key, start, length)
