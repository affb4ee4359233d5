"""What every repository of uploads must keep."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.uploads import Unfinished
from shrutik_core.recordings.recording import Reason
from shrutik_core.recordings.upload import Upload
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import a_contributor, a_prompt, a_recording, a_speaker, an_instant
from shrutik_core.testing.contracts.base import StoreContract, at_once, waits_for_commit, walk
from shrutik_core.testing.scenes import keep
from shrutik_core.testing.upload_builders import a_part, an_upload

KEY = IdempotencyKey("create_upload", "take-1", "ab" * 32)
LATER = an_instant(1_000)
MINE, OTHERS = a_contributor(1).id, a_contributor(2).id


def kept(units: UnitsOfWork, *uploads: Upload) -> None:
    """Keep the uploads."""
    with units() as work:
        for upload in uploads:
            work.uploads.add(upload)
        work.commit()


class UploadsContract(StoreContract):
    """Uploads and their parts."""

    def test_an_upload_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, a_prompt(1))
        whole = an_upload(
            1,
            speaker=a_speaker(3).id,
            prompt=a_prompt(1).id,
            metadata={"device": "ফোন", "rate": 48_000},
            announced="cd" * 32,
            key=KEY,
            length=5_000_000_000,
            offset=4_999_999_999,
        )
        refused = an_upload(3).refuse(Reason("damaged", "The file is damaged; record again."), LATER)
        complete = attrs.evolve(an_upload(4), offset=100).complete(a_recording(1).id, "ef" * 32, LATER)
        kept(stage, whole, an_upload(2), refused, complete)
        with stage() as work:
            for upload in (whole, an_upload(2), refused, complete):
                assert work.uploads.find(upload.id) == upload
            assert work.uploads.find(an_upload(9).id) is None

    def test_saving_changes_what_changed(self, stage: UnitsOfWork) -> None:
        kept(stage, an_upload(1), an_upload(2))
        grown = an_upload(1).grow(a_part(1, size=100), LATER)
        for after in (grown, grown.complete(a_recording(1).id, "ef" * 32, LATER)):
            with stage() as work:
                work.uploads.save(after)
                work.commit()
            with stage() as work:
                assert work.uploads.find(after.id) == after
        with stage() as work:
            assert work.uploads.find(an_upload(2).id) == an_upload(2)

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.uploads.save(an_upload(1))
        assert error.value.code == "upload_missing"

    def test_of_parts_at_one_offset_at_once_one_is_taken(self, stage: UnitsOfWork) -> None:
        kept(stage, an_upload(1))

        def grow(size: int) -> bool:
            with stage() as work:
                upload = work.uploads.find(an_upload(1).id, lock=True)
                assert upload is not None
                if upload.offset:
                    return False
                work.uploads.save(upload.grow(a_part(1, size=size), LATER))
                work.uploads.add_part(a_part(1, size=size))
                work.commit()
            return True

        assert sorted(at_once(*[lambda size=size: grow(size) for size in (1, 2, 3, 4)])) == [False, False, False, True]
        with stage() as work:
            found = work.uploads.find(an_upload(1).id)
            assert found is not None
            assert [part.end for part in work.uploads.parts(found.id)] == [found.offset]

    def test_one_is_found_by_its_key_and_person(self, stage: UnitsOfWork) -> None:
        mine, others = an_upload(1, key=KEY), an_upload(2, contributor=OTHERS, key=attrs.evolve(KEY, digest="0" * 64))
        kept(stage, mine, others, an_upload(3))
        with stage() as work:
            assert work.uploads.of_key(MINE, attrs.evolve(KEY, digest="1" * 64)) == mine
            assert work.uploads.of_key(OTHERS, KEY) == others
            assert work.uploads.of_key(MINE, attrs.evolve(KEY, key="take-2")) is None

    @pytest.mark.usefixtures("side_by_side")
    def test_who_asks_for_a_key_waits_for_whoever_is_about_to_use_it(self, stage: UnitsOfWork) -> None:
        def find() -> Upload | None:
            with stage() as work:
                return work.uploads.of_key(MINE, KEY)

        with stage() as work:
            assert work.uploads.of_key(MINE, KEY) is None
            work.uploads.add(an_upload(1, key=KEY))
            assert waits_for_commit(work, find) == an_upload(1, key=KEY)

    def test_a_person_s_unfinished_uploads_are_listed_newest_first(self, stage: UnitsOfWork) -> None:
        mine = [an_upload(number, length=number) for number in (1, 2, 3)]
        done = an_upload(4).refuse(Reason("damaged", "Damaged."), LATER)
        kept(stage, *mine, done, an_upload(5, contributor=OTHERS))
        with stage() as work:
            assert walk(lambda request: work.uploads.page(request, MINE)) == mine[::-1]
            assert work.uploads.unfinished(MINE) == Unfinished(3, 6)
            assert work.uploads.unfinished(OTHERS) == Unfinished(1, 100)
            assert work.uploads.unfinished(a_contributor(3).id) == Unfinished(0, 0)

    def test_parts_come_in_order_and_are_forgotten_together(self, stage: UnitsOfWork) -> None:
        kept(stage, an_upload(1), an_upload(2))
        parts = [a_part(1, start) for start in (0, 10, 20)]
        with stage() as work:
            for part in (parts[2], parts[0], parts[1], a_part(2)):
                work.uploads.add_part(part)
            work.commit()
        with stage() as work:
            assert work.uploads.parts(an_upload(1).id) == tuple(parts)
            work.uploads.forget_parts(an_upload(1).id)
            assert work.uploads.parts(an_upload(1).id) == ()
            assert work.uploads.parts(an_upload(2).id) == (a_part(2),)

    def test_what_is_over_is_found_the_longest_over_first(self, stage: UnitsOfWork) -> None:
        over = [an_upload(number, expires_at=LATER - timedelta(seconds=number)) for number in (0, 1, 2)]
        kept(stage, *over, an_upload(3, expires_at=LATER + timedelta(microseconds=1)))
        with stage() as work:
            assert work.uploads.expired(LATER, 10) == tuple(upload.id for upload in over[::-1])
            assert work.uploads.expired(LATER, 2) == (over[2].id, over[1].id)

    def test_what_is_removed_is_gone_with_its_parts_and_may_be_removed_twice(self, stage: UnitsOfWork) -> None:
        kept(stage, an_upload(1), an_upload(2))
        for _ in range(2):
            with stage() as work:
                if work.uploads.find(an_upload(1).id):
                    work.uploads.add_part(a_part(1))
                work.uploads.remove(an_upload(1).id)
                work.commit()
        with stage() as work:
            assert work.uploads.find(an_upload(1).id) is None
            assert work.uploads.parts(an_upload(1).id) == ()
            assert work.uploads.find(an_upload(2).id) == an_upload(2)

    def test_a_person_s_uploads_are_theirs_and_those_of_their_voice(self, stage: UnitsOfWork) -> None:
        voice = a_contributor(1).speaker
        kept(stage, an_upload(1), an_upload(2, contributor=OTHERS, speaker=voice), an_upload(3, contributor=OTHERS))
        with stage() as work:
            assert work.uploads.of_person(MINE, voice) == (an_upload(1).id, an_upload(2).id)

    def test_a_person_s_uploads_are_erased_with_them(self, stage: UnitsOfWork) -> None:
        of_voice = an_upload(2, contributor=OTHERS, speaker=a_contributor(1).speaker)
        kept(stage, an_upload(1), of_voice, an_upload(3, contributor=OTHERS))
        with stage() as work:
            for number in (1, 2, 3):
                work.uploads.add_part(a_part(number))
            work.commit()
        with stage() as work:
            work.erasing.person(MINE)
            work.commit()
        with stage() as work:
            assert [work.uploads.find(an_upload(number).id) is None for number in (1, 2, 3)] == [True, True, False]
            assert [work.uploads.parts(an_upload(number).id) for number in (1, 2, 3)] == [(), (), (a_part(3),)]

    def test_how_a_recording_was_uploaded_is_erased_with_it(self, stage: UnitsOfWork) -> None:
        kept(stage, attrs.evolve(an_upload(1), offset=100).complete(a_recording(1).id, "ef" * 32, LATER), an_upload(2))
        with stage() as work:
            work.erasing.recording(a_recording(1).id)
            work.commit()
        with stage() as work:
            assert (work.uploads.find(an_upload(1).id), work.uploads.find(an_upload(2).id)) == (None, an_upload(2))
