"""What the tables remember beside the facts stays true, however many people work at once."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import attrs
from sqlalchemy import Engine, func, select, text

from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.ids import RecordingId, TaskId, TranscriptionId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_contributor,
    a_prompt,
    a_recording,
    a_speaker,
    a_transcription,
    an_id,
    an_instant,
)
from shrutik_core.testing.contracts.claims import MANY, a_borrower
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.transcription.task import SkipReason, Task, TaskStatus
from shrutik_postgres.repositories.places import LATEST_HOLDERS, free_at
from shrutik_postgres.tables.chunks import chunks
from shrutik_postgres.tables.recordings import COUNTED_SQL

PEOPLE, CHUNKS, ROUNDS = 8, 40, 8
WANTED = 3


class Person:
    """Somebody who takes tasks and does something about each, at random but repeatably."""

    def __init__(self, units: UnitsOfWork, number: int) -> None:
        self.units = units
        self.number = number
        self.dice = random.Random(number)
        self.serial = 0

    def work(self) -> None:
        for round_ in range(ROUNDS):
            # No lease runs out: whose clock is ahead would take places that others still hold.
            now = an_instant(10 * round_)
            for step in (self.take, self.act):
                for _ in range(50):
                    try:
                        step(now)
                        break
                    except Unavailable as error:
                        assert error.code == "try_again"

    def id(self) -> UUID:
        self.serial += 1
        return an_id(self.serial, 100 + self.number)

    def take(self, now: datetime) -> None:
        me, voice = a_contributor(self.number).id, a_speaker(self.number).id
        with self.units() as work:
            lent, _ = work.leases.offer(Borrower(me, voice, a_collection().id), self.dice.randint(1, 5), MANY, now)
            work.tasks.add_all([Task.lend(TaskId(self.id()), one.id, one.collection, me, now) for one in lent])
            work.commit()

    def act(self, now: datetime) -> None:
        with self.units() as work:
            mine = list(work.tasks.page(a_contributor(self.number).id, PageRequest(100), TaskStatus.LEASED).items)
            for known in sorted(mine, key=lambda task: task.chunk):
                task = work.tasks.find(known.id, lock=True)
                if task is not None and task.status is TaskStatus.LEASED:
                    self.finish(work, task, now)
            work.commit()

    def finish(self, work: UnitOfWork, task: Task, now: datetime) -> None:
        match self.dice.randint(0, 3):
            case 0:
                chunk = work.chunks.find(task.chunk, lock=True)
                assert chunk is not None
                typed = a_transcription(
                    id=TranscriptionId(self.id()), task=task.id, chunk=chunk.id, contributor=task.contributor
                )
                work.transcriptions.hand_in([attrs.evolve(typed, created_at=now)])
            case 1:
                work.tasks.save(task.skip(SkipReason.TOO_HARD, now))
            case 2:
                work.tasks.save(task.renew(now))


def test_nothing_is_lent_too_often(units_of_work: UnitsOfWork, engine: Engine) -> None:
    set_stage(units_of_work, PEOPLE)
    voices = [a_speaker(1 + number % PEOPLE).id for number in range(CHUNKS)]
    keep(units_of_work, *[a_chunk(n, wanted=WANTED, speaker=voice) for n, voice in enumerate(voices, 1)])
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(lambda number: Person(units_of_work, number).work(), range(1, PEOPLE + 1)))
    with engine.connect() as connection:
        submitted = connection.scalar(text("SELECT count(*) FROM tasks WHERE status = 'submitted'"))
        assert submitted == connection.scalar(text("SELECT sum(votes) FROM chunks"))
        assert submitted > 10
        assert connection.scalar(text("SELECT max(votes) FROM chunks")) <= WANTED
        own = "SELECT count(*) FROM tasks JOIN chunks ON chunks.id = chunk JOIN contributors p ON p.id = contributor"
        assert connection.scalar(text(f"{own} WHERE p.speaker = chunks.speaker")) == 0
        truth = free_at(chunks.c.wanted - chunks.c.votes)
        assert connection.scalar(select(func.count()).where(chunks.c.free_at != truth)) == 0
        holders = "(SELECT array_agg(contributor ORDER BY contributor) FROM tasks WHERE chunk = chunks.id)"
        known = "(SELECT array_agg(one ORDER BY one) FROM unnest(had) AS one)"
        assert connection.scalar(text(f"SELECT count(*) FROM chunks WHERE {holders} IS DISTINCT FROM {known}")) == 0


def test_more_is_looked_for_where_others_hold_all_that_is_urgent(units_of_work: UnitsOfWork) -> None:
    set_stage(units_of_work)
    votes = {number: number % 3 for number in range(1, 251)}
    keep(units_of_work, *[a_chunk(number, votes=given, wanted=9) for number, given in votes.items()])
    now = an_instant(500)
    with units_of_work() as first, units_of_work() as second:
        theirs, _ = first.leases.offer(a_borrower(2), 215, MANY, now)
        mine, _ = second.leases.offer(a_borrower(3), 10, MANY, now)
        rest, _ = second.leases.offer(a_borrower(3), 100, 40, now)
    assert (len(theirs), len(mine), len(rest)) == (215, 10, 35)
    assert [chunk.votes for chunk in (*theirs, *mine)] == sorted(votes.values(), reverse=True)[:225]
    assert len({chunk.id for chunk in (*theirs, *mine)}) == 225


def test_nobody_is_told_that_there_is_nothing_while_all_is_held(units_of_work: UnitsOfWork) -> None:
    set_stage(units_of_work)
    keep(units_of_work, *[a_chunk(number, wanted=9) for number in range(1, 4)])
    now = an_instant(500)

    def take() -> int:
        with units_of_work() as work:
            return len(work.leases.offer(a_borrower(3), 5, MANY, now)[0])

    with ThreadPoolExecutor(1) as pool:
        with units_of_work() as deciding:
            deciding.decisions.take([a_chunk(number).id for number in range(1, 4)])
            waiting = pool.submit(take)
            time.sleep(0.5)
            assert not waiting.done()
        assert waiting.result(timeout=10) == 3


def test_nobody_is_lent_again_what_many_others_had_since(units_of_work: UnitsOfWork) -> None:
    people = LATEST_HOLDERS + 3
    set_stage(units_of_work, people)
    keep(units_of_work, a_chunk(wanted=200, speaker=a_speaker(people).id))

    def offered(number: int) -> bool:
        with units_of_work() as work:
            found, _ = work.leases.offer(a_borrower(number), 1, MANY, an_instant(number))
            me = a_contributor(number).id
            work.tasks.add_all(
                [Task.lend(TaskId(an_id(number, 99)), one.id, one.collection, me, an_instant(number)) for one in found]
            )
            work.commit()
        return bool(found)

    assert all(offered(number) for number in range(1, people))
    assert not any(offered(number) for number in range(1, people + 1))


def test_prompts_count_their_recordings(units_of_work: UnitsOfWork, engine: Engine) -> None:
    set_stage(units_of_work, PEOPLE)
    keep(units_of_work, *[a_prompt(number) for number in range(1, 6)])

    def record(number: int) -> None:
        dice = random.Random(number)
        for serial in range(10):
            take = a_recording(
                id=RecordingId(an_id(serial, 100 + number)),
                speaker=a_speaker(number).id,
                prompt=a_prompt(dice.randint(1, 5)).id,
            )
            keep(units_of_work, take)
            with units_of_work() as work:
                work.recordings.save(attrs.evolve(take, status=dice.choice(list(RecordingStatus))))
                work.commit()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(record, range(1, PEOPLE + 1)))
    counted = f"(SELECT count(*) FROM recordings WHERE prompt = prompts.id AND recordings.{COUNTED_SQL})"
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT count(*) FROM prompts WHERE recorded <> {counted}")) == 0
        assert connection.scalar(text("SELECT sum(recorded) FROM prompts")) > 0
