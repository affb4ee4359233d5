"""Roles and what each may do: one table."""

from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Refused, declare
from shrutik_core.shared.ids import ContributorId

declare(Refused, "not_permitted", "This account may not do this.")


class Role(StrEnum):
    """What a contributor's account is for; each account has one."""

    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    RESEARCHER = "researcher"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that a use case asks leave for."""

    RECORD = "record"
    TRANSCRIBE = "transcribe"
    REVIEW = "review"
    READ_RELEASES = "read_releases"
    MAKE_RELEASES = "make_releases"
    SEE_ALL = "see_all"
    MANAGE_COLLECTIONS = "manage_collections"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_JOBS = "manage_jobs"


_EVERYBODY = frozenset({Permission.RECORD, Permission.TRANSCRIBE})
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CONTRIBUTOR: _EVERYBODY,
    Role.REVIEWER: _EVERYBODY | {Permission.REVIEW},
    Role.RESEARCHER: _EVERYBODY | {Permission.READ_RELEASES, Permission.MAKE_RELEASES},
    Role.ADMIN: frozenset(Permission),
}


@attrs.frozen
class Actor:
    """Who asks: the person behind a call, as far as a rule needs to know them.

    Attributes:
        id: the contributor.
        role: the role that the account has now.
    """

    id: ContributorId
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission."""
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Let pass, or refuse.

        Raises:
            Refused: ``not_permitted`` if the role does not have the permission.
        """
        if not self.may(permission):
            raise Refused("not_permitted", f"A {self.role} may not do this; it takes '{permission}'.")
