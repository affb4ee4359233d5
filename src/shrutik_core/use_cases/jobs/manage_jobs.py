"""Manage jobs: look at them, and bring the dead back."""

import attrs

from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.shared.pages import Page, PageRequest


@attrs.frozen
class ManageJobs:
    """The jobs and the dead-letter list; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork
    clock: Clock

    def list(self, actor: Actor | None, request: PageRequest, status: JobStatus | None = None) -> Page[Job]:
        """All, or those of one status, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            return uow.jobs.page(request, status)

    def under(self, actor: Actor | None, correlation: str, most: int = 1_000) -> tuple[Job, ...]:
        """What came of a request, or of whatever else has this id, oldest first; done ones are forgotten after a week.

        Raises:
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            return uow.jobs.under(correlation, most)

    def retry(self, actor: Actor | None, job_id: JobId) -> Job:
        """A dead job, waiting again with all its attempts before it.

        Raises:
            Conflict: ``job_waiting``, ``job_running`` or ``job_done`` if it is not dead.
            Missing: ``job_missing``.
            Refused: ``not_permitted``.
        """
        _require(actor)
        with self.units_of_work() as uow:
            job = uow.jobs.find(job_id, lock=True)
            if job is None:
                raise Missing("job_missing", "There is no such job.")
            waiting = job.retry(self.clock.now())
            uow.jobs.save(waiting)
            uow.commit()
        return waiting


def _require(actor: Actor | None) -> None:
    if actor is not None:
        actor.require(Permission.MANAGE_JOBS)
