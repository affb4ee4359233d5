"""The operator at the command line, where a use case asks who acts."""

from shrutik_bootstrap.platform import Platform
from shrutik_cli.paging import every
from shrutik_core.people.contributor import Contributor, ContributorStatus, normal_email
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.errors import Missing


def operator(platform: Platform, email: str | None = None) -> Actor:
    """The account of this address, or the oldest admin's.

    Raises:
        Missing: ``contributor_missing``, or ``no_admin``.
    """
    people = every(lambda request: platform.manage_people().list(None, request))
    if email is not None:
        wanted = normal_email(email)
        found = next((one for one in people if one.email == wanted), None)
        if found is None:
            raise Missing("contributor_missing", f"There is no account with the address {email[:80]!r}.")
        return found.actor
    admins = [one for one in people if one.role is Role.ADMIN and one.status is ContributorStatus.ACTIVE]
    if not admins:
        raise Missing("no_admin", "There is no admin yet; `shrutik user create EMAIL --role admin` makes one.")
    return _oldest(admins).actor


def _oldest(people: list[Contributor]) -> Contributor:
    return min(people, key=lambda one: one.created_at)
