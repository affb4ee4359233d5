"""Decision jobs on PostgreSQL: several processes do them side by side while more come; none is lost or done twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from dependency_injector import providers
from sqlalchemy import Engine, event, text

from shrutik_bootstrap.memory import memory_installation
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import ChunkAnswered
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.pages import PageRequest
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork
from use_cases_scene import PlatformScene, tone_wav

DECIDERS = 3
CHUNKING = {"maximum": 3.0, "target": 1.5, "preferred_maximum": 2.5, "preferred_minimum": 1.0}
# How long a person takes for a clip: longer than it plays, so that nobody is flagged.
HEARD = timedelta(seconds=5)
MOST_STATEMENTS = 13
"""For a batch, however many clips it decides; one of them tells webhooks."""


@pytest.fixture
def scene(empty_engine: Engine) -> PlatformScene:
    """Some thirty clips with two voices each, all of which wait to be decided."""
    installation = memory_installation()
    installation.platform.units_of_work.override(providers.Object(PostgresUnitsOfWork(empty_engine)))
    made = PlatformScene(installation)
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0, "guards": False}, chunking=CHUNKING)
    speaker = made.speaker()
    for _ in range(3):
        made.upload(speaker, tone_wav(25.0))
    installation.work()
    for name in ("one", "two"):
        person = made.person(name)
        while lent := made.take(person):
            for one in lent:
                installation.clock.advance(HEARD)
                made.say(person, one, "আমি বাংলায় গান গাই")
    return made


def chunks(scene):
    recordings = scene.platform.read_recordings().list(scene.admin, PageRequest(100)).items
    return [chunk for recording in recordings for chunk in scene.chunks(recording) if not chunk.silent]


def jobs(engine):
    """How many decision jobs there are of each status, and how often they were started."""
    query = "SELECT status, attempts, count(*) FROM jobs WHERE kind = 'decide_chunk' GROUP BY status, attempts"
    with engine.connect() as connection:
        return {(row.status, row.attempts): row.count for row in connection.execute(text(query))}


def test_several_deciders_do_each_job_once(scene: PlatformScene, empty_engine: Engine) -> None:
    known = chunks(scene)
    assert len(known) > 20
    over, now = threading.Event(), scene.installation.clock.now()

    def decide(_number):
        done = 0
        while True:
            last = over.is_set()
            found = scene.platform.decide_due()(7)
            done += found
            if last and not found:
                return done

    def answer():
        """Texts go on coming while chunks are decided."""
        for chunk in known * 2:
            with scene.platform.units_of_work()() as uow:
                uow.chunks.find(chunk.id, lock=True)
                uow.jobs.add(Job.due(JobId(scene.platform.ids().new()), ChunkAnswered(chunk.id), now))
                uow.commit()
        over.set()

    with ThreadPoolExecutor(DECIDERS + 1) as pool:
        answering = pool.submit(answer)
        done = sum(pool.map(decide, range(DECIDERS)))
        answering.result()
    found = jobs(empty_engine)
    assert found == {("done", 1): done}
    assert len(known) <= done <= 3 * len(known)
    assert {chunk.status for chunk in chunks(scene)} == {ChunkStatus.SETTLED}


def test_a_batch_takes_as_many_statements_as_one_chunk(scene: PlatformScene, empty_engine: Engine) -> None:
    heard, counts, left = [], [], len(chunks(scene))

    def hear(_connection, _cursor, statement, *_):
        heard.append(statement)

    event.listen(empty_engine, "before_cursor_execute", hear)
    try:
        for most in (1, 1, 200):
            heard.clear()
            decided = scene.platform.decide_due()(most)
            assert decided == min(most, left)
            left -= decided
            counts.append(len(heard))
    finally:
        event.remove(empty_engine, "before_cursor_execute", hear)
    assert len(set(counts)) == 1, counts
    assert counts[0] <= MOST_STATEMENTS
