"""What every repository of gold items must keep: who is offered which, in which order, and no item to anybody twice."""

from itertools import product
from uuid import UUID

import pytest

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import TaskId
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_contributor,
    a_speaker,
    a_task,
    a_transcription,
    an_id,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile
from shrutik_core.testing.contracts.claims import MANY, a_borrower
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.gold import MOST_HEARERS, GoldCandidate, from_start, may_be_lent
from shrutik_core.transcription.task import Task, TaskStatus

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
SETTLED = ChunkStatus.SETTLED
OTHER = a_contributor(4).id


def settled(*numbers: int) -> list[Chunk]:
    """Settled chunks of these numbers, in their order."""
    return [a_chunk(number, status=SETTLED, text="আমি বাংলায় গান গাই") for number in numbers]


def offer(work: UnitOfWork, person: int, count: int = 20, start: UUID = FIRST) -> tuple[Chunk, ...]:
    """What the person is offered in this unit of work."""
    return work.leases.offer(a_borrower(person), count, MANY, an_instant(100), start)[1]


def offered(units: UnitsOfWork, person: int, count: int = 20, start: UUID = FIRST) -> list[Chunk]:
    """What the person is offered, without taking it."""
    with units() as work:
        return list(offer(work, person, count, start))


def take(units: UnitsOfWork, person: int, count: int) -> list[Chunk]:
    """What the person is offered and takes."""
    with units() as work:
        chunks = offer(work, person, count)
        ids = [TaskId(an_id(chunk.index, 100 + person)) for chunk in chunks]
        who, now = a_contributor(person).id, an_instant(100)
        lend = [
            Task.lend(id_, one.id, one.collection, who, now, gold=True) for id_, one in zip(ids, chunks, strict=True)
        ]
        work.tasks.add_all(lend)
        work.commit()
    return list(chunks)


