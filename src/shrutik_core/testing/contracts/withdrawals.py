"""What every repository of withdrawals and of their feeds must keep."""

import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.people.consent import Purpose
from shrutik_core.people.withdrawal import WithdrawalSubject
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.withdrawn_clip import WithdrawalReason, WithdrawnClip
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_contributor,
    a_member,
    a_recording,
    a_release,
    a_review,
    a_task,
    a_withdrawal,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, waits_for_commit, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import TaskStatus

FIRST, SECOND = a_withdrawal(1), a_withdrawal(2)
RECORDING, OTHER = a_recording(1).id, a_recording(2).id
NOW = an_instant(100)
OPEN, HEARD, QUEUED, SILENT = (
    a_chunk(1),
    a_chunk(2, votes=1, wanted=3),
    a_chunk(3, status=ChunkStatus.IN_REVIEW),
    a_chunk(4, status=ChunkStatus.SILENT),
)

ELSEWHERE = a_chunk(9, recording=OTHER)
LENT_GOLD = a_task(2, contributor=a_contributor(3).id, gold=True)


class WithdrawalsContract(StoreContract):
    """What people took back."""

    def test_a_withdrawal_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        purpose = WithdrawalSubject(collection=a_collection(1).id, purpose=Purpose.PUBLISH)
        kept = [FIRST, a_withdrawal(2, subject=purpose), a_withdrawal(3, subject=WithdrawalSubject())]
        keep(stage, *kept)
        with stage() as work:
            assert [work.withdrawals.find(one.id, lock=True) for one in kept] == kept
            assert work.withdrawals.find(a_withdrawal(4).id) is None

    def test_saving_keeps_what_changed(self, stage: UnitsOfWork) -> None:
        keep(stage, FIRST, SECOND, a_withdrawal(3))
        undone, done = FIRST.undo(an_instant(2)), SECOND.begin().finish(NOW)
        with stage() as work:
            work.withdrawals.save(undone)
            work.withdrawals.save(done)
            work.commit()
        with stage() as work:
            assert [work.withdrawals.find(one.id) for one in (undone, done)] == [undone, done]
            assert work.withdrawals.standing(a_contributor(1).id) == (a_withdrawal(3),)
            assert work.withdrawals.standing(a_contributor(2).id) == ()

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.withdrawals.save(FIRST)
        assert error.value.code == "withdrawal_missing"

    def test_pages_are_a_persons_newest_first(self, stage: UnitsOfWork) -> None:
        theirs = [a_withdrawal(number) for number in (1, 2, 3)]
        keep(stage, *theirs, a_withdrawal(4, contributor=a_contributor(2).id))
        with stage() as work:
            assert walk(lambda request: work.withdrawals.page(a_contributor(1).id, request)) == theirs[::-1]

    @pytest.fixture
    def taken(self, stage: UnitsOfWork) -> UnitsOfWork:
        """Recording 1 is taken out, with chunks that are lent, answered, queued or silent; recording 2 is not."""
        keep(stage, OPEN, HEARD, QUEUED, SILENT, a_recording(2), ELSEWHERE, FIRST, a_task(1), LENT_GOLD, a_review(3))
        with stage() as work:
            work.withdrawals.take_out(FIRST.id, [RECORDING], NOW)
            work.commit()
        return stage

    def test_chunks_are_taken_out_of_all_hands(self, taken: UnitsOfWork) -> None:
        with taken() as work:
            found = work.chunks.page(RECORDING, PageRequest(100)).items
            assert {chunk.status for chunk in found} == {ChunkStatus.WITHDRAWN}
            assert work.chunks.find(ELSEWHERE.id) == ELSEWHERE
            tasks = [work.tasks.find(task.id) for task in (a_task(1), LENT_GOLD)]
            assert [task.status for task in tasks if task] == [TaskStatus.CANCELLED] * 2
            assert work.reviews.find_queued(QUEUED.id) is None
            assert work.withdrawals.recordings_of(FIRST.id) == (RECORDING,)
            assert work.withdrawals.of_recording(RECORDING) == FIRST
            assert work.withdrawals.of_recording(OTHER) is None

    def test_chunks_are_put_back_as_they_were(self, taken: UnitsOfWork) -> None:
        with taken() as work:
            back = work.withdrawals.put_back(FIRST.id)
            work.commit()
        assert (dict(back.recordings), back.undecided) == ({RECORDING: RecordingStatus.UPLOADED}, (HEARD.id,))
        with taken() as work:
            assert work.chunks.page(RECORDING, PageRequest(100)).items == (OPEN, HEARD, QUEUED, SILENT)
            assert work.reviews.find_queued(QUEUED.id) == a_review(3)
            assert work.withdrawals.recordings_of(FIRST.id) == ()

    def test_what_was_taken_out_before_is_left_to_that_withdrawal(self, stage: UnitsOfWork) -> None:
        keep(stage, OPEN, FIRST, SECOND)
        with stage() as work:
            work.withdrawals.take_out(FIRST.id, [RECORDING], NOW)
            work.withdrawals.take_out(SECOND.id, [RECORDING], NOW)
            work.withdrawals.put_back(SECOND.id)
            found = work.chunks.find(OPEN.id)
            assert found is not None
            assert found.status is ChunkStatus.WITHDRAWN
            work.withdrawals.put_back(FIRST.id)
            assert work.chunks.find(OPEN.id) == OPEN

    def test_what_is_forgotten_stays_out(self, stage: UnitsOfWork) -> None:
        keep(stage, OPEN, FIRST)
        with stage() as work:
            work.withdrawals.take_out(FIRST.id, [RECORDING], NOW)
            work.withdrawals.forget_states(FIRST.id)
            assert work.withdrawals.put_back(FIRST.id).recordings == {}
            found = work.chunks.find(OPEN.id)
            assert found is not None
            assert found.status is ChunkStatus.WITHDRAWN


