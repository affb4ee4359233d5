"""The rule that an installation keeps an admin."""

from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.errors import Conflict, declare

declare(Conflict, "last_admin", "An installation keeps at least one active admin.")


def keep_an_admin(uow: UnitOfWork, before: Contributor, after: Contributor) -> None:
    """Let pass unless no account could manage people afterwards; of two who step down at once the second is told.

    Raises:
        Conflict: ``last_admin``.
    """
    if before.active_admin and not after.active_admin and not uow.contributors.has_admin_beside(before.id):
        detail = "This is the only active account of an admin; make another account an admin first."
        raise Conflict("last_admin", detail)
