"""What every repository of transcriptions and of consensus records must keep."""

import pytest

from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consensus,
    a_contributor,
    a_speaker,
    a_task,
    a_transcription,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import TaskStatus
from shrutik_core.transcription.transcription import Transcription

PEOPLE = (2, 3, 4)


class TranscriptionsContract(StoreContract):
    """What people typed."""

    @pytest.fixture
    def lent(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with chunk 1 lent to persons 2 to 4, and chunks 2 to 6 to person 2, by tasks 1 to 8."""
        keep(stage, *[a_chunk(number) for number in range(1, 7)])
        keep(stage, *[a_task(number, contributor=a_contributor(who).id) for number, who in enumerate(PEOPLE, 1)])
        keep(stage, *[a_task(number + 2, chunk=a_chunk(number).id) for number in range(2, 7)])
        return stage

    def test_a_transcription_comes_back_as_it_was_kept(self, lent: UnitsOfWork) -> None:
        typed = a_transcription(1, text="ড়, ঢ়, য় — \u200dক্‍ষ\n'quoted'", late=True)
        keep(lent, typed)
        with lent() as work:
            assert work.transcriptions.of_chunk(a_chunk(1).id) == (typed,)

    def test_what_nobody_said_is_an_empty_text(self, lent: UnitsOfWork) -> None:
        keep(lent, a_transcription(1, text=""))
        with lent() as work:
            assert work.transcriptions.of_chunk(a_chunk(1).id)[0].text == ""

    def test_all_of_a_chunk_are_oldest_first(self, lent: UnitsOfWork) -> None:
        typed = [a_transcription(n, contributor=a_contributor(who).id) for n, who in enumerate(PEOPLE, 1)]
        keep(lent, *typed[::-1], a_transcription(4, chunk=a_chunk(2).id))
        with lent() as work:
            assert work.transcriptions.of_chunk(a_chunk(1).id) == tuple(typed)
            assert work.transcriptions.of_chunk(a_chunk(3).id) == ()

    def test_nobody_transcribes_a_chunk_twice(self, lent: UnitsOfWork) -> None:
        keep(lent, a_transcription(1))
        with pytest.raises(Conflict) as error:
            keep(lent, a_transcription(2, text="another"))
        assert error.value.code == "already_transcribed"
        with lent() as work:
            assert work.transcriptions.of_chunk(a_chunk(1).id) == (a_transcription(1),)

    def test_pages_hold_one_persons_newest_first(self, lent: UnitsOfWork) -> None:
        mine = [a_transcription(number + 2, chunk=a_chunk(number).id) for number in range(2, 7)]
        keep(lent, *mine, a_transcription(2, contributor=a_contributor(3).id))
        with lent() as work:
            assert walk(lambda request: work.transcriptions.page(a_contributor(2).id, request)) == mine[::-1]
            assert walk(lambda request: work.transcriptions.page(a_contributor(4).id, request)) == []

    def test_what_is_handed_in_ends_its_task_and_votes_on_its_chunk(self, lent: UnitsOfWork) -> None:
        keep(lent, a_task(9, chunk=a_chunk(2).id, contributor=a_contributor(3).id, gold=True))
        typed = [a_transcription(number + 2, chunk=a_chunk(number).id, late=number == 3) for number in (5, 2, 3)]
        gold = a_transcription(9, chunk=a_chunk(2).id, contributor=a_contributor(3).id, gold=True)
        with lent() as work:
            work.transcriptions.hand_in([*typed, gold])
            work.commit()
        with lent() as work:
            for one in (*typed, gold):
                assert work.transcriptions.find_for(one.chunk, one.contributor) == one
                task = work.tasks.find(one.task)
                assert task is not None
                assert (task.status, task.finished_at) == (TaskStatus.SUBMITTED, one.created_at)
            chunks = [work.chunks.find(a_chunk(number).id) for number in range(1, 7)]
            assert chunks == [a_chunk(number, votes=int(number in {2, 3, 5})) for number in range(1, 7)]
            ids = [gold.task, typed[1].task, a_task(8).id, typed[0].task]
            assert work.transcriptions.of_tasks(ids) == (gold, typed[1], typed[0])
            assert work.transcriptions.of_tasks([]) == ()

    def test_places_are_as_free_as_votes_and_leases_leave_them(self, lent: UnitsOfWork) -> None:
        """A vote takes the place of its lease: of three places two are votes, and one is a lease until it ends."""
        keep(lent, a_chunk(9, wanted=3))
        tasks = [a_task(90 + n, chunk=a_chunk(9).id, contributor=a_contributor(n).id) for n in (2, 3, 4)]
        keep(lent, *tasks)
        typed = [
            a_transcription(90 + n, task=task.id, chunk=task.chunk, contributor=task.contributor)
            for n, task in enumerate(tasks[:2])
        ]
        for one in typed:
            with lent() as work:
                work.transcriptions.hand_in([one])
                work.commit()
        keep(lent, a_speaker(9), a_contributor(9))
        borrower = Borrower(a_contributor(9).id, a_speaker(9).id, a_collection(1).id)
        end = tasks[2].lease_expires_at
        with lent() as work:
            for now, free in ((end - end.resolution, False), (end, True)):
                offered, _ = work.leases.offer(borrower, 100, 100, now)
                assert (a_chunk(9).id in {chunk.id for chunk in offered}) is free

    def test_nothing_is_handed_in_twice(self, lent: UnitsOfWork) -> None:
        keep(lent, a_transcription(1))
        with pytest.raises(Conflict) as error, lent() as work:
            work.transcriptions.hand_in([a_transcription(4, chunk=a_chunk(2).id), a_transcription(2, text="another")])
        assert error.value.code == "already_transcribed"
        with lent() as work:
            assert work.transcriptions.of_chunk(a_chunk(2).id) == ()
            assert work.chunks.find(a_chunk(2).id) == a_chunk(2)

    def test_of_two_texts_at_once_one_is_kept(self, lent: UnitsOfWork) -> None:
        def send(typed: Transcription) -> str:
            try:
                keep(lent, typed)
            except Conflict as error:
                return error.code
            return "kept"

        outcomes = at_once(lambda: send(a_transcription(1)), lambda: send(a_transcription(2)))
        assert sorted(outcomes) == ["already_transcribed", "kept"]


class ConsensusesContract(StoreContract):
    """What they agree on."""

    def test_a_record_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        rivals = [{"text": "বাংলা", "probability": 0.25, "voters": [1, 2]}]
        words = (
            {"text": "আমি", "probability": 1.0, "rivals": []},
            {"text": "বাংলায়", "probability": 0.75, "rivals": rivals},
        )
        record = a_consensus(1, words=words, reasons=("few_votes", "names"), decision="review", confidence=1.0)
        keep(stage, a_chunk(1), a_chunk(2), record)
        with stage() as work:
            assert work.consensuses.find(a_chunk(1).id) == record
            assert work.consensuses.find(a_chunk(2).id) is None

    def test_a_later_one_takes_the_place_of_an_earlier(self, stage: UnitsOfWork) -> None:
        later = a_consensus(1, text="", votes=3, words=(), confidence=0.5, method="em")
        keep(stage, a_chunk(1), a_chunk(2), a_consensus(1), a_consensus(2), later)
        with stage() as work:
            assert work.consensuses.find(a_chunk(1).id) == later
            assert work.consensuses.find(a_chunk(2).id) == a_consensus(2)