class WithdrawalFeedContract(StoreContract):
    """What holders of a release are told."""

    @pytest.fixture
    def released(self, stage: UnitsOfWork) -> UnitsOfWork:
        """Releases 1 and 2, ready, and 3, being built, hold chunks 1 and 2 of recording 1; release 1 one of another."""
        ready = [a_release(number).build().finish((), "ab" * 32, 2, 8.0, NOW) for number in (1, 2)]
        chunks = [a_chunk(1), a_chunk(2), a_chunk(11, recording=OTHER, index=0)]
        keep(stage, a_recording(2), *chunks, *ready, a_release(3).build(), FIRST, SECOND)
        with stage() as work:
            for release in (1, 2, 3):
                work.releases.keep_members(a_release(release).id, [a_member(1), a_member(2)])
            work.releases.add_members(a_release(1).id, [a_member(11)])
            work.commit()
        return stage

    @staticmethod
    def rows(units: UnitsOfWork, release: int = 1) -> list[tuple[int, str, str]]:
        """The feed of a release."""
        with units() as work:
            feed = walk(lambda request: work.withdrawal_feed.page(a_release(release).id, request))
        return [(row.number, row.clip, row.reason.value) for row in feed]

    @staticmethod
    def tell(units: UnitsOfWork, number: int, *recordings: int) -> None:
        """Let a withdrawal of these recordings be told of."""
        with units() as work:
            ids = [a_recording(one).id for one in recordings]
            work.withdrawal_feed.alone()
            work.withdrawal_feed.tell(a_withdrawal(number).id, ids, WithdrawalReason.RECORDING, NOW)
            work.commit()

    @staticmethod
    def take_back(units: UnitsOfWork, number: int) -> None:
        """Undo a withdrawal that was told of."""
        with units() as work:
            work.withdrawal_feed.alone()
            work.withdrawals.save(a_withdrawal(number).undo(an_instant(3)))
            work.withdrawal_feed.take_back(a_withdrawal(number).id, an_instant(101))
            work.commit()

    def test_every_release_that_is_ready_is_told_of_its_clips(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1)
        told = [(1, "clip-0001", "recording"), (2, "clip-0002", "recording")]
        assert [self.rows(released, number) for number in (1, 2, 3)] == [told, told, []]
        with released() as work:
            assert work.withdrawal_feed.releases_of(FIRST.id) == (a_release(1).id, a_release(2).id)
            concerned = [work.withdrawal_feed.concerns(a_release(number).id) for number in (1, 2, 3)]
            assert concerned == [True, True, False]
            first = work.withdrawal_feed.page(a_release(1).id, PageRequest(1)).items[0]
            assert first == WithdrawnClip(1, "clip-0001", WithdrawalReason.RECORDING, NOW)

    def test_rows_are_only_added_and_counted_on(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1)
        self.tell(released, 2, 2)
        assert [number for number, _, _ in self.rows(released)] == [1, 2, 3]
        assert self.rows(released)[-1] == (3, "clip-0011", "recording")
        assert len(self.rows(released, 2)) == 2

    def test_what_is_undone_is_told_too_unless_another_withdrawal_stands(self, released: UnitsOfWork) -> None:
        self.tell(released, 1, 1)
        self.tell(released, 2, 1)
        self.take_back(released, 1)
        assert len(self.rows(released)) == 4
        self.take_back(released, 2)
        assert self.rows(released)[4:] == [(5, "clip-0001", "undone"), (6, "clip-0002", "undone")]
        with released() as work:
            assert not work.withdrawal_feed.concerns(a_release(1).id)

    def test_what_may_still_go_out_is_counted(self, released: UnitsOfWork) -> None:
        with released() as work:
            assert work.releases.agreed_members(a_release(3).id) == 0  # nobody has agreed to anything
            assert work.releases.successor(a_release(1)) == work.releases.find(a_release(2).id)
            assert work.releases.successor(a_release(2)) is None

    @pytest.mark.usefixtures("side_by_side")
    def test_who_wants_to_be_alone_waits(self, released: UnitsOfWork) -> None:
        def ask() -> bool:
            with released() as work:
                work.withdrawal_feed.alone()
                return True

        with released() as work:
            work.withdrawal_feed.alone()
            assert waits_for_commit(work, ask)
