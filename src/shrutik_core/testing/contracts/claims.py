"""What every repository must keep when it hands out chunks: the rules of `assignment`, and no chunk too often."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

import pytest

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import TaskId
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_contributor,
    a_speaker,
    a_task,
    an_id,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, meanwhile
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.assignment import Candidate, KnownVoices, obstacle, urgency
from shrutik_core.transcription.task import LEASE, Task, TaskStatus

NOW = an_instant(100)
# More leases than anyone holds here.
MANY = 10_000


def claimed(units: UnitsOfWork, person: int, count: int = 20, now: datetime = NOW) -> list[Chunk]:
    """What the person is offered, without taking it."""
    with units() as work:
        return list(claim(work, person, count, now))


def claim(work: UnitOfWork, person: int, count: int, now: datetime = NOW) -> tuple[Chunk, ...]:
    """What the person is offered in this unit of work."""
    return work.leases.offer(a_borrower(person), count, MANY, now)[0]


def a_borrower(person: int) -> Borrower:
    """A person who asks for chunks of collection 1."""
    return Borrower(a_contributor(person).id, a_speaker(person).id, a_collection(1).id)


def numbers(chunks: Iterable[Chunk]) -> list[int]:
    """Their numbers, sorted: the order of equally urgent ones is nobody's business."""
    return sorted(chunk.index + 1 for chunk in chunks)


def take(units: UnitsOfWork, person: int, count: int, now: datetime = NOW) -> list[Chunk]:
    """What the person is offered and takes."""
    with units() as work:
        chunks = claim(work, person, count, now)
        work.tasks.add_all(_lend(person, chunk, now) for chunk in chunks)
        work.commit()
    return list(chunks)


def _lend(person: int, chunk: Chunk, now: datetime) -> Task:
    id_ = TaskId(an_id(chunk.index, 100 + person))
    return Task.lend(id_, chunk.id, chunk.collection, a_contributor(person).id, now)


