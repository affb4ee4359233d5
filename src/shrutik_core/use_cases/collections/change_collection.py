"""Change a collection's policies and words; a new consensus policy makes the recomputation of its chunks due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from shrutik_core.collections.collection import Collection
from shrutik_core.collections.policies import Policies, changed_policies
from shrutik_core.collections.words import CollectionWords
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.cache import Cache, NoCache
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import PolicyChanged
from shrutik_core.shared.jobs import Job
from shrutik_core.use_cases.collections.read_progress import forget_progress
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import the_collection


@attrs.frozen
class ChangeCollection:
    """Gives a collection other policies or words; ``actor`` is None for the operator at the command line.

    New chunking and quality rules hold for recordings that are processed from now on.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    cache: Cache = attrs.field(factory=NoCache)

    def __call__(
        self,
        actor: Actor | None,
        reference: str,
        policies: Policies | None = None,
        words: Mapping[str, Any] | None = None,
    ) -> Collection:
        """The collection with its new policies, in one transaction with its new words.

        Args:
            actor: who changes it.
            reference: slug or id.
            policies: in place of those it has; None if they stay.
            words: fields of `CollectionWords` that are to change, by name; None if all stay.

        Raises:
            Conflict: ``policies_unreadable``, the stored ones.
            Invalid: ``collection_words_invalid``, ``language_invalid`` or ``text_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_COLLECTIONS)
        with self.units_of_work() as uow:
            now, before = self.clock.now(), the_collection(uow, reference, lock=True)
            after = before if policies is None else self._govern(uow, actor, before, policies, now)
            if words:
                self._describe(uow, actor, before, words, now)
            uow.commit()
        forget_progress(self.cache, after)
        return after

    def _govern(
        self, uow: UnitOfWork, actor: Actor | None, before: Collection, policies: Policies, now: datetime
    ) -> Collection:
        after = attrs.evolve(before, policies=policies)
        uow.collections.save(after)
        if policies.consensus != before.policies.consensus:
            uow.jobs.add(Job.due(JobId(self.ids.new()), PolicyChanged(after.id), now))
        facts = changed_policies(policies)
        add_entry(uow, self.ids, now, actor, "collection.policies_changed", after.id, **facts)
        return after

    def _describe(
        self, uow: UnitOfWork, actor: Actor | None, collection: Collection, changes: Mapping[str, Any], now: datetime
    ) -> None:
        known = uow.collections.words([collection.id]).get(collection.id, CollectionWords())
        after = attrs.evolve(known, **changes)
        uow.collections.keep_words(collection.id, after)
        facts = {"about": sorted(after.about), "guidelines": sorted(after.guidelines), "goal_hours": after.goal_hours}
        add_entry(uow, self.ids, now, actor, "collection.described", collection.id, **facts)
