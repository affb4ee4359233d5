"""Explain to an admin why a person is lent nothing, or less than they ask for."""

from datetime import datetime

import attrs

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.leases import Borrower, Turn
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.daily_quota import midnight
from shrutik_core.shared.ids import ContributorId
from shrutik_core.transcription.queue import Asker, QueueExplained, explain_queue
from shrutik_core.use_cases.steps.lookups import no_account, no_collection


@attrs.frozen
class ExplainQueue:
    """What a collection would lend a person now, and what stands against more; ``actor`` is None for the operator."""

    units_of_work: UnitsOfWork
    clock: Clock
    first_limits: FirstLimits = attrs.field(factory=FirstLimits)

    def __call__(self, actor: Actor | None, collection: str, person: ContributorId) -> QueueExplained:
        """The chunks of the collection counted for the person; nothing is lent.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.SEE_ALL)
        with self.units_of_work() as uow:
            now = self.clock.now()
            account = uow.contributors.find(person)
            turn, target = uow.leases.begin(person, collection)
            if target is None:
                raise no_collection(collection)
            if turn is None or account is None:
                raise no_account()
            counts = uow.leases.count(Borrower(person, turn.speaker, target.id, turn.kin), now)
            return explain_queue(self._asker(uow, account, turn, now), counts)

    def _asker(self, uow: UnitOfWork, account: Contributor, turn: Turn, now: datetime) -> Asker:
        return Asker(
            active=account.status is ContributorStatus.ACTIVE and account.withdrawn_at is None,
            held=uow.leases.held(account.id, now),
            lent_today=uow.tasks.lent_since(account.id, midnight(now)),
            most_today=self.first_limits.tasks_for(turn.vetting),
        )
