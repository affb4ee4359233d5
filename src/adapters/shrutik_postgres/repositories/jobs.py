"""The repository of jobs on PostgreSQL, which is also the outbox."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    any_,
    delete,
    func,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.ports.news import News, news_of
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import IN_TURN, JobKind
from shrutik_core.shared.jobs import Job, JobStatus
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_postgres.job_listener import CHANNEL
from shrutik_postgres.repositories.documents import recordset
from shrutik_postgres.repositories.given import arrays, given_sql
from shrutik_postgres.repositories.job_rows import TYPES, begun, job_of, values_of
from shrutik_postgres.repositories.job_turns import KNOWN, WAITING, due, turns_of
from shrutik_postgres.repositories.paging import by_birth, newest_first
from shrutik_postgres.tables.jobs import jobs
from shrutik_postgres.transaction import Transaction

# Written out, not as parameters, so that the planner sees which partial index serves.
_PENDING = text("jobs.status IN ('waiting', 'running')")
_RUNNING = text("jobs.status = 'running'")
_DONE = text("jobs.status = 'done'")

_COLUMNS = ", ".join(TYPES)
_DECIDED = ", ".join(f"'{kind}'" for kind in JobKind if news_of(kind) is News.DECIDE)
_NEWS = f"CASE WHEN kind IN ({_DECIDED}) THEN '{News.DECIDE}' ELSE '{News.SEND}' END"
_ADD = f"""
WITH {given_sql(TYPES)},
twins AS MATERIALIZED (
    SELECT twin.* FROM given, LATERAL (
        SELECT jobs.kind, jobs.subject FROM jobs
        WHERE jobs.kind = given.kind AND jobs.subject = given.subject AND jobs.status = 'waiting'
        FOR NO KEY UPDATE
    ) AS twin
),
kept AS (
    INSERT INTO jobs ({_COLUMNS}) SELECT {_COLUMNS} FROM given WHERE (kind, subject) NOT IN (SELECT * FROM twins)
    ON CONFLICT (kind, subject) WHERE status = 'waiting' AND started_at IS NULL
    DO UPDATE SET error = excluded.error WHERE false
    RETURNING kind, status, sent_at
)
SELECT pg_notify('{CHANNEL}', news)
FROM (SELECT DISTINCT {_NEWS} AS news FROM kept WHERE status = 'waiting' AND sent_at IS NULL) AS unsent
"""


class PostgresJobs:
    """`Jobs` on PostgreSQL; a commit that leaves something to be sent notifies the `JobListener`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, job: Job) -> None:
        """See `Jobs.add`."""
        self.add_all([job])

    def add_all(self, jobs_: Sequence[Job]) -> None:
        """See `Jobs.add_all`.

        A twin that waits is locked: a worker that is about to start it waits until this unit of work ends, and then
        reads what it did; if the worker came first, the twin does not wait any more and the new job is kept. Of two
        that are added at the same time the index of fresh jobs lets one in.
        """
        rows = [begun(job) for job in sorted(jobs_, key=lambda job: (job.kind, job.subject))]
        if rows:
            self._transaction.rows(_ADD, arrays(rows, TYPES))

    def save(self, job: Job) -> None:
        """See `Jobs.save`."""
        self._transaction.change(update(jobs).where(jobs.c.id == job.id).values(values_of(job)), "job")
        self._ring(job)

    def save_all(self, jobs_: Sequence[Job]) -> None:
        """See `Jobs.save_all`."""
        if jobs_:
            new = recordset(map(values_of, jobs_), list(jobs.c))
            changes = {one.name: new.c[one.name] for one in jobs.c if not one.primary_key}
            self._transaction.run(update(jobs).where(jobs.c.id == new.c.id).values(changes))
            self._ring(*jobs_)

    def cancel(self, subjects: Collection[UUID]) -> int:
        """See `Jobs.cancel`."""
        about = jobs.c.subject == any_(literal(list(subjects), ARRAY(Uuid)))
        # By the index of what is pending, which is of kind and subject; those that are dead are few.
        waiting = select(jobs.c.id).where(_PENDING, WAITING, jobs.c.kind.in_([kind.value for kind in JobKind]), about)
        dead = select(jobs.c.id).where(jobs.c.status == JobStatus.DEAD.value, about)
        return self._transaction.run(delete(jobs).where(jobs.c.id.in_(union_all(waiting, dead))))

    def find(self, job: JobId, *, lock: bool = False) -> Job | None:
        """See `Jobs.find`."""
        wanted = select(jobs).where(jobs.c.id == job, KNOWN)
        row = self._transaction.first(wanted.with_for_update(key_share=True) if lock else wanted)
        return job_of(row) if row else None

    def unsent(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.unsent`."""
        return self._locked(select(jobs).where(*due(kind, now)), jobs.c.id, most)

    def next_in_turn(self, kind: JobKind, now: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.next_in_turn`."""
        if not self._transaction.alone_at_once("jobs in turn", kind.value):
            return ()
        turns = turns_of(kind, now).subquery("turns")
        wanted = select(jobs).join(turns, turns.c.id == jobs.c.id).where(*due(kind, now))
        ordered = wanted.order_by(turns.c.turn, turns.c.ready, jobs.c.id).limit(most)
        locked = ordered.with_for_update(of=jobs, skip_locked=True, key_share=True)
        return tuple(job_of(row) for row in self._transaction.all(locked))

    def on_the_way(self, kind: JobKind, since: datetime) -> int:
        """See `Jobs.on_the_way`."""
        sent = select(func.count()).where(WAITING, jobs.c.sent_at > since, jobs.c.kind == kind.value)
        return int(self._transaction.scalar(sent))

    def companions(self, worker: UUID | None) -> int:
        """See `Jobs.companions`."""
        running = select(func.count()).where(_RUNNING, jobs.c.worker.is_not_distinct_from(worker))
        return int(self._transaction.scalar(running))

    def stalled(self, since: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.stalled`."""
        started = select(jobs).where(_RUNNING, jobs.c.started_at < since)
        lost = self.unbegun(since, most)
        lost += self._locked(started, jobs.c.started_at, most - len(lost))
        return tuple(sorted(lost, key=lambda job: (job.created_at, job.id)))

    def unbegun(self, since: datetime, most: int) -> tuple[Job, ...]:
        """See `Jobs.unbegun`."""
        sent = select(jobs).where(WAITING, jobs.c.sent_at.is_not(None), jobs.c.sent_at < since)
        return self._locked(sent, jobs.c.sent_at, most)

    def running_in(self, workers: Collection[UUID], most: int) -> tuple[Job, ...]:
        """See `Jobs.running_in`."""
        theirs = jobs.c.worker == any_(literal(list(workers), ARRAY(Uuid)))
        return self._locked(select(jobs).where(_RUNNING, theirs), jobs.c.started_at, most)

    def show_life(self, kind: JobKind, subject: UUID, now: datetime) -> None:
        """See `Jobs.show_life`."""
        theirs = update(jobs).where(jobs.c.kind == kind.value, jobs.c.subject == subject, _RUNNING)
        self._transaction.run(theirs.values(started_at=now))

    def under(self, correlation: str, most: int) -> tuple[Job, ...]:
        """See `Jobs.under`."""
        wanted = select(jobs).where(jobs.c.correlation == correlation, KNOWN).order_by(jobs.c.created_at, jobs.c.id)
        return tuple(job_of(row) for row in self._transaction.all(wanted.limit(most)))

    def page(self, request: PageRequest, status: JobStatus | None = None) -> Page[Job]:
        """See `Jobs.page`."""
        of_status = () if status is None else (jobs.c.status == status.value,)
        wanted = select(jobs).where(KNOWN, *of_status)
        return newest_first(self._transaction, wanted, request, by_birth(jobs), job_of)

    def count(self, status: JobStatus) -> int:
        """See `Jobs.count`."""
        return int(self._transaction.scalar(select(func.count()).where(jobs.c.status == status.value)))

    def forget_done(self, before: datetime, most: int) -> int:
        """See `Jobs.forget_done`."""
        over = select(jobs.c.id).where(_DONE, jobs.c.finished_at < before).order_by(jobs.c.finished_at).limit(most)
        return self._transaction.run(delete(jobs).where(jobs.c.id.in_(over.with_for_update(skip_locked=True))))

    def _locked(self, wanted: Select[Any], order: ColumnElement[Any], most: int) -> tuple[Job, ...]:
        statement = wanted.where(KNOWN).order_by(order).limit(most).with_for_update(skip_locked=True, key_share=True)
        return tuple(job_of(row) for row in self._transaction.all(statement))

    def _ring(self, *jobs_: Job) -> None:
        for news in sorted({news_of(job.kind) for job in jobs_ if _is_news(job)}):
            self._transaction.run(select(func.pg_notify(CHANNEL, news.value)))


def _is_news(job: Job) -> bool:
    """Whether there is something to send: the job, or the next one, as this one leaves its place with the broker."""
    if job.status is JobStatus.RUNNING:
        return job.kind in IN_TURN
    return job.status is JobStatus.WAITING and job.sent_at is None
