"""Many who take and send at once: the cap of leases holds, nobody waits in a ring, no decision is left out."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from sqlalchemy import Engine, text

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.shared.ids import JobId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, a_speaker
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.transcription.task import MOST_LEASES_HELD
from shrutik_core.use_cases.transcription.submit_transcriptions import Answer, SubmitTranscriptions
from shrutik_core.use_cases.transcription.take_tasks import LentChunk, TakeTasks
from shrutik_memory.origins import MemoryOriginHasher
from shrutik_system.clock import SystemClock
from shrutik_system.ids import SystemIds
from shrutik_system.random_source import SystemRandomSource

PEOPLE, CLIPS = 8, 300
SLUG, TEXT = a_collection().slug, "আমি বাংলায় গান গাই"
T = TypeVar("T")


@pytest.fixture
def stage(units_of_work: UnitsOfWork) -> UnitsOfWork:
    """Eight people, and 300 open clips of a voice that is none of theirs, each of which wants three texts."""
    set_stage(units_of_work, PEOPLE + 1)
    voice = a_speaker(PEOPLE + 1).id
    keep(units_of_work, *[a_chunk(number, speaker=voice, wanted=3) for number in range(1, CLIPS + 1)])
    return units_of_work


def at_once(*acts: Callable[[], T]) -> list[T]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(60) for future in [pool.submit(act) for act in acts]]


def taker(units: UnitsOfWork) -> TakeTasks:
    return TakeTasks(units, SystemClock(), SystemIds(), SystemRandomSource())


def sender(units: UnitsOfWork) -> SubmitTranscriptions:
    return SubmitTranscriptions(units, SystemClock(), SystemIds(), MemoryOriginHasher())


def test_nobody_holds_more_than_sixty_however_many_of_their_calls_run_at_once(
    stage: UnitsOfWork, engine: Engine
) -> None:
    take, person = taker(stage), a_contributor(1).actor

    def call() -> int:
        return sum(len(take(person, SLUG, count)) for count in (20, 7, 20))

    taken = at_once(*[call] * PEOPLE)
    assert sum(taken) == MOST_LEASES_HELD
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM tasks WHERE status = 'leased'")) == MOST_LEASES_HELD


def test_of_equal_calls_at_once_one_takes_and_one_sends(stage: UnitsOfWork, engine: Engine) -> None:
    take, send, person = taker(stage), sender(stage), a_contributor(1).actor
    key = IdempotencyKey("take_tasks", "key", "digest")
    lent = at_once(*[lambda: take(person, SLUG, 5, key)] * PEOPLE)
    assert all(one == lent[0] for one in lent)
    answers = [Answer(one.task.id, TEXT) for one in lent[0]]
    sent = at_once(*[lambda: send(person, answers, IdempotencyKey("submit_transcriptions", "key", "digest"))] * PEOPLE)
    assert all(one == sent[0] for one in sent)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM transcriptions")) == 5
        assert connection.scalar(text("SELECT sum(votes) FROM chunks")) == 5


def test_of_two_who_send_the_same_text_without_a_key_one_is_told(stage: UnitsOfWork) -> None:
    send, person = sender(stage), a_contributor(1).actor
    answers = [Answer(one.task.id, TEXT) for one in taker(stage)(person, SLUG, 5)]

    def call() -> str:
        try:
            send(person, answers)
        except Conflict as error:
            return error.code
        return "kept"

    assert Counter(at_once(*[call] * 4)) == {"kept": 1, "already_transcribed": 3}


def test_texts_for_the_same_clips_in_any_order_wait_in_no_ring(stage: UnitsOfWork, engine: Engine) -> None:
    """Everybody sends for the clips of everybody else, each in an order of their own, while leases are taken."""
    take, send = taker(stage), sender(stage)

    def work(number: int) -> int:
        dice, kept, mine = random.Random(number), 0, list[LentChunk]()
        for _ in range(12):
            mine += take(a_contributor(number).actor, SLUG, dice.randint(1, 20))
            dice.shuffle(mine)
            now, mine = mine[:15], mine[15:]
            kept += len(send(a_contributor(number).actor, [Answer(one.task.id, TEXT) for one in now])) if now else 0
        return kept

    kept = sum(at_once(*[lambda number=number: work(number) for number in range(1, PEOPLE + 1)]))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM transcriptions")) == kept > 500
        assert connection.scalar(text("SELECT sum(votes) FROM chunks")) == kept
        assert connection.scalar(text("SELECT max(votes) FROM chunks")) <= 3
        answered = "SELECT count(DISTINCT chunk) FROM transcriptions"
        waiting = "SELECT count(*) FROM jobs WHERE kind = 'decide_chunk' AND status = 'waiting'"
        assert connection.scalar(text(waiting)) == connection.scalar(text(answered))


def test_every_text_is_followed_by_a_decision_that_may_see_it(stage: UnitsOfWork, engine: Engine) -> None:
    """While people send, a worker starts each job as soon as it waits: whatever a start missed has a job after it."""
    take, send = taker(stage), sender(stage)
    seen: dict[object, int] = {}
    ended: list[int] = []

    def people(number: int) -> None:
        person = a_contributor(number).actor
        for _ in range(15):
            lent = take(person, SLUG, 5)
            send(person, [Answer(one.task.id, TEXT) for one in lent])
        ended.append(number)

    def start(job_id: JobId) -> None:
        with stage() as work:
            job = work.jobs.find(job_id, lock=True)
            if job is None or job.status is not JobStatus.WAITING:
                return
            work.jobs.save(job.start(SystemClock().now()))
            work.commit()
        with stage() as work:
            chunk = work.chunks.find(job.subject)
            assert chunk is not None
            seen[chunk.id] = max(seen.get(chunk.id, 0), chunk.votes)

    def worker() -> None:
        idle = False
        while not idle:
            over = len(ended) == PEOPLE
            with stage() as work:
                due = work.jobs.unsent(JobKind.DECIDE_CHUNK, SystemClock().now(), 50)
            for job in due:
                try:
                    start(job.id)
                except Unavailable as error:
                    assert error.code == "try_again"
            idle = over and not due

    at_once(worker, worker, *[lambda number=number: people(number) for number in range(1, PEOPLE + 1)])
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, votes FROM chunks WHERE votes > 0")).all()
    assert len(rows) > 50
    assert {row.id: row.votes for row in rows} == seen
