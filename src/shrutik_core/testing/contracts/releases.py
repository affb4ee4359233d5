"""What every repository of releases must keep; what may go out has a suite of its own in `release_rows`."""

import pytest

from shrutik_core.people.consent import PUBLISHING
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus, release_key
from shrutik_core.releases.selection import ReleaseFormat, Selection
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consent,
    a_contributor,
    a_member,
    a_recording,
    a_release,
    a_speaker,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract, at_once, waits_for_commit, walk
from shrutik_core.testing.scenes import keep


class ReleasesContract(StoreContract):
    """Datasets."""

    def test_a_release_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        selection = Selection(
            (a_collection(2).id, a_collection(1).id), (ReleaseFormat.LJSPEECH, ReleaseFormat.CSV), min_confidence=0.85
        )
        release = a_release(selection=selection)
        keep(stage, release)
        with stage() as work:
            assert work.releases.find(release.id) == release
            assert work.releases.find(release.id, lock=True) == release
            assert work.releases.find(a_release(2).id) is None

    def test_saving_keeps_what_was_built(self, stage: UnitsOfWork) -> None:
        keep(stage, a_release(1), a_release(2))
        files = tuple(
            ReleaseFile(name, release_key(a_release(1).id, name), size, "ab" * 32, "text/csv")
            for name, size in (("metadata.csv", 5_000_000_000), ("manifest.jsonl", 0))
        )
        ready = a_release(1).build().finish(files, "cd" * 32, 12, 48.25, an_instant(60))
        failed = a_release(2).build().fail("the disk is full", an_instant(61))
        with stage() as work:
            work.releases.save(ready)
            work.releases.save(failed)
            work.commit()
        with stage() as work:
            assert work.releases.find(ready.id) == ready
            assert work.releases.find(failed.id) == failed

    def test_name_and_version_are_taken_once(self, stage: UnitsOfWork) -> None:
        keep(stage, a_release(1), a_release(2), a_release(3, name="en-read", version=1))
        with pytest.raises(Conflict) as error:
            keep(stage, a_release(4, version=2))
        assert error.value.code == "release_exists"

    def test_saving_what_is_not_there_is_missing(self, stage: UnitsOfWork) -> None:
        with pytest.raises(Missing) as error, stage() as work:
            work.releases.save(a_release(1))
        assert error.value.code == "release_missing"

    def test_versions_count_up_by_name(self, stage: UnitsOfWork) -> None:
        keep(stage, a_release(2), a_release(1), a_release(3, name="en-read", version=7))
        with stage() as work:
            assert work.releases.next_version("bn-read") == 3
            assert work.releases.next_version("en-read") == 8
            assert work.releases.next_version("new") == 1

    def test_versions_asked_for_at_once_differ(self, stage: UnitsOfWork) -> None:
        def request(number: int) -> int:
            with stage() as work:
                version = work.releases.next_version("bn-read")
                work.releases.add(a_release(number, version=version))
                work.commit()
            return version

        versions = at_once(*[lambda number=number: request(number) for number in range(1, 5)])
        assert sorted(versions) == [1, 2, 3, 4]

    @pytest.mark.usefixtures("side_by_side")
    def test_who_asks_for_a_version_waits_for_the_one_before(self, stage: UnitsOfWork) -> None:
        def ask() -> int:
            with stage() as work:
                return work.releases.next_version("bn-read")

        with stage() as work:
            work.releases.add(a_release(1, version=work.releases.next_version("bn-read")))
            assert waits_for_commit(work, ask) == 2

    def test_a_series_is_all_versions_of_a_name(self, stage: UnitsOfWork) -> None:
        first, second = a_release(1), a_release(2).build()
        keep(stage, second, first, a_release(3, name="en-read", version=7))
        with stage() as work:
            assert work.releases.series("bn-read") == (first, second)
            assert work.releases.series("new") == ()

    @pytest.mark.usefixtures("side_by_side")
    def test_who_asks_for_a_series_waits_for_who_did_before(self, stage: UnitsOfWork) -> None:
        def ask() -> tuple[Release, ...]:
            with stage() as work:
                return work.releases.series("bn-read")

        with stage() as work:
            assert work.releases.series("bn-read") == ()
            work.releases.add(a_release(1))
            assert waits_for_commit(work, ask) == (a_release(1),)

    def test_a_locked_release_waits_its_turn(self, stage: UnitsOfWork) -> None:
        keep(stage, a_release(1))

        def count() -> None:
            with stage() as work:
                found = work.releases.find(a_release(1).id, lock=True)
                assert found is not None
                work.releases.save(a_release(1, clips=found.clips + 1))
                work.commit()

        at_once(*[count] * 8)
        with stage() as work:
            assert work.releases.find(a_release(1).id) == a_release(1, clips=8)

    def test_pages_are_by_status(self, stage: UnitsOfWork) -> None:
        building = a_release(2).build()
        keep(stage, a_release(1), building)
        with stage() as work:
            assert walk(lambda request: work.releases.page(request, ReleaseStatus.BUILDING)) == [building]
            assert walk(lambda request: work.releases.page(request, ReleaseStatus.READY)) == []

    def test_pages_are_newest_first(self, stage: UnitsOfWork) -> None:
        kept = [a_release(number) for number in range(1, 6)]
        keep(stage, *kept)
        with stage() as work:
            assert walk(work.releases.page) == kept[::-1]


