"""Background work: how long it waits, and what failed for good."""

from collections.abc import Iterator

from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient

WAITING_SECONDS = 900.0
"""A job that waits longer is one that nobody does."""


class QueuesCheck(HealthCheck):
    """How long the oldest job of each kind has been due."""

    name = "queues"
    needs_database = True

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        waiting = patient.database.waiting()
        for jobs in waiting:
            told = f"{jobs.kind}: {jobs.count} wait, the oldest for {jobs.seconds:.0f} s"
            figures = {"kind": jobs.kind, "count": jobs.count, "seconds": jobs.seconds}
            if jobs.seconds > WAITING_SECONDS:
                yield red(told, "see whether `shrutik serve` or `shrutik worker` runs, and add workers", **figures)
            else:
                yield green(told, **figures)
        if not waiting:
            yield green("no job waits")


class DeadJobsCheck(HealthCheck):
    """Jobs that failed for good."""

    name = "dead jobs"
    needs_database = True

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        dead = patient.database.dead()
        for jobs in dead:
            told, advice = f"{jobs.kind}: {jobs.count} failed for good", "`shrutik jobs list --status dead` says why"
            yield yellow(told, advice, kind=jobs.kind, count=jobs.count)
        if not dead:
            yield green("none")


CHECKS = (QueuesCheck, DeadJobsCheck)
