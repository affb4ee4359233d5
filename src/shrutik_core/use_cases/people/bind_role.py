"""Bind a role to collections: in others it counts for nothing that goes by collection."""

from collections.abc import Iterable

import attrs

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import no_account, the_collection


@attrs.frozen
class BindRole:
    """Says in which collections an account's role counts; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor | None, account: ContributorId, collections: Iterable[str]) -> Contributor:
        """The account, whose role counts in these collections alone; in all, if none is named.

        Args:
            actor: who says so.
            account: whose role it is.
            collections: slugs or ids.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``contributor_missing`` or ``collection_missing``.
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.MANAGE_PEOPLE)
        with self.units_of_work() as uow:
            bound = frozenset(the_collection(uow, reference).id for reference in collections)
            contributor = uow.contributors.find(account, lock=True)
            if contributor is None:
                raise no_account()
            changed = attrs.evolve(contributor, collections=bound)
            uow.contributors.save(changed)
            told = sorted(map(str, bound))
            add_entry(uow, self.ids, self.clock.now(), actor, "contributor.role_bound", account, collections=told)
            uow.commit()
        return changed
