"""A job of a kind that only a newer version knows is nobody's affair here: it waits, and keeps nobody from others."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_job, an_instant
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

LATE = an_instant(0) + timedelta(days=3)
WORKER = UUID(int=7)


@pytest.fixture
def units(empty_engine):
    """A job of ours and one of the future's, which another worker runs."""
    units = PostgresUnitsOfWork(empty_engine)
    with units() as uow:
        uow.jobs.add_all([a_job(1), a_job(2)])
        uow.commit()
    with empty_engine.begin() as connection:
        check = connection.scalar(
            text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_jobs_kind'")
        )
        connection.execute(text("ALTER TABLE jobs DROP CONSTRAINT ck_jobs_kind"))
        newer = (
            "UPDATE jobs SET kind = 'send_by_pigeon', sent_at = :at, status = :status, worker = :worker WHERE id = :id"
        )
        told = {"at": an_instant(0), "status": "waiting", "worker": WORKER, "id": a_job(2).id}
        connection.execute(text(newer), told)
    yield units
    with empty_engine.begin() as connection:
        connection.execute(text("DELETE FROM jobs"))
        connection.execute(text(f"ALTER TABLE jobs ADD CONSTRAINT ck_jobs_kind {check}"))


@pytest.mark.parametrize("status", ["waiting", "running"])
def test_it_is_neither_sent_again_nor_taken_back_nor_shown(units, empty_engine, status):
    with empty_engine.begin() as connection:
        running = "UPDATE jobs SET status = :status, started_at = :at WHERE kind = 'send_by_pigeon'"
        connection.execute(text(running), {"status": status, "at": an_instant(0)})
    with units() as uow:
        assert uow.jobs.unbegun(LATE, 10) == uow.jobs.stalled(LATE, 10) == uow.jobs.running_in([WORKER], 10) == ()
        assert [job.id for job in uow.jobs.page(PageRequest()).items] == [a_job(1).id]
        assert uow.jobs.find(a_job(2).id) is None
        assert [one.number for one in uow.readings.backlogs(LATE)] == [1]
        assert uow.jobs.count(JobStatus.WAITING) == (2 if status == "waiting" else 1)
