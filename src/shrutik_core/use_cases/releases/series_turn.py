"""Whose turn it is in a series: one version at a time is built, for each goes on from the one before it."""

from datetime import datetime

from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import ReleaseRequested
from shrutik_core.shared.jobs import Job

declare(Conflict, "release_overtaken", "A later version of the release was begun already.")

_UNDER_WAY = {ReleaseStatus.REQUESTED, ReleaseStatus.BUILDING}
WAS_READY = {ReleaseStatus.READY, ReleaseStatus.SUPERSEDED}


def has_turn(uow: UnitOfWork, release: Release) -> bool:
    """Whether it may be built now; if not, `call_next` calls it when the version before it has ended.

    Raises:
        Conflict: ``release_overtaken`` if a later version is built or was, and may have placed the same speakers.
    """
    series = uow.releases.series(release.name)
    begun = WAS_READY | {ReleaseStatus.BUILDING}
    later = next((one for one in series if one.version > release.version and one.status in begun), None)
    if later is not None:
        detail = f"{later.title} was begun before {release.title} was built: ask for the next version instead."
        raise Conflict("release_overtaken", detail)
    return not any(one.status in _UNDER_WAY for one in series if one.version < release.version)


def call_next(uow: UnitOfWork, ids: IdSource, release: Release, now: datetime) -> None:
    """Make the building of the next version due that waits for this one's end."""
    waits = [one for one in uow.releases.series(release.name) if one.status is ReleaseStatus.REQUESTED]
    if waits:
        uow.jobs.add(Job.due(JobId(ids.new()), ReleaseRequested(waits[0].id), now))
