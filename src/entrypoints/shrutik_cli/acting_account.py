"""The account on whose behalf a command acts, for use cases that ask who acts."""

from shrutik_bootstrap.platform import Platform
from shrutik_cli.paging import every
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import Missing


def acting_account(platform: Platform, email: str | None = None) -> Actor:
    """The account with this address, or the oldest active admin's if none is named.

    Raises:
        Missing: ``contributor_missing``, or ``no_admin``.
    """
    people = platform.manage_people()
    if email is not None:
        return people.get_by_email(None, email).actor
    everyone = every(lambda request: people.list(None, request))
    admins = [one for one in everyone if one.role is Role.ADMIN and one.status is ContributorStatus.ACTIVE]
    if not admins:
        raise Missing("no_admin", "There is no admin yet; make one with `shrutik user create EMAIL --role admin`.")
    return _oldest(admins).actor


def _oldest(people: list[Contributor]) -> Contributor:
    return min(people, key=lambda one: one.created_at)
