"""Change a collection's policies; a new consensus policy makes the recomputation of its chunks due."""

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.policies import Policies, changed_policies
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import PolicyChanged
from shrutik_core.shared.jobs import Job
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class ChangePolicies:
    """Gives a collection other policies; ``actor`` is None for the operator at the command line.

    New chunking and quality rules hold for recordings that are processed from now on.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor | None, reference: str, policies: Policies) -> Collection:
        """The collection with its new policies; ``reference`` is its slug or id.

        Raises:
            Conflict: ``policies_unreadable``, the stored ones.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        with self.units_of_work() as uow:
            now, before = self.clock.now(), the_collection(uow, reference, lock=True)
            after = attrs.evolve(before, policies=policies)
            uow.collections.save(after)
            if policies.consensus != before.policies.consensus:
                uow.jobs.add(Job.due(JobId(self.ids.new()), PolicyChanged(after.id), now))
            facts = changed_policies(policies)
            add_entry(uow, self.ids, now, actor, "collection.policies_changed", after.id, **facts)
            uow.commit()
        return after
