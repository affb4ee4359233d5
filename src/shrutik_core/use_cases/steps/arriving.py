"""Arriving: how a new account came to be is kept with it."""

from shrutik_core.people.arrival import Arrival
from shrutik_core.people.contributor import Contributor
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork


def note_arrival(
    uow: UnitOfWork, origins: OriginHasher, contributor: Contributor, address: str, *, vouched: bool = False
) -> None:
    """Keep how an account came to be, in the transaction that makes it; to be called wherever one is made.

    Args:
        uow: has added the account.
        origins: hides the address.
        contributor: the new account.
        address: network address of who asked for it; empty at the command line.
        vouched: whether another person answers for the account, as by an invitation.
    """
    uow.arrivals.add(Arrival(contributor.id, origins.of(address), vouched))