class ReleaseMembersContract(StoreContract):
    """Which chunks are in which release."""

    @pytest.fixture
    def releases(self, stage: UnitsOfWork) -> list[Release]:
        """Releases 1 and 2, and chunks 1 to 3 of recording 1 and 11 to 13 of recording 2."""
        kept = [a_release(1), a_release(2)]
        second = [a_chunk(number, recording=a_recording(2).id, index=number) for number in (11, 12, 13)]
        keep(stage, a_recording(2), *[a_chunk(number) for number in (1, 2, 3)], *second, *kept)
        return kept

    def test_a_recording_is_found_in_the_releases_that_hold_it(
        self, stage: UnitsOfWork, releases: list[Release]
    ) -> None:
        with stage() as work:
            work.releases.keep_members(releases[0].id, (a_member(number) for number in (1, 2, 11)))
            work.releases.keep_members(releases[1].id, [a_member(3)])
            work.commit()
        with stage() as work:
            assert set(work.releases.with_recording(a_recording(1).id)) == {release.id for release in releases}
            assert work.releases.with_recording(a_recording(2).id) == (releases[0].id,)
            assert work.releases.with_recording(a_recording(3).id) == ()

    def test_what_is_remembered_later_takes_the_place(self, stage: UnitsOfWork, releases: list[Release]) -> None:
        with stage() as work:
            work.releases.keep_members(releases[0].id, [a_member(1), a_member(2)])
            work.releases.keep_members(releases[0].id, [a_member(2), a_member(11)])
            assert work.releases.with_recording(a_recording(1).id) == (releases[0].id,)
            work.releases.keep_members(releases[0].id, [a_member(12)])
            assert work.releases.with_recording(a_recording(1).id) == ()
            assert work.releases.with_recording(a_recording(2).id) == (releases[0].id,)
            work.releases.keep_members(releases[0].id, [])
            assert work.releases.with_recording(a_recording(2).id) == ()

    def test_many_are_remembered(self, stage: UnitsOfWork, releases: list[Release]) -> None:
        keep(stage, *[a_chunk(number) for number in range(100, 1_300)])
        with stage() as work:
            work.releases.keep_members(releases[0].id, (a_member(number) for number in range(100, 1_300)))
            assert work.releases.with_recording(a_recording(1).id) == (releases[0].id,)

    def test_the_people_whose_voices_are_in_it_are_listed_while_their_consent_stands(
        self, stage: UnitsOfWork, releases: list[Release]
    ) -> None:
        spoken = [a_chunk(20 + number, speaker=a_speaker(number).id) for number in (1, 2, 3, 4)]
        agreed = [a_consent(number, purposes=PUBLISHING, speaker=a_speaker(number).id) for number in (1, 2, 4)]
        keep(stage, *spoken, a_chunk(30), *agreed)
        with stage() as work:
            for number in (1, 2, 3, 4):
                work.speakers.save(a_speaker(number, contributor=a_contributor(number).id))
            work.consents.save(agreed[1].withdraw(an_instant(90)))
            work.releases.keep_members(releases[0].id, [a_member(number) for number in (21, 22, 23, 24, 30)])
            first, fourth = a_contributor(1).id, a_contributor(4).id
            assert list(work.releases.people(releases[0].id)) == [first, fourth]
            assert list(work.releases.people(releases[1].id)) == []
