"""Bring a speaker of a corpus: a voice without an account, with a consent that was obtained elsewhere."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.people.consent import Consent
from shrutik_core.people.entrusted import EntrustedSpeaker
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import ConsentId, SpeakerId
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.consent_documents import document_in_force
from shrutik_core.use_cases.steps.lookups import the_collection
from shrutik_core.use_cases.steps.voices import entrusted_to


@attrs.frozen
class BringSpeaker:
    """Makes speakers whom the actor looks after from then on, and so may not judge."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def check(self, actor: Actor, collection: str, terms: BroughtTerms) -> Collection:
        """The collection, if the actor may bring speakers on these terms; nothing is kept.

        Raises:
            Conflict: ``licence_differs`` or ``consent_version_outdated``; ``policies_unreadable``.
            Invalid: ``purpose_invalid``; ``language_invalid`` or ``consent_language_missing``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            target = _admit(uow, actor, collection, terms)
            self._consent(uow, target, SpeakerId(self.ids.new()), terms, self.clock.now())
        return target

    def __call__(
        self,
        actor: Actor,
        collection: str,
        name: str,
        traits: Mapping[str, str],
        terms: BroughtTerms,
        *,
        synthetic: bool = False,
    ) -> EntrustedSpeaker:
        """A new speaker with their consent; raises as `check`.

        Args:
            actor: who looks after them.
            collection: slug or id.
            name: what the actor calls them.
            traits: what the corpus says of them.
            terms: what is stated of the corpus.
            synthetic: whether a machine makes the voice.

        Raises:
            Invalid: ``name_invalid``, ``trait_invalid`` or ``text_invalid``.
        """
        with self.units_of_work() as uow:
            target, now, id_ = _admit(uow, actor, collection, terms), self.clock.now(), SpeakerId(self.ids.new())
            made = EntrustedSpeaker(id_, target.id, actor.id, name, now)
            uow.speakers.add(Speaker(id_, None, now, traits, synthetic=synthetic))
            uow.entrusted.add(made)
            facts = {"collection": str(target.id), "minor": False, "synthetic": synthetic}
            add_entry(uow, self.ids, now, actor, "speaker.entrusted", id_, **facts)
            self._keep(uow, actor, self._consent(uow, target, id_, terms, now))
            uow.commit()
        return made

    def again(self, actor: Actor, speaker: SpeakerId, terms: BroughtTerms) -> None:
        """See to it that a speaker who was brought before has agreed to the version that is stated now; as `check`.

        Raises:
            Conflict: ``consent_withdrawn`` if the speaker has taken back what they agreed to; it stays so.
            Missing: ``speaker_missing``.
        """
        with self.units_of_work() as uow:
            entrusted = entrusted_to(uow, actor, speaker)
            target, now = _admit(uow, actor, str(entrusted.collection), terms), self.clock.now()
            latest = uow.consents.latest(speaker, target.id)
            if latest is not None and latest.withdrawn_at is not None:
                detail = f"{entrusted.name} has withdrawn their consent; nothing more of this voice is brought."
                raise Conflict("consent_withdrawn", detail)
            if latest is None or latest.version != terms.answer.version:
                self._keep(uow, actor, self._consent(uow, target, speaker, terms, now))
                uow.commit()

    def state_synthetic(self, actor: Actor, speaker: SpeakerId) -> None:
        """Keep that a machine makes a voice that was brought before; it stays so.

        Raises:
            Missing: ``speaker_missing``.
            Refused: ``not_permitted``.
        """
        with self.units_of_work() as uow:
            entrusted = entrusted_to(uow, actor, speaker)
            actor.require(Permission.RECORD_FOR_OTHERS, entrusted.collection)
            known = uow.speakers.find(speaker)
            if known is not None and not known.synthetic:
                uow.speakers.save(attrs.evolve(known, synthetic=True))
                add_entry(uow, self.ids, self.clock.now(), actor, "speaker.stated_synthetic", speaker)
                uow.commit()

    def _consent(
        self, uow: UnitOfWork, target: Collection, speaker: SpeakerId, terms: BroughtTerms, now: datetime
    ) -> Consent:
        agreed = document_in_force(uow, target).agree(terms.answer, ConsentId(self.ids.new()), speaker, now)
        return attrs.evolve(agreed, statement=terms.statement)

    def _keep(self, uow: UnitOfWork, actor: Actor, consent: Consent) -> None:
        uow.consents.add(consent)
        facts = {"version": consent.version, "purposes": sorted(consent.purposes), "hash": consent.text_hash}
        # Who obtained it may be named in the statement, so that the trail has its digest alone.
        facts |= {
            "speaker": str(consent.speaker),
            "statement": hashlib.sha256((consent.statement or "").encode()).hexdigest(),
        }
        add_entry(uow, self.ids, consent.given_at, actor, "consent.given_for_other", consent.id, **facts)


def _admit(uow: UnitOfWork, actor: Actor, collection: str, terms: BroughtTerms) -> Collection:
    actor.require(Permission.RECORD_FOR_OTHERS)
    target = the_collection(uow, collection, lock=True)
    actor.require(Permission.RECORD_FOR_OTHERS, target.id)
    terms.check(target)
    return target
