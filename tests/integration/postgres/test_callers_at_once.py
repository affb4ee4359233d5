"""64 relays and servers at once never take the same row, leave none, and never wait for each other in a circle."""

from collections import Counter

import pytest
from sqlalchemy import URL, Engine, text

from callers_at_once import CALLERS, all_at_once, lend, send_letters, send_recordings
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import a_chunk, a_job, a_speaker
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork

JOBS, CHUNKS, WANTED = 100, 100, 3


@pytest.fixture
def timed(postgres_url: URL, engine: Engine):
    """What the callers took, with a line that says how long that was; no deadlock was broken meanwhile."""

    def timed(act):
        before = deadlocks(engine)
        taken = all_at_once(postgres_url.render_as_string(hide_password=False), act)
        seconds = max(one.seconds for one in taken)
        rows, again = sum(len(one.ids) for one in taken), sum(one.again for one in taken)
        print(f"{CALLERS} callers of {act.__name__}: {rows} rows in {seconds:.1f} s, {again} times told to try again")
        assert len(taken) == CALLERS
        assert deadlocks(engine) == before
        return taken

    return timed


def deadlocks(engine: Engine) -> int:
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
        return int(found)


@pytest.mark.parametrize(
    ("act", "kind"), [(send_letters, JobKind.SEND_LETTER), (send_recordings, JobKind.PROCESS_RECORDING)]
)
def test_each_job_is_claimed_by_one_relay(timed, units_of_work: PostgresUnitsOfWork, engine: Engine, act, kind) -> None:
    jobs = [a_job(number, kind=kind) for number in range(1, JOBS + 1)]
    with units_of_work() as work:
        work.jobs.add_all(jobs)
        work.commit()
    claims = Counter(job for taken in timed(act) for job in taken.ids)
    assert set(claims.values()) == {1}
    assert set(claims) == {job.id for job in jobs}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM jobs WHERE sent_at IS NULL")) == 0


def test_each_place_of_a_chunk_is_lent_once(timed, units_of_work: PostgresUnitsOfWork, engine: Engine) -> None:
    set_stage(units_of_work, CALLERS + 1)
    voice = a_speaker(CALLERS + 1).id
    chunks = [a_chunk(number, wanted=WANTED, speaker=voice) for number in range(1, CHUNKS + 1)]
    keep(units_of_work, *chunks)
    taken = timed(lend)
    for one in taken:
        assert len(set(one.ids)) == len(one.ids)
    assert Counter(chunk for one in taken for chunk in one.ids) == {chunk.id: WANTED for chunk in chunks}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM tasks")) == CHUNKS * WANTED
