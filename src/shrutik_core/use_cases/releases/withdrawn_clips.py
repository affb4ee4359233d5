"""Which clips of releases were taken back."""

from collections.abc import Iterable

from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.release import Release
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.steps.walk import items


def withdrawn_clips(uow: UnitOfWork, release: ReleaseId) -> frozenset[str]:
    """Their pseudonyms, as its feed has them now; a withdrawal that was undone does not count."""
    gone: set[str] = set()
    for row in items(lambda request: uow.withdrawal_feed.page(release, request)):
        if row.reason is WithdrawalReason.UNDONE:
            gone.discard(row.clip)
        else:
            gone.add(row.clip)
    return frozenset(gone)


def withdrawn_from(uow: UnitOfWork, releases: Iterable[Release]) -> frozenset[str]:
    """Pseudonyms of the clips that are withdrawn now from any of these versions of a series."""
    return frozenset().union(*(withdrawn_clips(uow, one.id) for one in releases))
