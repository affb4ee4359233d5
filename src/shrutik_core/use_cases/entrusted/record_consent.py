"""Record a consent: a person, or a minor's guardian, says it aloud, and a facilitator sends the sound."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import BinaryIO

import attrs

from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.people.consent import Consent
from shrutik_core.people.entrusted import RecordedConsent, recorded_consent_key
from shrutik_core.people.roles import Actor
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_core.shared.ids import ConsentId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.audio_intake import AudioIntake, IncomingAudio
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.consent_documents import document_in_force
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection
from shrutik_core.use_cases.steps.voices import entrusted_to


@attrs.frozen
class RecordConsent:
    """Keeps what an entrusted speaker agreed to, with the sound of it."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    intake: AudioIntake

    def check(self, actor: Actor, speaker: SpeakerId) -> None:
        """Let pass whoever looks after the speaker.

        Raises:
            Missing: ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            entrusted_to(uow, actor, speaker)

    def __call__(
        self,
        actor: Actor,
        speaker: SpeakerId,
        answer: ConsentAnswer,
        audio: IncomingAudio,
        key: Callable[[str], IdempotencyKey | None] = lambda _: None,
    ) -> Consent:
        """The consent, or the one that the same call kept before; nothing of the audio stays if it is refused.

        Args:
            actor: who looks after the speaker.
            speaker: whose consent it is.
            answer: what they were read, and agreed to.
            audio: in which they say so, whole.
            key: the idempotency key of the call, if it has one, given the SHA-256 of the audio.

        Raises:
            Conflict: ``policies_unreadable``; ``consent_version_outdated`` if the document has changed since.
            Invalid: as `AudioIntake.store`; ``purpose_invalid`` if a purpose is unknown, or the document does not ask
                for it; ``language_invalid`` or ``consent_language_missing``; ``text_invalid``.
            Missing: ``speaker_missing`` or ``collection_missing``.
            Refused: ``not_permitted``.
            Unavailable: if audio or consent cannot be stored.
        """
        id_ = ConsentId(self.ids.new())
        with self.units_of_work() as uow:
            self._agreed(uow, actor, speaker, answer, id_)
        blob, media_type = audio.keep(recorded_consent_key(id_))
        with ExitStack() as taken_back:
            taken_back.callback(self.intake.blobs.delete, blob.key)
            try:
                consent = self._keep(
                    actor,
                    answer,
                    RecordedConsent(id_, speaker, blob, media_type.value, actor.id, self.clock.now()),
                    key(blob.sha256),
                )
            except Unavailable:
                # Whether it was committed is not known: sound without a consent does no harm, a consent without does.
                taken_back.pop_all()
                raise
            if consent.id == id_:
                taken_back.pop_all()
        return consent

    def _agreed(
        self, uow: UnitOfWork, actor: Actor, speaker: SpeakerId, answer: ConsentAnswer, id_: ConsentId
    ) -> Consent:
        entrusted = entrusted_to(uow, actor, speaker)
        collection = the_collection(uow, str(entrusted.collection), lock=True)
        return document_in_force(uow, collection).agree(answer, id_, speaker, self.clock.now())

    def _keep(
        self, actor: Actor, answer: ConsentAnswer, recorded: RecordedConsent, key: IdempotencyKey | None
    ) -> Consent:
        now = self.clock.now()
        with self.units_of_work() as uow:
            consent = self._agreed(uow, actor, recorded.speaker, answer, recorded.id)
            before = done_before(uow, actor.id, key, now)
            known = uow.consents.latest(recorded.speaker, consent.collection) if before else None
            if before and known and known.id == before[0]:
                return known
            uow.consents.add(consent)
            uow.entrusted.add_recorded(recorded)
            facts = {"version": consent.version, "purposes": sorted(consent.purposes), "hash": consent.text_hash}
            facts |= {"speaker": str(recorded.speaker), "sha256": recorded.audio.sha256}
            add_entry(uow, self.ids, now, actor, "consent.given_for_other", recorded.id, **facts)
            keep_receipt(uow, actor.id, key, (recorded.id,), now)
            uow.commit()
        return consent


@attrs.frozen
class HearRecordedConsents:
    """What entrusted speakers agreed to, for whoever looks after them."""

    units_of_work: UnitsOfWork
    blobs: BlobStore

    def list(self, actor: Actor, speaker: SpeakerId, request: PageRequest) -> Page[Consent]:
        """A speaker's consents, newest first.

        Raises:
            Missing: ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            return uow.consents.page(entrusted_to(uow, actor, speaker).id, request)

    def get(self, actor: Actor, speaker: SpeakerId, consent: ConsentId) -> RecordedConsent:
        """The sound of one consent.

        Raises:
            Missing: ``speaker_missing`` or ``consent_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            entrusted_to(uow, actor, speaker)
            found = uow.entrusted.find_recorded(consent)
        if found is None or found.speaker != speaker:
            raise Missing("consent_missing", "This speaker gave no such consent aloud.")
        return found

    def open(self, blob: StoredBlob, start: int, length: int) -> AbstractContextManager[BinaryIO]:
        """A stream over bytes of it.

        Raises:
            Missing: ``blob_missing``.
        """
        return self.blobs.open(blob.key, start, length)
