"""What the database is told of a request: the name of the transaction, at no further statement or round trip."""

import pytest
from sqlalchemy import Engine, text

from shrutik_core.shared.correlation import under
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import a_job
from shrutik_postgres.engine import make_engine
from shrutik_postgres.statement_times import tell_statements
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

NAME = text("SELECT application_name FROM pg_stat_activity WHERE pid = :pid")
PID = text("SELECT pg_backend_pid()")


def names(engine: Engine, pid: int) -> str:
    with engine.connect() as other:
        return str(other.execute(NAME, {"pid": pid}).scalar())


def pid_of(work) -> int:
    return int(work._transaction.scalar(PID))


@pytest.mark.parametrize("correlation", ["a-request", "x" * 128, "a:b/c+d=e_f.g-h"])
def test_while_a_transaction_lasts_it_is_named_by_its_request_and_not_afterwards(engine, empty_engine, correlation):
    units = PostgresUnitsOfWork(empty_engine)
    with under(correlation):
        for _ in range(2):  # on the same connection again
            with units() as work:
                pid = pid_of(work)
                assert names(engine, pid) == f"shrutik {correlation}"[:63]
                work.commit()
            assert "request" not in names(engine, pid)
            with units() as work:
                pid = pid_of(work)
            assert names(engine, pid) == "tests"
    with units() as work:
        assert names(engine, pid_of(work)) == "tests"


def test_statements_that_are_written_out_are_named_too_and_still_planned_once(engine, empty_engine):
    units = PostgresUnitsOfWork(empty_engine)
    with under("a-request"), units() as work:
        work.jobs.add(a_job(1))  # written out
        assert names(engine, pid_of(work)) == "shrutik a-request"
        assert work._transaction.scalar(text("SHOW plan_cache_mode")) == "force_generic_plan"
        work.commit()
    with under("a-request"), units() as work:
        work.jobs.find(a_job(1).id)
        assert work._transaction.scalar(text("SHOW plan_cache_mode")) == "auto"
        assert work._transaction.scalar(text("SHOW transaction_isolation")) == "read committed"


def counted(url) -> tuple[int, int]:
    """Statements that the driver is given for one unit of work, and what its connection has prepared after ten."""
    engine, seen = make_engine(url), []
    tell_statements(engine, lambda seconds, _: seen.append(seconds))
    units = PostgresUnitsOfWork(engine)
    for _ in range(10):
        seen.clear()
        with units() as work:
            work.jobs.find(a_job(1).id)
            work.jobs.count(JobStatus.WAITING)
            work.commit()
    one = len(seen)
    with units() as work:
        prepared = int(work._transaction.scalar(text("SELECT count(*) FROM pg_prepared_statements")))
    engine.dispose()
    return one, prepared


def test_no_statement_more_is_sent_and_as_many_stay_prepared(empty_engine):
    without = counted(empty_engine.url)
    with under("a-request"):
        assert counted(empty_engine.url) == without
    assert without == (2, 2)


def test_a_connection_that_ended_meanwhile_is_given_up_and_the_next_unit_goes_on(engine, empty_engine):
    units = PostgresUnitsOfWork(empty_engine)
    with engine.connect() as other:
        with units() as work:
            pid = pid_of(work)
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    with under("a-request"), units() as work:
        assert pid_of(work) != pid
