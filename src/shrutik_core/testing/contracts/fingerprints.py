"""What every repository of fingerprints must keep: which earlier recordings to compare, and who looks alone."""

import pytest

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.copies import MOST_MARKS, RecordingFingerprint
from shrutik_core.recordings.fingerprint import Fingerprint
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.testing.builders import a_collection, a_recording
from shrutik_core.testing.contracts.base import StoreContract, meanwhile, waits_for_commit
from shrutik_core.testing.fingerprint_builders import a_fingerprint, a_recording_fingerprint
from shrutik_core.testing.scenes import keep

CHUNKED = RecordingStatus.CHUNKED


def near(units: UnitsOfWork, one: RecordingFingerprint, most: int = 10) -> list[int]:
    """The numbers of the recordings that the repository finds worth a comparison."""
    numbers = {a_recording(number).id: number for number in range(1, 30)}
    with units() as work:
        return [numbers[other.recording] for other in work.fingerprints.near(one, most)]


class FingerprintsContract(StoreContract):
    """What recordings are known by."""

    def test_a_print_comes_back_as_it_was_kept(self, stage: UnitsOfWork) -> None:
        silent = a_recording_fingerprint(2, fingerprint=Fingerprint())
        keep(stage, a_recording(2), a_recording_fingerprint(1), silent)
        with stage() as work:
            assert work.fingerprints.find(a_recording(1).id) == a_recording_fingerprint(1)
            assert work.fingerprints.find(a_recording(2).id) == silent
            assert work.fingerprints.find(a_recording(3).id) is None

    def test_the_first_print_of_a_recording_stays(self, stage: UnitsOfWork) -> None:
        keep(stage, a_recording_fingerprint(1), a_recording_fingerprint(1, sha256="f" * 64))
        with stage() as work:
            assert work.fingerprints.find(a_recording(1).id) == a_recording_fingerprint(1)

    def test_those_that_share_most_come_first_and_the_newest_of_equals(self, stage: UnitsOfWork) -> None:
        shares = {2: range(10), 3: range(50), 4: range(10), 5: range(600, 700), 6: range(1)}
        recordings = [a_recording(number, status=CHUNKED) for number in (*shares, 7)]
        fingerprints = [
            a_recording_fingerprint(number, fingerprint=a_fingerprint(words)) for number, words in shares.items()
        ]
        keep(stage, *recordings, *fingerprints)
        one = a_recording_fingerprint(7, fingerprint=a_fingerprint(range(100)))
        assert near(stage, one) == [3, 4, 2, 6]
        assert near(stage, one, 2) == [3, 4]

    def test_those_of_the_same_bytes_come_before_all_others(self, stage: UnitsOfWork) -> None:
        recordings = [a_recording(number, status=CHUNKED) for number in (2, 3, 4)]
        same = a_recording_fingerprint(2, sha256="a" * 64, fingerprint=Fingerprint())
        also = a_recording_fingerprint(4, sha256="a" * 64, fingerprint=a_fingerprint(range(3)))
        keep(stage, *recordings, same, a_recording_fingerprint(3, fingerprint=a_fingerprint(range(100))), also)
        assert near(stage, a_recording_fingerprint(5, sha256="a" * 64, fingerprint=a_fingerprint(range(100)))) == [
            4,
            2,
            3,
        ]

    @pytest.mark.parametrize("status", list(RecordingStatus))
    def test_only_those_count_that_are_processed_or_cut(self, stage: UnitsOfWork, status: RecordingStatus) -> None:
        keep(stage, a_recording(2, status=status), a_recording_fingerprint(2))
        counts = status in {RecordingStatus.PROCESSING, RecordingStatus.CHUNKED}
        for one in (
            a_recording_fingerprint(2, recording=a_recording(3).id, sha256="c" * 64),
            a_recording_fingerprint(3, sha256=a_recording_fingerprint(2).sha256),
        ):
            assert near(stage, one) == ([2] if counts else [])

    def test_none_is_near_itself_or_one_of_another_collection(self, stage: UnitsOfWork) -> None:
        elsewhere = a_recording(2, status=CHUNKED, collection=a_collection(2).id)
        keep(stage, elsewhere, a_recording(3, status=CHUNKED))
        keep(stage, a_recording_fingerprint(2, collection=a_collection(2).id), a_recording_fingerprint(3))
        assert near(stage, a_recording_fingerprint(3)) == []
        assert near(stage, a_recording_fingerprint(2, recording=a_recording(4).id)) == []

    def test_long_recordings_have_no_more_marks_than_the_most(self, stage: UnitsOfWork) -> None:
        long = a_recording_fingerprint(2, fingerprint=a_fingerprint(range(5 * MOST_MARKS)))
        keep(stage, a_recording(2, status=CHUNKED), long)
        assert near(stage, a_recording_fingerprint(3, fingerprint=a_fingerprint(range(0, 5 * MOST_MARKS, 2)))) == [2]

    @pytest.mark.usefixtures("side_by_side")
    def test_whoever_looks_for_copies_is_alone_in_the_collection(self, stage: UnitsOfWork) -> None:
        keep(stage, a_recording(2, status=CHUNKED))

        def look(number: int) -> list[int]:
            with stage() as work:
                work.fingerprints.alone(a_collection(number).id)
            return near(stage, a_recording_fingerprint(3, fingerprint=a_recording_fingerprint(2).fingerprint))

        with stage() as work:
            work.fingerprints.alone(a_collection(1).id)
            work.fingerprints.put(a_recording_fingerprint(2))
            assert meanwhile(lambda: look(2)) == []
            assert waits_for_commit(work, lambda: look(1)) == [2]
