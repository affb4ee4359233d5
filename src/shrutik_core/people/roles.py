"""Roles and what each may do: one table."""

from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Refused, declare
from shrutik_core.shared.ids import CollectionId, ContributorId

declare(Refused, "not_permitted", "This account may not do this.")
declare(Refused, "login_only", "An API key cannot do this.")


class Role(StrEnum):
    """What a contributor's account is for; each account has one."""

    CONTRIBUTOR = "contributor"
    FACILITATOR = "facilitator"
    REVIEWER = "reviewer"
    RESEARCHER = "researcher"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that a use case asks leave for."""

    RECORD = "record"
    TRANSCRIBE = "transcribe"
    INVITE = "invite"
    RECORD_FOR_OTHERS = "record_for_others"
    REVIEW = "review"
    READ_RELEASES = "read_releases"
    MAKE_RELEASES = "make_releases"
    SEE_ALL = "see_all"
    MANAGE_COLLECTIONS = "manage_collections"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_JOBS = "manage_jobs"
    READ_AUDIT = "read_audit"
    USE_WEBHOOKS = "use_webhooks"


_EVERYBODY = frozenset({Permission.RECORD, Permission.TRANSCRIBE})
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CONTRIBUTOR: _EVERYBODY,
    Role.FACILITATOR: _EVERYBODY | {Permission.INVITE, Permission.RECORD_FOR_OTHERS},
    Role.REVIEWER: _EVERYBODY | {Permission.REVIEW, Permission.USE_WEBHOOKS},
    Role.RESEARCHER: _EVERYBODY | {Permission.READ_RELEASES, Permission.MAKE_RELEASES, Permission.USE_WEBHOOKS},
    Role.ADMIN: frozenset(Permission),
}


BY_COLLECTION = frozenset({Permission.REVIEW, Permission.INVITE, Permission.RECORD_FOR_OTHERS})
"""What a role that counts in some collections alone may do in no other."""


@attrs.frozen
class Actor:
    """Who asks: the person behind a call, as far as a rule needs to know them.

    Attributes:
        id: the contributor.
        role: the role that the account has now.
        collections: in which alone the role counts for what `BY_COLLECTION` names; empty if in all.
        scopes: what the key that was shown may do at most; None if the person logged in.
        origin: network address of the caller, for the audit trail; empty at the command line and in jobs.
    """

    id: ContributorId
    role: Role
    collections: frozenset[CollectionId] = frozenset()
    scopes: frozenset[Permission] | None = None
    origin: str = ""

    def may(self, permission: Permission, collection: CollectionId | None = None) -> bool:
        """Whether role and key have the permission: in this collection, or without one in some collection at least."""
        held = permission in PERMISSIONS[self.role] and (self.scopes is None or permission in self.scopes)
        if not held or collection is None or permission not in BY_COLLECTION:
            return held
        return not self.collections or collection in self.collections

    def require(self, permission: Permission, collection: CollectionId | None = None) -> None:
        """Let pass, or refuse.

        Raises:
            Refused: ``not_permitted`` if the role does not have the permission, or not in this collection, or the key
                does not.
        """
        if self.may(permission, collection):
            return
        if self.scopes is not None and permission not in self.scopes:
            raise Refused("not_permitted", f"This API key may not do this; it needs the scope '{permission}'.")
        where = "" if permission not in PERMISSIONS[self.role] else " in this collection"
        raise Refused(
            "not_permitted", f"A {self.role} may not do this{where}; that needs the permission '{permission}'."
        )

    def require_login(self) -> None:
        """Let pass a person who logged in, and no API key: what is about the account itself is its owner's affair.

        Raises:
            Refused: ``login_only``.
        """
        if self.scopes is not None:
            raise Refused("login_only", "An API key cannot do this; log in with POST /api/v1/auth/login.")
