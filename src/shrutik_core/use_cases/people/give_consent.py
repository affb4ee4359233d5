"""Give consent: a speaker agrees to what a collection asks, word for word."""

from collections.abc import Iterable

import attrs

from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.people.consent import PUBLISHING, Consent, Purpose
from shrutik_core.people.roles import Actor
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ConsentId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.consent_documents import document_in_force
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection, the_contributor
from shrutik_core.use_cases.withdrawal.withdraw import Withdraw


@attrs.frozen
class GiveConsent:
    """Keeps a person's consent for their own voice; what it leaves out of an earlier one is withdrawn."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    withdraw: Withdraw

    def __call__(
        self,
        actor: Actor,
        collection: str,
        version: str,
        purposes: Iterable[str],
        key: IdempotencyKey | None = None,
        *,
        language: str | None = None,
        text_hash: str | None = None,
    ) -> Consent:
        """The consent, given now; ``collection`` is a slug or an id, the others are as in `ConsentAnswer`.

        Recording or publishing, if the person had agreed to it, is still asked for it and leaves it out, is withdrawn
        before, as `Withdraw.purpose` does it: clips never stay in releases by a consent that is not there any more.

        Raises:
            Conflict: ``policies_unreadable``; ``consent_version_outdated`` if the document has changed since, or is
                not what was shown; show the present one.
            Invalid: ``purpose_invalid`` if a purpose is unknown, or the document does not ask for it;
                ``language_invalid`` or ``consent_language_missing``; ``text_invalid``.
            Missing: ``collection_missing``.
            Unavailable: ``try_again``.
            Refused: ``login_only``: no API key gives a person's word.
        """
        actor.require_login()
        answer = ConsentAnswer(version, purposes, language, text_hash)
        left_out = self._left_out(actor, collection, answer, key)
        if left_out is not None:
            self.withdraw.purpose(actor, collection, left_out)
        return self._keep(actor, collection, answer, key)

    def _keep(self, actor: Actor, collection: str, answer: ConsentAnswer, key: IdempotencyKey | None) -> Consent:
        now = self.clock.now()
        with self.units_of_work() as uow:
            target, person = the_collection(uow, collection, lock=True), the_contributor(uow, actor)
            before = done_before(uow, actor.id, key, now)
            known = uow.consents.latest(person.speaker, target.id) if before else None
            if before and known and known.id == before[0]:
                return known
            document = document_in_force(uow, target)
            consent = document.agree(answer, ConsentId(self.ids.new()), person.speaker, now)
            uow.consents.add(consent)
            facts = {"collection": target.id, "version": consent.version, "purposes": consent.purposes}
            facts["hash"] = consent.text_hash
            add_entry(uow, self.ids, now, actor, "consent.given", consent.id, **facts)
            keep_receipt(uow, actor.id, key, (consent.id,), now)
            uow.commit()
        return consent

    def _left_out(
        self, actor: Actor, collection: str, answer: ConsentAnswer, key: IdempotencyKey | None
    ) -> Purpose | None:
        """What the person takes back by this answer: recording, which ends publishing too, or publishing."""
        with self.units_of_work() as uow:
            target, person = the_collection(uow, collection), the_contributor(uow, actor)
            latest = uow.consents.latest(person.speaker, target.id)
            before = done_before(uow, actor.id, key, self.clock.now())
            if latest is None or latest.withdrawn_at is not None or (before and latest.id == before[0]):
                return None
            document = document_in_force(uow, target)
            consent = document.agree(answer, ConsentId(self.ids.new()), person.speaker, self.clock.now())
        left_out = (latest.purposes & document.purposes & PUBLISHING) - consent.purposes
        return next((purpose for purpose in Purpose if purpose in left_out), None)


@attrs.frozen
class ListConsents:
    """A person's own consents."""

    units_of_work: UnitsOfWork

    def __call__(self, actor: Actor, request: PageRequest) -> Page[Consent]:
        """Newest first.

        Raises:
            Refused: ``login_only``.
        """
        actor.require_login()
        with self.units_of_work() as uow:
            return uow.consents.page(the_contributor(uow, actor).speaker, request)
