"""Look after speakers: a facilitator records for people without an account, minors among them."""

import attrs

from shrutik_core.people.entrusted import EntrustedSpeaker
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.people.speaker import Speaker
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import the_collection
from shrutik_core.use_cases.steps.voices import entrusted_to


@attrs.frozen
class SpeakerDraft:
    """A person for whom a facilitator wants to record.

    Attributes:
        collection: slug or id.
        name: what the facilitator calls the person.
        minor: whether somebody else has to consent for them.
        guardian: who consents for a minor; empty for anybody else.
    """

    collection: str
    name: str
    minor: bool = False
    guardian: str = ""


@attrs.frozen
class LookAfterSpeakers:
    """Makes and lists the speakers that a facilitator looks after."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def add(self, actor: Actor, draft: SpeakerDraft, key: IdempotencyKey | None = None) -> EntrustedSpeaker:
        """A new speaker; nothing is recorded of them before they consent.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``name_invalid``, ``guardian_missing`` or ``text_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD_FOR_OTHERS)
        with self.units_of_work() as uow:
            collection, now = the_collection(uow, draft.collection), self.clock.now()
            actor.require(Permission.RECORD_FOR_OTHERS, collection.id)
            before = done_before(uow, actor.id, key, now)
            if before:
                return entrusted_to(uow, actor, SpeakerId(before[0]))
            id_ = SpeakerId(self.ids.new())
            made = EntrustedSpeaker(id_, collection.id, actor.id, draft.name, now, draft.minor, draft.guardian)
            uow.speakers.add(Speaker(id_, None, now))
            uow.entrusted.add(made)
            facts = {"collection": str(collection.id), "minor": made.minor}
            add_entry(uow, self.ids, now, actor, "speaker.entrusted", id_, **facts)
            keep_receipt(uow, actor.id, key, (id_,), now)
            uow.commit()
        return made

    def list(self, actor: Actor, request: PageRequest) -> Page[EntrustedSpeaker]:
        """Those whom the actor looks after, newest first; for admins also those whose facilitator was erased.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.RECORD_FOR_OTHERS)
        with self.units_of_work() as uow:
            return uow.entrusted.page(request, actor.id, left=actor.may(Permission.MANAGE_PEOPLE))