class ClaimsContract(StoreContract):
    """`Leases.offer`, but for gold items."""

    def test_one_is_offered_open_chunks_of_the_collection(self, stage: UnitsOfWork) -> None:
        others = [a_chunk(number, status=status) for number, status in enumerate(ChunkStatus, 10)]
        elsewhere = a_chunk(30, collection=a_collection(2).id)
        keep(stage, a_chunk(1), a_chunk(2), *others, elsewhere)
        still_open = next(chunk for chunk in others if chunk.status is ChunkStatus.OPEN)
        assert numbers(claimed(stage, 2)) == [1, 2, still_open.index + 1]

    def test_nobody_is_offered_their_own_voice(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), a_chunk(2, speaker=a_speaker(2).id))
        assert claimed(stage, 1) == [a_chunk(2, speaker=a_speaker(2).id)]
        assert claimed(stage, 2) == [a_chunk(1)]

    @pytest.mark.parametrize("status", list(TaskStatus))
    def test_nobody_is_offered_what_they_had_before(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        keep(stage, a_chunk(1, wanted=9), a_chunk(2), a_task(1, status=status))
        assert claimed(stage, 2, now=an_instant(1) + 10 * LEASE) == [a_chunk(2)]
        assert numbers(claimed(stage, 3)) == [1, 2]

    def test_votes_fill_the_places(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, votes=2, wanted=2), a_chunk(2, votes=3, wanted=2), a_chunk(3, votes=1, wanted=2))
        assert claimed(stage, 2) == [a_chunk(3, votes=1, wanted=2)]

    def test_leases_fill_the_places(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, votes=1, wanted=3), a_task(1), a_task(2, contributor=a_contributor(3).id))
        assert claimed(stage, 4) == []

    def test_leases_count_until_they_run_out(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, wanted=1), a_task(1))
        end = a_task(1).lease_expires_at
        assert claimed(stage, 3, now=end - an_instant(1).resolution) == []
        assert claimed(stage, 3, now=end) == [a_chunk(1, wanted=1)]

    @pytest.mark.parametrize("status", [status for status in TaskStatus if status is not TaskStatus.LEASED])
    def test_what_is_no_lease_any_more_fills_no_place(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        keep(stage, a_chunk(1, wanted=1), a_task(1, status=status))
        assert claimed(stage, 3) == [a_chunk(1, wanted=1)]

    def test_what_others_began_comes_first(self, stage: UnitsOfWork) -> None:
        votes = {1: 0, 2: 2, 3: 1, 4: 0, 5: 2}
        keep(stage, *[a_chunk(number, votes=given, wanted=3) for number, given in votes.items()])
        chunks = claimed(stage, 2)
        assert [chunk.votes for chunk in chunks] == [2, 2, 1, 0, 0]
        assert numbers(chunks) == [1, 2, 3, 4, 5]

    def test_equally_urgent_ones_keep_an_order_that_their_ids_do_not_tell(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number) for number in range(1, 101)])
        in_turn = [chunk.id for chunk in claimed(stage, 2, 100)]
        assert [chunk.id for chunk in claimed(stage, 3, 30)] == in_turn[:30]
        among_first = sum(id_ in in_turn[:50] for id_ in sorted(in_turn)[:50])
        assert 10 <= among_first <= 40

    @pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 2), (3, 3), (20, 3)])
    def test_no_more_are_offered_than_asked_for(self, stage: UnitsOfWork, count: int, expected: int) -> None:
        keep(stage, *[a_chunk(number) for number in (3, 2, 1)])
        assert len({chunk.id for chunk in claimed(stage, 2, count)}) == expected

    def test_one_who_had_all_the_urgent_ones_is_offered_the_rest(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number, votes=1, wanted=9) for number in range(1, 101)], a_chunk(101))
        keep(stage, *[a_task(number, chunk=a_chunk(number).id) for number in range(1, 101)])
        assert claimed(stage, 2, 3) == [a_chunk(101)]

    def test_it_agrees_with_assignment_in_every_case(self, stage: UnitsOfWork) -> None:
        candidates, tasks = list[Candidate](), list[Task]()
        for number, case in enumerate(product(ChunkStatus, (1, 2), (0, 1, 2), (0, 1, 2), (False, True)), 1):
            status, voice, votes, leases, had = case
            chunk = a_chunk(number, status=status, speaker=a_speaker(voice).id, votes=votes)
            people = [(3, TaskStatus.LEASED), (4, TaskStatus.LEASED)][:leases] + [(2, TaskStatus.SKIPPED)] * had
            tasks += [
                a_task(10 * number + person, chunk=chunk.id, contributor=a_contributor(person).id, status=state)
                for person, state in people
            ]
            candidates.append(Candidate(chunk, leases, had))
        keep(stage, *[found.chunk for found in candidates], *tasks)
        expected = [found.chunk for found in candidates if obstacle(found, KnownVoices(a_speaker(2).id)) is None]
        offered = claimed(stage, 2, len(candidates))
        assert offered == sorted(offered, key=urgency)
        assert numbers(offered) == numbers(expected)

    def test_each_chunk_goes_round_until_it_has_enough(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number, wanted=2) for number in range(1, 6)])
        taken = [take(stage, person, 3) for person in (2, 3, 4, 2, 3, 4)]
        ids = [chunk.id for chunks in taken for chunk in chunks]
        assert sorted(ids) == sorted(2 * [a_chunk(number).id for number in range(1, 6)])

    def test_what_is_claimed_but_not_taken_is_free_again(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, wanted=1))
        assert claimed(stage, 2) == claimed(stage, 3) == [a_chunk(1, wanted=1)]

    @pytest.mark.parametrize("wanted", [1, 2])
    def test_the_last_place_of_a_chunk_is_taken_once(self, stage: UnitsOfWork, wanted: int) -> None:
        everyone = range(1, 13)
        keep(stage, *[a_chunk(number, wanted=wanted) for number in everyone])

        def work(person: int) -> list[Chunk]:
            mine: list[Chunk] = []
            for _ in range(40):
                mine += take(stage, person, 2)
            return mine

        hauls = at_once(*[lambda person=person: work(person) for person in (2, 3, 4)])
        ids = [chunk.id for haul in hauls for chunk in haul]
        assert sorted(ids) == sorted(wanted * [a_chunk(number).id for number in everyone])
        assert all(len({chunk.id for chunk in haul}) == len(haul) for haul in hauls)

    @pytest.mark.usefixtures("side_by_side")
    def test_what_another_has_locked_is_passed_over(self, stage: UnitsOfWork) -> None:
        keep(stage, *[a_chunk(number, wanted=2) for number in (1, 2, 3)])
        with stage() as work:
            mine = claim(work, 2, 2)
            theirs = meanwhile(lambda: claimed(stage, 3, 2))
        assert (len(mine), len(theirs)) == (2, 1)
        assert numbers([*mine, *theirs]) == [1, 2, 3]