class GoldsContract(StoreContract):
    """Chunks whose text is known."""

    def test_a_gold_item_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(1, 2), a_gold(1, lent=7))
        with stage() as work:
            assert work.golds.find(a_chunk(1).id) == a_gold(1, lent=7)
            assert work.golds.find(a_chunk(2).id) is None

    def test_a_later_one_takes_its_place_and_it_may_be_removed(self, stage: UnitsOfWork) -> None:
        later = a_gold(1, text="আমি যাব না", marked_by=a_contributor(4).id)
        keep(stage, *settled(1, 2), a_gold(1), later, a_gold(2))
        with stage() as work:
            assert work.golds.find(a_chunk(1).id) == later
            work.golds.remove(a_chunk(1).id)
            work.golds.remove(a_chunk(1).id)
            assert work.golds.find(a_chunk(1).id) is None
            assert work.golds.find(a_chunk(2).id) == a_gold(2)
            assert offer(work, 2) == tuple(settled(2))

    def test_lending_is_counted(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(1, 2), a_gold(1), a_gold(2))
        with stage() as work:
            work.tasks.add_all([a_task(1, gold=True), a_task(2, contributor=a_contributor(3).id)])
            work.tasks.add_all([a_task(3, chunk=a_chunk(2).id, gold=True), a_task(4, contributor=OTHER, gold=True)])
            work.tasks.add_all([])
            assert work.golds.find(a_chunk(1).id) == a_gold(1, lent=2)
            assert work.golds.find(a_chunk(2).id) == a_gold(2, lent=1)

    def test_those_of_many_chunks_come_with_their_languages(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(1, 2, 3), a_gold(1), a_gold(3, collection=a_collection(2).id))
        with stage() as work:
            found = work.golds.find_all([a_chunk(number).id for number in (3, 2, 1, 9)])
            assert found == {
                a_chunk(1).id: (a_gold(1), a_collection(1).language),
                a_chunk(3).id: (a_gold(3, collection=a_collection(2).id), a_collection(2).language),
            }
            assert work.golds.find_all([]) == {}

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            (FIRST, [1, 2, 3]),
            (a_chunk(1).id, [1, 2, 3]),
            (a_chunk(2).id, [2, 3, 1]),
            (a_chunk(3).id, [3, 1, 2]),
            (LAST, [1, 2, 3]),
        ],
    )
    def test_the_circle_is_gone_round_from_the_start(
        self, stage: UnitsOfWork, start: UUID, expected: list[int]
    ) -> None:
        keep(stage, *settled(1, 2, 3, 4), *[a_gold(number) for number in (3, 1, 2)])
        assert offered(stage, 2, start=start) == settled(*expected)
        assert offered(stage, 2, 2, start) == settled(*expected[:2])
        assert offered(stage, 2, 0, start) == []

    def test_gold_stays_in_its_collection(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(1), a_gold(1, collection=a_collection(2).id))
        assert offered(stage, 2) == []

    def test_it_agrees_with_the_rule_in_every_case(self, stage: UnitsOfWork) -> None:
        candidates, had_before = list[GoldCandidate](), list[Task]()
        cases = product(ChunkStatus, (1, 2), (2, 3), (0, MOST_HEARERS), (None, TaskStatus.SUBMITTED))
        for number, (status, voice, marker, lent, had) in enumerate(cases, 1):
            chunk = a_chunk(number, status=status, speaker=a_speaker(voice).id)
            gold = a_gold(number, marked_by=a_contributor(marker).id, lent=lent)
            candidates.append(GoldCandidate(gold, chunk, had is not None))
            if had is not None:
                had_before.append(a_task(number, chunk=chunk.id, status=had, gold=number % 2 == 0))
        keep(stage, *[one.chunk for one in candidates], *[one.gold for one in candidates], *had_before)
        person, start = a_contributor(2), a_chunk(len(candidates) - 20).id
        expected = [one.chunk for one in from_start(candidates, start) if may_be_lent(one, person.id, [person.speaker])]
        assert expected
        assert offered(stage, 2, len(candidates), start) == expected

    def test_a_lease_of_a_gold_item_takes_no_place_and_is_not_cancelled(self, stage: UnitsOfWork) -> None:
        lease = a_task(1, gold=True)
        keep(stage, a_chunk(1, wanted=1), a_gold(1), lease)
        with stage() as work:
            now = an_instant(100)
            assert work.leases.offer(a_borrower(4), 5, MANY, now)[0] == (a_chunk(1, wanted=1),)
            assert work.leases.offer(a_borrower(2), 5, MANY, now)[0] == ()
            assert work.tasks.cancel_leases(a_chunk(1).id, now) == 0
            assert work.tasks.find(lease.id) == lease

    def test_answers_to_gold_are_no_voices(self, stage: UnitsOfWork) -> None:
        answers = [a_transcription(n, contributor=a_contributor(n + 1).id, gold=n != 2) for n in (1, 2, 3)]
        keep(stage, *settled(1), *[a_task(n, contributor=a_contributor(n + 1).id, gold=n != 2) for n in (1, 2, 3)])
        keep(stage, *answers[::-1])
        with stage() as work:
            assert work.transcriptions.of_chunk(a_chunk(1).id) == (answers[1],)
            assert work.transcriptions.gold_of_chunk(a_chunk(1).id) == (answers[0], answers[2])
            assert work.transcriptions.find_for(a_chunk(1).id, a_contributor(2).id) == answers[0]
            assert work.transcriptions.find_for(a_chunk(1).id, a_contributor(3).id) == answers[1]
            assert work.transcriptions.find_for(a_chunk(2).id, a_contributor(2).id) is None

    def test_nobody_takes_the_same_twice_however_many_take_at_once(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(*range(1, 9)), *[a_gold(number) for number in range(1, 9)])

        def work(person: int) -> list[Chunk]:
            return [chunk for _ in range(20) for chunk in take(stage, person, 2)]

        hauls = at_once(*[lambda person=person: work(person) for person in (2, 4, 2)])
        assert len({chunk.id for chunk in hauls[1]}) == len(hauls[1])
        both = [chunk.id for chunk in hauls[0] + hauls[2]]
        assert len(set(both)) == len(both)
        with stage() as uow:
            lent = [gold.lent for n in range(1, 9) if (gold := uow.golds.find(a_chunk(n).id))]
        assert sum(lent) == sum(map(len, hauls))

    @pytest.mark.usefixtures("side_by_side")
    def test_what_another_has_locked_is_passed_over(self, stage: UnitsOfWork) -> None:
        keep(stage, *settled(1, 2), a_gold(1), a_gold(2))
        with stage() as work:
            mine = offer(work, 2, 1)
            theirs = meanwhile(lambda: offered(stage, 4))
        assert (list(mine), theirs) == (settled(1), settled(2))
