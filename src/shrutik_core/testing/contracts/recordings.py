"""What every repository of recordings must keep."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.daily_quota import Uploaded
from shrutik_core.recordings.recording import Reason, RecordingStatus, Sound
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import BORN_EARLIER, PageRequest
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import (
    a_collection,
    a_contributor,
    a_prompt,
    a_recording,
    a_speaker,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, waits_for_commit, walk
from shrutik_core.testing.scenes import keep

CUTS = Cuts(a_recording(1).id, "ab12", (Cut(Span(0, 64_000), silent=False), Cut(Span(64_000, 96_000), silent=True)))


class RecordingsContract(StoreContract):
    """Recordings and their cuts."""

    def test_a_recording_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        recording = a_recording(2, prompt=a_prompt(1).id, metadata={"device": "ফোন", "app": {"version": 3}})
        keep(stage, a_prompt(1), recording)
        with stage() as work:
            assert work.recordings.find(recording.id) == recording
            assert work.recordings.find(recording.id, lock=True) == recording
            assert work.recordings.find(a_recording(3).id) is None

    def test_saving_keeps_what_processing_finds(self, stage: UnitsOfWork) -> None:
        sound = Sound(12.25, 44_100, 2, 540_225, "opus", "webm")
        changed = a_recording(1, chunk_count=3).become(RecordingStatus.PROCESSING, an_instant(5))
        changed = changed.measured(sound, {"snr_db": 21.5, "clipped": 0.0, "warned": True}, an_instant(6))
        changed = changed.become(RecordingStatus.CHUNKED, an_instant(7), (Reason("noisy", "আস্তে বলুন"),))
        changed = attrs.evolve(changed, copy_of=a_recording(2).id)
        with stage() as work:
            work.recordings.save(changed)
            work.commit()
        with stage() as work:
            assert work.recordings.find(changed.id) == changed

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.recordings.save(a_recording(2))
        assert error.value.code == "recording_missing"

    def test_what_a_person_uploaded_is_summed_from_an_instant_on(self, stage: UnitsOfWork) -> None:
        sound = Sound(12.25, 44_100, 2, 540_225, "opus", "webm")
        born = a_recording(3).created_at
        blob = attrs.evolve(a_recording(3).audio, size=3_000_000_000)
        refused = RecordingStatus.REFUSED
        keep(
            stage,
            a_recording(2, created_at=born - timedelta(microseconds=1)),
            a_recording(3, audio=blob),
            a_recording(4, audio=attrs.evolve(blob, size=7), sound=sound, status=refused),
            a_recording(5, contributor=a_contributor(2).id, speaker=a_speaker(2).id, sound=sound),
        )
        person = a_contributor(1).id
        for lock in (False, True):
            with stage() as work:
                assert work.recordings.uploaded(person, born, lock=lock) == Uploaded(3_000_000_007, 12.25)
                assert work.recordings.uploaded(person, an_instant(600), lock=lock) == Uploaded(0, 0.0)

    @pytest.mark.usefixtures("side_by_side")
    def test_who_sums_with_a_lock_waits_for_the_one_before(self, stage: UnitsOfWork) -> None:
        recording = a_recording(2)

        def ask() -> int:
            with stage() as work:
                return work.recordings.uploaded(recording.contributor, recording.created_at, lock=True).bytes

        with stage() as work:
            before = work.recordings.uploaded(recording.contributor, recording.created_at, lock=True).bytes
            work.recordings.add(recording)
            assert waits_for_commit(work, ask) == before + recording.audio.size

    def test_pages_are_newest_first_and_by_person_collection_and_voice(self, stage: UnitsOfWork) -> None:
        other, elsewhere = a_contributor(2), a_collection(2)
        theirs = [a_recording(n, contributor=other.id, speaker=a_speaker(2).id) for n in (2, 3, 4)]
        far = a_recording(5, collection=elsewhere.id, contributor=other.id)
        keep(stage, *theirs, far)
        with stage() as work:
            page = work.recordings.page
            assert walk(page) == [far, *theirs[::-1], a_recording(1)]
            assert walk(lambda request: page(request, contributor=other.id)) == [far, *theirs[::-1]]
            assert walk(lambda request: page(request, collection=elsewhere.id)) == [far]
            both = walk(lambda request: page(request, contributor=other.id, collection=a_collection(1).id))
            assert both == theirs[::-1]
            voice = theirs[0].speaker
            assert walk(lambda request: page(request, contributor=other.id, speaker=voice)) == theirs[::-1]
            assert walk(lambda request: page(request, collection=elsewhere.id, speaker=voice)) == []

    def test_cuts_come_back_as_they_were_kept(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            assert work.recordings.cuts(CUTS.recording) is None
            assert work.recordings.keep_cuts(CUTS) == CUTS
            work.commit()
        with stage() as work:
            assert work.recordings.cuts(CUTS.recording) == CUTS

    def test_the_first_cuts_stay(self, stage: UnitsOfWork) -> None:
        keep(stage, CUTS)
        later = Cuts(CUTS.recording, "cd34", CUTS.cuts[:1])
        with stage() as work:
            assert work.recordings.keep_cuts(later) == CUTS
            work.commit()
        with stage() as work:
            assert work.recordings.cuts(CUTS.recording) == CUTS

    def test_of_two_plans_at_once_all_get_the_same(self, stage: UnitsOfWork) -> None:
        def plan(digest: str) -> Cuts:
            with stage() as work:
                kept = work.recordings.keep_cuts(Cuts(CUTS.recording, digest, CUTS.cuts))
                work.commit()
            return kept

        first, second = at_once(lambda: plan("aa"), lambda: plan("bb"))
        with stage() as work:
            assert first == second == work.recordings.cuts(CUTS.recording)

    def test_a_locked_recording_waits_its_turn(self, stage: UnitsOfWork) -> None:
        def count() -> None:
            with stage() as work:
                found = work.recordings.find(a_recording(1).id, lock=True)
                assert found is not None
                work.recordings.save(a_recording(1, chunk_count=found.chunk_count + 1))
                work.commit()

        at_once(*[count] * 8)
        with stage() as work:
            assert work.recordings.find(a_recording(1).id) == a_recording(1, chunk_count=8)

    def test_pages_are_by_status_and_by_day_and_may_be_counted(self, stage: UnitsOfWork) -> None:
        uploaded = [a_recording(number) for number in range(2, 8)]
        begun = [a_recording(number, status=RecordingStatus.PROCESSING) for number in (8, 9)]
        keep(stage, *uploaded, *begun)
        with stage() as work:
            page = work.recordings.page
            person = a_recording(1).contributor
            assert walk(lambda request: page(request, status=RecordingStatus.PROCESSING)) == begun[::-1]
            assert walk(lambda request: page(request, contributor=person, status=RecordingStatus.FAILED)) == []
            some = PageRequest(2, created_after=an_instant(3), created_before=an_instant(8), total=True)
            first = page(some, collection=a_collection(1).id)
            assert (list(first.items), first.total) == ([a_recording(7), a_recording(6)], 5)
            second = page(attrs.evolve(some, cursor=first.next_cursor))
            assert (list(second.items), second.total) == ([a_recording(5), a_recording(4)], 5)
            last = page(attrs.evolve(some, cursor=second.next_cursor))
            assert (list(last.items), last.next_cursor) == ([a_recording(3)], None)
            assert page(PageRequest(2)).total is None
            assert page(PageRequest(1, total=True), status=RecordingStatus.UPLOADED).total == 7

    def test_days_are_those_of_keeping_however_long_an_upload_took(self, stage: UnitsOfWork) -> None:
        late = a_recording(2, created_at=an_instant(2) + BORN_EARLIER)
        keep(stage, late)
        with stage() as work:
            found = work.recordings.page(PageRequest(created_after=late.created_at))
            assert found.items == (late,)
            assert work.recordings.page(PageRequest(created_before=late.created_at)).items == (a_recording(1),)
            for year in (1, 9999):
                instant = datetime(year, 1, 1, tzinfo=UTC)
                work.recordings.page(PageRequest(created_after=instant, created_before=instant))
