"""Manage people: roles and the state of accounts, with an audit entry for each change."""

from collections.abc import Sequence

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Actor, Permission, Role
from shrutik_core.people.sought import Sought
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_core.shared.ids import ContributorId, parse_id
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.admins import keep_an_admin
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.lookups import the_collection
from shrutik_core.use_cases.steps.notifying import add_notice

_NOTICES = {
    ContributorStatus.ACTIVE: NoticeKind.ACCOUNT_ENABLED,
    ContributorStatus.DISABLED: NoticeKind.ACCOUNT_DISABLED,
}


@attrs.frozen
class ManagePeople:
    """Changes accounts; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def give_role(self, actor: Actor | None, account: str | ContributorId, role: Role) -> Contributor:
        """The account with another role; it is named by its id or its address.

        Raises:
            Conflict: ``last_admin``.
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        return self.change(actor, account, role=role)

    def set_active(self, actor: Actor | None, account: str | ContributorId, *, active: bool) -> Contributor:
        """The account disabled, and its sessions ended for good, or active again; named by its id or its address.

        What was shown for it before, tokens and API keys, is of no use any more, also when it is active again.

        Raises:
            Conflict: ``contributor_active`` or ``contributor_disabled`` if it was so before, ``contributor_erased``;
                ``last_admin``.
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        status = ContributorStatus.ACTIVE if active else ContributorStatus.DISABLED
        return self.change(actor, account, status=status)

    def change(
        self,
        actor: Actor | None,
        account: str | ContributorId,
        *,
        role: Role | None = None,
        status: ContributorStatus | None = None,
        collections: Sequence[str] | None = None,
    ) -> Contributor:
        """The account with all that is said changed, or nothing; it is named by its id or its address.

        Args:
            actor: who changes it; None for the operator.
            account: id or address.
            role: what it is for from now on.
            status: where it is in its life from now on.
            collections: slugs or ids of those in which alone the role counts from now on; none for all.

        Raises:
            Conflict: ``contributor_active`` or ``contributor_disabled`` if it was so before, ``contributor_erased``;
                ``last_admin``; ``policies_unreadable``.
            Missing: ``contributor_missing`` or ``collection_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            before = after = _the_account(uow, account, lock=True)
            if status is not None:
                after = after.become(status)
            if role is not None:
                after = attrs.evolve(after, role=role)
            if collections is not None:
                after = attrs.evolve(after, collections=frozenset(the_collection(uow, one).id for one in collections))
            keep_an_admin(uow, before, after)
            uow.contributors.save(after)
            if before.status is ContributorStatus.ACTIVE and after.status is not ContributorStatus.ACTIVE:
                uow.api_keys.revoke_all(after.id, self.clock.now())
                uow.sessions.end_all(after.id, self.clock.now())
            self._note(uow, actor, before, after)
            uow.commit()
        return after

    def get(self, actor: Actor | None, contributor_id: ContributorId) -> Contributor:
        """One account, by id.

        Raises:
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            return _the_account(uow, contributor_id)

    def get_by_email(self, actor: Actor | None, email: str) -> Contributor:
        """One account, by its address.

        Raises:
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            return _by_email(uow, email)

    def list(
        self,
        actor: Actor | None,
        request: PageRequest,
        *,
        status: ContributorStatus | None = None,
        role: Role | None = None,
        sought: str = "",
    ) -> Page[Contributor]:
        """All accounts, or those of one status or role, or who are sought: by words of theirs, or an id; newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            named = _named_by_id(uow, sought)
            if named is None:
                return uow.contributors.page(request, status=status, role=role, sought=Sought.typed(sought))
        meant = tuple(one for one in named if status in {None, one.status} and role in {None, one.role})
        return Page(meant, total=len(meant) if request.total else None)

    def _note(self, uow: UnitOfWork, actor: Actor | None, before: Contributor, after: Contributor) -> None:
        now = self.clock.now()
        if after.role is not before.role:
            value = after.role.value
            add_entry(uow, self.ids, now, actor, "contributor.role_changed", after.id, value=value)
            add_notice(uow, self.ids, now, after.id, NoticeKind.ROLE_CHANGED, role=value)
        if after.status is not before.status:
            value = after.status.value
            add_entry(uow, self.ids, now, actor, "contributor.status_changed", after.id, value=value)
            add_notice(uow, self.ids, now, after.id, _NOTICES[after.status])
        if after.collections != before.collections:
            bound = sorted(map(str, after.collections))
            add_entry(uow, self.ids, now, actor, "contributor.collections_changed", after.id, value=bound)


def _require(actor: Actor | None) -> None:
    if actor is not None:
        actor.require(Permission.MANAGE_PEOPLE)


def _the_account(uow: UnitOfWork, account: str | ContributorId, *, lock: bool = False) -> Contributor:
    if isinstance(account, str):
        return _by_email(uow, account, lock=lock)
    contributor = uow.contributors.find(account, lock=lock)
    if contributor is None:
        raise Missing("contributor_missing", "There is no such account.")
    return contributor


def _named_by_id(uow: UnitOfWork, text: str) -> tuple[Contributor, ...] | None:
    """Whoever has the id that the text is; None if it is no id."""
    try:
        found = uow.contributors.find(ContributorId(parse_id(text)))
    except Invalid:
        return None
    return (found,) if found else ()


def _by_email(uow: UnitOfWork, email: str, *, lock: bool = False) -> Contributor:
    contributor = uow.contributors.find_by_email(normal_email(email), lock=lock)
    if contributor is None:
        raise Missing("contributor_missing", "There is no account with this address.")
    return contributor
