"""Steps: what was told, and what jobs went through, in one order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import attrs

from shrutik_bootstrap.log_files import TracedLine
from shrutik_core.shared.jobs import Job

_JOB = "job"


@attrs.frozen
class Step:
    """One of them.

    Attributes:
        at: when, UTC.
        source: the process, ``proxy``, ``database`` or ``job``.
        event: what happened.
        values: the rest.
    """

    at: datetime
    source: str
    event: str
    values: Mapping[str, object]

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {"time": _written(self.at), "source": self.source, "event": self.event, **self.values}

    def row(self) -> str:
        """As a row of a table."""
        values = " ".join(f"{name}={_shown(value)}" for name, value in self.values.items())
        return f"{_written(self.at)}  {self.source:<8}  {self.event:<18}  {values}".rstrip()


def steps_of(lines: Iterable[TracedLine], jobs: Iterable[Job]) -> list[Step]:
    """All of it, the earliest first."""
    told = [Step(line.at.astimezone(UTC), line.source, line.event, line.values) for line in lines]
    return sorted([*told, *(step for job in jobs for step in _of(job))], key=lambda step: step.at)


def _of(job: Job) -> Iterator[Step]:
    """What its row says; of several attempts the last."""
    known = {"job_id": str(job.id), "job_kind": job.kind.value}
    yield Step(job.created_at, _JOB, "created", {**known, "subject": str(job.subject)})
    if job.sent_at is not None:
        yield Step(job.sent_at, _JOB, "sent", known)
    if job.started_at is not None:
        yield Step(job.started_at, _JOB, "started", {**known, "attempt": job.attempts})
    if job.finished_at is not None:
        yield Step(job.finished_at, _JOB, job.status.value, {**known, **({"error": job.error} if job.error else {})})


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _shown(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f'"{text}"' if not text or " " in text else text
