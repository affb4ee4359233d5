"""What every repository of clip sets must keep: it counts what people did, and replaces one recording's clips alone."""

import pytest

from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.rechunking import RecordingClips
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import (
    a_chunk,
    a_consensus,
    a_contributor,
    a_job,
    a_member,
    a_recording,
    a_release,
    a_review,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, waits_for_commit
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.scenes import keep
from shrutik_core.transcription.task import SkipReason, TaskStatus

RECORDING, OTHER = a_recording(1).id, a_recording(2).id
STAYS = a_chunk(11, recording=OTHER, index=0)
NEW = a_chunk(21, recording=RECORDING, index=0)
CUTS = Cuts(RECORDING, "ab" * 32, (Cut(Span(0, 7), silent=False),))
NOW = an_instant(100)
MEASURED = MeasuredClip(SoundShape(16_000, 1, 16, 64_000), "ab" * 32)


class ClipSetsContract(StoreContract):
    """A recording's clips, all together."""

    @pytest.fixture
    def cut(self, stage: UnitsOfWork) -> UnitsOfWork:
        """Two recordings, each with its cuts and a chunk or two."""
        before = Cuts(RECORDING, "cd" * 32, (Cut(Span(0, 5), silent=False),))
        keep(stage, a_recording(2), before, a_chunk(1), a_chunk(2), STAYS)
        return stage

    def test_clips_come_in_order_with_nothing_done_to_them(self, cut: UnitsOfWork) -> None:
        for lock in (False, True):
            with cut() as work:
                assert work.clip_sets.find(RECORDING, lock=lock) == RecordingClips((a_chunk(1), a_chunk(2)))
        with cut() as work:
            assert work.clip_sets.find(a_recording(3).id) == RecordingClips(())

    def test_texts_and_tasks_that_may_bring_one_are_counted(self, cut: UnitsOfWork) -> None:
        keep(cut, a_task(1, status=TaskStatus.SUBMITTED), a_transcription(1))
        keep(cut, a_task(2, contributor=a_contributor(3).id, status=TaskStatus.EXPIRED))
        keep(cut, a_task(3, chunk=a_chunk(2).id), a_task(4, chunk=STAYS.id))
        with cut() as work:
            found = work.clip_sets.find(RECORDING)
            assert (found.typed, found.awaited, found.marked) == (1, 2, 0)

    @pytest.mark.parametrize("status", [TaskStatus.SKIPPED, TaskStatus.CANCELLED])
    def test_a_task_that_brings_no_text_is_not_awaited(self, cut: UnitsOfWork, status: TaskStatus) -> None:
        keep(cut, a_task(1, status=status, finished_at=NOW))
        with cut() as work:
            assert work.clip_sets.find(RECORDING).awaited == 0

    def test_reviews_gold_items_and_places_in_releases_are_marks(self, cut: UnitsOfWork) -> None:
        keep(cut, a_gold(1), a_review(1), a_release(1))
        with cut() as work:
            work.releases.keep_members(a_release(1).id, [a_member(1), a_member(11)])
            work.commit()
        with cut() as work:
            assert work.clip_sets.find(RECORDING).marked == 3
            assert work.clip_sets.find(OTHER).marked == 1

    def test_others_take_their_place_with_all_that_hung_on_them(self, cut: UnitsOfWork) -> None:
        skipped = a_task(1, status=TaskStatus.SKIPPED, finished_at=NOW, skip_reason=SkipReason.CUT_OFF)
        job = a_job(1, subject=a_chunk(1).id)
        keep(cut, skipped, a_consensus(1), job)
        with cut() as work:
            work.clip_measures.keep({a_chunk(1).id: MEASURED})
            work.commit()
        with cut() as work:
            work.clip_sets.replace(CUTS, [NEW])
            work.commit()
        with cut() as work:
            assert work.clip_sets.find(RECORDING) == RecordingClips((NEW,))
            assert work.recordings.cuts(RECORDING) == CUTS
            assert work.chunks.page(RECORDING, PageRequest()).items == (NEW,)
            gone = (work.chunks.find(a_chunk(1).id), work.tasks.find(skipped.id), work.jobs.find(job.id))
            assert gone == (None, None, None)
            assert work.consensuses.find(a_chunk(1).id) is None
            assert not work.clip_measures.of([a_chunk(1).id])

    def test_nothing_of_another_recording_goes(self, cut: UnitsOfWork) -> None:
        keep(cut, a_task(4, chunk=STAYS.id), a_job(2, subject=STAYS.id))
        with cut() as work:
            work.clip_sets.replace(CUTS, [NEW])
            work.commit()
        with cut() as work:
            assert work.clip_sets.find(OTHER) == RecordingClips((STAYS,), awaited=1)
            found = work.jobs.find(a_job(2).id)
            assert found is not None
            assert found.status is JobStatus.WAITING

    def test_it_is_undone_without_a_commit(self, cut: UnitsOfWork) -> None:
        with cut() as work:
            work.clip_sets.replace(CUTS, [NEW])
        with cut() as work:
            assert len(work.clip_sets.find(RECORDING).chunks) == 2

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_takes_a_locked_chunk_waits(self, cut: UnitsOfWork) -> None:
        def take() -> object:
            with cut() as work:
                return work.chunks.find(a_chunk(1).id, lock=True)

        with cut() as holder:
            holder.clip_sets.find(RECORDING, lock=True)
            holder.clip_sets.replace(CUTS, [NEW])
            assert waits_for_commit(holder, take) is None
