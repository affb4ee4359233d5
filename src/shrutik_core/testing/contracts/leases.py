"""What giving out leases must keep beside `claims` and `golds`: whose turn it is, and how many they hold."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime

import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.ports.leases import Turn
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import SpeakerId, TaskId
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, a_speaker, a_task, an_id, an_instant
from shrutik_core.testing.contracts.base import A_WHILE, PATIENCE, StoreContract, at_once, meanwhile, waits_for_commit
from shrutik_core.testing.contracts.claims import MANY, a_borrower
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import Task, TaskStatus

PERSON = a_contributor(2).id
TURN = Turn(a_speaker(2).id)
END = a_task(1).lease_expires_at
TICK = END.resolution
MOST = 10


def room(work: UnitOfWork, most_held: int, now: datetime = END - TICK, count: int = MANY) -> int:
    """How many chunks person 2 is offered."""
    return len(work.leases.offer(a_borrower(2), count, most_held, now)[0])


class LeasesContract(StoreContract):
    """Whose turn it is, and how many they hold."""

    @pytest.fixture
    def lent(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with 50 open chunks, of which 1 to 5 are lent to person 2 by the task of the same number."""
        keep(stage, *[a_chunk(number, wanted=9) for number in range(1, 51)])
        keep(stage, *[a_task(number, chunk=a_chunk(number).id) for number in range(1, 6)])
        return stage

    @pytest.mark.parametrize("reference", [a_collection(1).slug, str(a_collection(1).id), a_collection(1).id.hex])
    def test_a_turn_begins_with_voice_and_collection(self, stage: UnitsOfWork, reference: str) -> None:
        with stage() as work:
            assert work.leases.begin(PERSON, reference) == (TURN, a_collection(1))

    @pytest.mark.parametrize("reference", ["", "nowhere", "BN", str(an_id(99, 4)), "\ud800", "x" * 10_000])
    def test_what_is_not_there_is_none(self, stage: UnitsOfWork, reference: str) -> None:
        with stage() as work:
            assert work.leases.begin(a_contributor(99, speaker=SpeakerId(an_id(1))).id, "bn")[0] is None
            if reference != "\ud800":
                assert work.leases.begin(PERSON, reference) == (TURN, None)

    def test_no_more_are_offered_than_leave_as_many_as_one_may_hold(self, lent: UnitsOfWork) -> None:
        with lent() as work:
            assert [room(work, most) for most in (0, 4, 5, 6, 20, 60)] == [0, 0, 0, 1, 15, 45]
            assert [room(work, 20, count=count) for count in (0, 1, 14, 15, 16)] == [0, 1, 14, 15, 15]

    def test_leases_are_held_until_they_run_out_or_end(self, lent: UnitsOfWork) -> None:
        keep(lent, a_task(6, contributor=a_contributor(3).id))
        with lent() as work:
            assert [room(work, MOST, now) for now in (END - TICK, END, an_instant(100_000))] == [5, 6, 10]
            task = work.tasks.find(a_task(5).id)
            assert task is not None
            work.tasks.save(task.submit(an_instant(60)))
            assert room(work, MOST) == 6
            assert len(work.leases.offer(a_borrower(3), MANY, MOST, END)[0]) == 9

    @pytest.mark.parametrize("status", list(TaskStatus))
    def test_a_gold_item_is_held_like_another(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        gold = a_chunk(9, status=ChunkStatus.SETTLED, text="আমি")
        keep(stage, *[a_chunk(number) for number in range(1, 9)], gold, a_gold(9))
        keep(stage, a_task(1, chunk=gold.id, gold=True, status=status))
        with stage() as work:
            assert room(work, 4) == 4 - (status in {TaskStatus.LEASED, TaskStatus.SKIPPED})

    def test_gold_is_offered_for_as_many_places_as_ordinary_chunks(self, lent: UnitsOfWork) -> None:
        numbers = range(101, 121)
        keep(lent, *[a_chunk(number, status=ChunkStatus.SETTLED, text="আমি") for number in numbers])
        keep(lent, *[a_gold(number) for number in numbers])
        with lent() as work:
            for most in (5, 8, 15):
                ordinary, golds = work.leases.offer(a_borrower(2), MANY, most, END - TICK, an_id(0, 0))
                assert len(ordinary) == len(golds) == most - 5
            assert work.leases.offer(a_borrower(2), MANY, 15, END - TICK)[1] == ()

    def test_nobody_ever_holds_too_many(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number) for number in range(1, 51)])

        def take(caller: int) -> int:
            with stage() as work:
                work.leases.begin(PERSON, a_collection(1).slug)
                chunks, _ = work.leases.offer(a_borrower(2), 3, MOST, an_instant(60))
                ids = [TaskId(an_id(chunk.index, 100 + caller)) for chunk in chunks]
                work.tasks.add_all(
                    Task.lend(id_, one.id, one.collection, PERSON, an_instant(60))
                    for id_, one in zip(ids, chunks, strict=True)
                )
                work.commit()
            return len(chunks)

        assert sum(at_once(*[lambda caller=caller: take(caller) for caller in range(8)])) == MOST

    @pytest.mark.usefixtures("side_by_side")
    def test_one_person_takes_turns_and_others_do_not_wait(self, stage: UnitsOfWork) -> None:
        def begin(person: int) -> SpeakerId | None:
            with stage() as work:
                turn, _ = work.leases.begin(a_contributor(person).id, "bn")
                return turn.speaker if turn else None

        with stage() as work:
            work.leases.begin(PERSON, "bn")
            assert meanwhile(lambda: begin(3)) == a_speaker(3).id
            assert waits_for_commit(work, lambda: begin(2)) == a_speaker(2).id

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_waits_for_a_chunk_holds_nothing_meanwhile(self, stage: UnitsOfWork) -> None:
        gold = a_chunk(9, status=ChunkStatus.SETTLED, text="আমি")
        keep(stage, a_chunk(1), gold, a_gold(9))

        def take() -> tuple[int, int]:
            with stage() as work:
                ordinary, golds = work.leases.offer(a_borrower(2), MANY, MOST, END - TICK, an_id(0, 0))
                return len(ordinary), len(golds)

        def lock_gold() -> None:
            with stage() as work:
                assert work.chunks.find(gold.id, lock=True)

        with stage() as work, ThreadPoolExecutor(1) as pool:
            assert work.chunks.find(a_chunk(1).id, lock=True)
            taken = pool.submit(take)
            assert wait([taken], A_WHILE).not_done, "it did not wait"
            meanwhile(lock_gold)
            work.commit()
            assert taken.result(PATIENCE) == (1, 1)
