"""Manage people: roles and the state of accounts, with an audit entry for each change."""

import attrs

from shrutik_core.people.addresses import normal_email
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Actor, Permission, Role
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.use_cases.steps.auditing import add_entry

declare(Conflict, "last_admin", "An installation keeps one active admin at least.")


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
        _require(actor)
        with self.units_of_work() as uow:
            before = _the_account(uow, account, lock=True)
            contributor = attrs.evolve(before, role=role)
            _keep_an_admin(uow, before, contributor)
            self._keep(uow, actor, contributor, "contributor.role_changed", role.value)
        return contributor

    def set_active(self, actor: Actor | None, account: str | ContributorId, *, active: bool) -> Contributor:
        """The account disabled, and its sessions ended for good, or active again; named by its id or its address.

        Raises:
            Conflict: ``contributor_active`` or ``contributor_disabled`` if it was so before, ``contributor_erased``;
                ``last_admin``.
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        status = ContributorStatus.ACTIVE if active else ContributorStatus.DISABLED
        with self.units_of_work() as uow:
            before = _the_account(uow, account, lock=True)
            contributor = before.become(status)
            _keep_an_admin(uow, before, contributor)
            if not active:
                uow.sessions.end_all(contributor.id, self.clock.now())
            self._keep(uow, actor, contributor, "contributor.status_changed", status.value)
        return contributor

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
    ) -> Page[Contributor]:
        """All accounts, or those of one status or role, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            return uow.contributors.page(request, status=status, role=role)

    def _keep(self, uow: UnitOfWork, actor: Actor | None, contributor: Contributor, action: str, value: str) -> None:
        uow.contributors.save(contributor)
        add_entry(uow, self.ids, self.clock.now(), actor, action, contributor.id, value=value)
        uow.commit()


def _require(actor: Actor | None) -> None:
    if actor is not None:
        actor.require(Permission.MANAGE_PEOPLE)


def _keep_an_admin(uow: UnitOfWork, before: Contributor, after: Contributor) -> None:
    """Let pass unless nobody could manage people afterwards; of two who step down at once the second is told."""
    if before.active_admin and not after.active_admin and not uow.contributors.has_admin_beside(before.id):
        detail = "This is the only active account of an admin; make another account an admin first."
        raise Conflict("last_admin", detail)


def _the_account(uow: UnitOfWork, account: str | ContributorId, *, lock: bool = False) -> Contributor:
    if isinstance(account, str):
        return _by_email(uow, account, lock=lock)
    contributor = uow.contributors.find(account, lock=lock)
    if contributor is None:
        raise Missing("contributor_missing", "There is no such account.")
    return contributor


def _by_email(uow: UnitOfWork, email: str, *, lock: bool = False) -> Contributor:
    contributor = uow.contributors.find_by_email(normal_email(email), lock=lock)
    if contributor is None:
        raise Missing("contributor_missing", f"There is no account with the address {email[:80]!r}.")
    return contributor
