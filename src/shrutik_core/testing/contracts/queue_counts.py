"""What counting a collection's chunks for one person must keep."""

from collections import Counter
from datetime import datetime
from itertools import product

import pytest

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import a_chunk, a_collection, a_contributor, a_speaker, a_task
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.contracts.claims import NOW, claimed
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.people_builders import an_entrusted_speaker
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.assignment import Candidate, KnownVoices, obstacle
from shrutik_core.transcription.queue import QueueCounts
from shrutik_core.transcription.task import Task, TaskStatus

# Voice 2 is the person's own, 3 may be theirs, 4 is of somebody they look after.
KNOWN = KnownVoices(a_speaker(2).id, (a_speaker(3).id,), (a_speaker(4).id,))
BORROWER = Borrower(a_contributor(2).id, KNOWN.own, a_collection(1).id, tuple(KNOWN.kin))


def counted(units: UnitsOfWork, now: datetime = NOW) -> QueueCounts:
    """Collection 1 as it is counted for person 2."""
    with units() as work:
        return work.leases.count(BORROWER, now)


class QueueCountsContract(StoreContract):
    """`Leases.count` and `Leases.held`."""

    def test_an_empty_collection_has_none(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, collection=a_collection(2).id))
        assert counted(stage) == QueueCounts({}, {})

    def test_it_agrees_with_assignment_in_every_case(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            work.entrusted.add(an_entrusted_speaker(4, facilitator=BORROWER.person))
            work.commit()
        candidates, tasks = list[Candidate](), list[Task]()
        cases = product(ChunkStatus, (1, 2, 3, 4), (0, 2), (0, 1), (False, True))
        for number, (status, voice, votes, leases, had) in enumerate(cases, 1):
            chunk = a_chunk(number, status=status, speaker=a_speaker(voice).id, votes=votes, wanted=1 + votes // 2)
            people = [(1, TaskStatus.LEASED)] * leases + [(2, TaskStatus.EXPIRED)] * had
            tasks += [
                a_task(10 * number + person, chunk=chunk.id, contributor=a_contributor(person).id, status=state)
                for person, state in people
            ]
            candidates.append(Candidate(chunk, leases, had))
        keep(stage, *[found.chunk for found in candidates], *tasks)
        open_ones = [found for found in candidates if found.chunk.status is ChunkStatus.OPEN]
        expected = Counter(obstacle(found, KNOWN) for found in open_ones)
        assert counted(stage) == QueueCounts(Counter(found.chunk.status for found in candidates), expected)

    def test_a_lease_fills_a_place_until_it_runs_out(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, wanted=1), a_task(1, contributor=a_contributor(3).id))
        end = a_task(1).lease_expires_at
        for now in (end - end.resolution, end):
            assert counted(stage, now).open_chunks.get(None, 0) == len(claimed(stage, 2, now=now))

    @pytest.mark.parametrize("status", list(TaskStatus))
    def test_tasks_are_held_until_their_leases_run_out(self, stage: UnitsOfWork, status: TaskStatus) -> None:
        gold: Chunk = a_chunk(2, status=ChunkStatus.SETTLED, text="আমি")
        keep(stage, a_chunk(1), gold, a_gold(2), a_task(1, status=status))
        keep(stage, a_task(2, chunk=gold.id, gold=True), a_task(3, contributor=a_contributor(3).id))
        with stage() as work:
            taken = status in {TaskStatus.LEASED, TaskStatus.SKIPPED}
            assert work.leases.held(BORROWER.person, NOW) == 1 + taken
            assert work.leases.held(BORROWER.person, a_task(2).lease_expires_at) == 0
