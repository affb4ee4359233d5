"""What every repository of decisions must keep: in bulk it comes to what the other repositories do one by one."""

import pytest

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.ports.decisions import DecidedChunk, Undecided
from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.prompts.prompt import PromptKind
from shrutik_core.shared.ids import ChunkId, RecordingId
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consensus,
    a_contributor,
    a_prompt,
    a_recording,
    a_review,
    a_speaker,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, meanwhile, waits_for_commit
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import TaskStatus

NOW = an_instant(60)
READ = a_collection(3, language="en", policies=read_policies({"consensus": {"witness": True}}))
READ_ALOUD = a_recording(2, collection=READ.id, prompt=a_prompt(1).id)
ONE, TWO, THREE = (a_contributor(number).id for number in (2, 3, 4))


def read_aloud(number: int, recording: RecordingId = READ_ALOUD.id) -> Chunk:
    """A chunk of a recording, by default of that of prompt 1, in a collection whose prompts are witnesses."""
    return a_chunk(number, recording=recording, collection=READ.id)


def ids(*numbers: int) -> list[ChunkId]:
    """The ids of chunks."""
    return [a_chunk(number).id for number in numbers]


class DecisionsContract(StoreContract):
    """Deciding in bulk."""

    @pytest.fixture
    def cut(self, stage: UnitsOfWork) -> UnitsOfWork:
        """A store with chunks 1 to 4 of collection 1, and 5 and 6 of one whose prompts are witnesses."""
        keep(stage, a_prompt(1), READ, READ_ALOUD, a_recording(3, collection=READ.id))
        keep(stage, *[a_chunk(number) for number in range(1, 5)], read_aloud(5))
        keep(stage, read_aloud(6, a_recording(3).id))
        return stage

    def test_a_case_is_a_chunk_with_all_that_bears_on_it(self, cut: UnitsOfWork) -> None:
        typed = [a_transcription(2, task=a_task(2).id, contributor=TWO), a_transcription(1)]
        gold = a_transcription(3, task=a_task(3).id, contributor=THREE, gold=True)
        elsewhere = a_transcription(4, task=a_task(4).id, chunk=a_chunk(5).id)
        tasks = [a_task(1), a_task(2, contributor=TWO), a_task(3, contributor=THREE, gold=True)]
        keep(cut, *tasks, a_task(4, chunk=a_chunk(5).id), *typed, gold, elsewhere)
        with cut() as work:
            taken = work.decisions.take(ids(6, 1, 5, 1))
            assert taken.cases == (
                Undecided(a_chunk(1), a_collection(1), (typed[1], typed[0])),
                Undecided(read_aloud(5), READ, (elsewhere,), a_prompt(1).text),
                Undecided(read_aloud(6, a_recording(3).id), READ, ()),
            )
            assert taken.held == frozenset()

    def test_what_was_answered_freely_has_no_witness(self, cut: UnitsOfWork) -> None:
        question = a_prompt(2, collection=READ.id, kind=PromptKind.QUESTION)
        answer = a_recording(4, collection=READ.id, prompt=question.id)
        keep(cut, question, answer, read_aloud(7, answer.id))
        with cut() as work:
            assert [case.prompt for case in work.decisions.take(ids(5, 7)).cases] == [a_prompt(1).text, None]

    def test_what_is_gone_is_neither_taken_nor_held(self, cut: UnitsOfWork) -> None:
        with cut() as work:
            for wait in (False, True):
                taken = work.decisions.take(ids(9, 2), wait=wait)
                assert [case.chunk for case in taken.cases] == [a_chunk(2)]
                assert taken.held == frozenset()
            assert work.decisions.take([]).cases == ()

    def test_chunks_are_kept_as_they_were_decided(self, cut: UnitsOfWork) -> None:
        settled = a_chunk(1).settle('আমি "গান" \\ গাই\n', 0.1 + 0.2, Settler.CONSENSUS)
        outcomes = [
            DecidedChunk(settled, a_consensus(1, text=settled.text, reasons=("few_votes", "x"), expected_wer=1 / 3)),
            DecidedChunk(a_chunk(2).reopen(5), a_consensus(2, computed_at=NOW + NOW.resolution)),
            DecidedChunk(a_chunk(4), a_consensus(4, words=())),
        ]
        keep(cut, a_consensus(2, text="before"))
        self._decide(cut, outcomes)
        with cut() as work:
            for outcome in outcomes:
                assert work.chunks.find(outcome.chunk.id) == outcome.chunk
                assert work.consensuses.find(outcome.chunk.id) == outcome.record
            assert work.chunks.find(a_chunk(3).id) == a_chunk(3)
            assert work.consensuses.find(a_chunk(3).id) is None

    def test_a_text_is_taken_back_and_a_settler_too(self, cut: UnitsOfWork) -> None:
        with cut() as work:
            work.chunks.save(a_chunk(1).settle("ক", 0.9, Settler.CONSENSUS))
            work.commit()
        self._decide(cut, [DecidedChunk(a_chunk(1, text=""), a_consensus(1)), DecidedChunk(a_chunk(2), a_consensus(2))])
        with cut() as work:
            assert work.chunks.find(a_chunk(1).id) == a_chunk(1, text="")

    def test_nothing_is_kept_of_nothing(self, cut: UnitsOfWork) -> None:
        self._decide(cut, [])
        with cut() as work:
            assert work.chunks.find(a_chunk(1).id) == a_chunk(1)

    def test_leases_end_where_nobody_is_to_transcribe_any_more(self, cut: UnitsOfWork) -> None:
        gold, over = a_task(2, contributor=TWO, gold=True), a_task(3, contributor=THREE).submit(NOW)
        keep(cut, a_task(1), gold, over, a_task(4, chunk=a_chunk(2).id))
        settled = [a_chunk(number).settle("ক", 0.9, Settler.CONSENSUS) for number in (1, 2)]
        self._decide(
            cut, [DecidedChunk(settled[0], a_consensus(1), ends_leases=True), DecidedChunk(settled[1], a_consensus(2))]
        )
        with cut() as work:
            assert work.tasks.find(a_task(1).id) == a_task(1).cancel(NOW)
            assert [work.tasks.find(one.id) for one in (gold, over)] == [gold, over]
            left = work.tasks.find(a_task(4).id)
            assert left is not None
            assert left.status is TaskStatus.LEASED

    def test_a_review_is_queued_once(self, cut: UnitsOfWork) -> None:
        keep(cut, a_review(1))
        again, other = a_review(11, chunk=a_chunk(1).id), a_review(12, chunk=a_chunk(2).id, why=("skipped", "no_gain"))
        outcomes = [
            DecidedChunk(a_chunk(1).send_to_review(), a_consensus(1), again),
            DecidedChunk(a_chunk(2).send_to_review(), a_consensus(2), other),
        ]
        self._decide(cut, outcomes)
        with cut() as work:
            assert work.reviews.find_queued(a_chunk(1).id) == a_review(1)
            assert work.reviews.find_queued(a_chunk(2).id) == other

    def test_a_chunk_has_as_many_places_as_the_decision_wants(self, cut: UnitsOfWork) -> None:
        with cut() as work:
            for number in (1, 2, 3):
                work.chunks.save(a_chunk(number, votes=2, wanted=2))
            work.chunks.save(a_chunk(4, status=ChunkStatus.SILENT))
            work.commit()
        keep(cut, a_task(1, chunk=a_chunk(2).id, lease_expires_at=an_instant(600)))
        outcomes = [DecidedChunk(a_chunk(number, votes=2, wanted=3), a_consensus(number)) for number in (1, 2)]
        outcomes.append(DecidedChunk(a_chunk(3, votes=2, wanted=2), a_consensus(3)))
        assert self._offered(cut) == []
        self._decide(cut, outcomes)
        assert self._offered(cut) == ids(1)

    @pytest.mark.usefixtures("side_by_side")
    def test_what_another_holds_is_passed_over_and_said(self, cut: UnitsOfWork) -> None:
        def theirs() -> tuple[list[ChunkId], frozenset[ChunkId]]:
            with cut() as work:
                taken = work.decisions.take(ids(1, 2, 3, 9))
                return [case.chunk.id for case in taken.cases], taken.held

        with cut() as work:
            assert len(work.decisions.take(ids(1, 3)).cases) == 2
            assert meanwhile(theirs) == (ids(2), frozenset(ids(1, 3)))

    @pytest.mark.usefixtures("side_by_side")
    def test_who_waits_reads_what_the_other_left(self, cut: UnitsOfWork) -> None:
        def theirs() -> list[Chunk]:
            with cut() as work:
                return [case.chunk for case in work.decisions.take(ids(1, 2), wait=True).cases]

        with cut() as work:
            work.decisions.take(ids(1))
            work.decisions.keep([DecidedChunk(a_chunk(1).reopen(6), a_consensus(1))], NOW)
            assert waits_for_commit(work, theirs) == [a_chunk(1, wanted=6), a_chunk(2)]

    def _decide(self, cut: UnitsOfWork, outcomes: list[DecidedChunk]) -> None:
        with cut() as work:
            work.decisions.take([outcome.chunk.id for outcome in outcomes])
            work.decisions.keep(outcomes, NOW)
            work.commit()

    def _offered(self, cut: UnitsOfWork) -> list[ChunkId]:
        with cut() as work:
            borrower = Borrower(THREE, a_speaker(4).id, a_collection(1).id)
            return [chunk.id for chunk in work.leases.offer(borrower, 9, 9, NOW)[0]]
