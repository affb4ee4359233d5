"""What every repository must keep that sums up what people did."""

from datetime import timedelta

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.progress import Progress
from shrutik_core.people.activity import ActiveDay, Activity
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.leaderboard import Contribution, Given
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus, Sound
from shrutik_core.testing.builders import (
    MORNING,
    RATE,
    a_chunk,
    a_collection,
    a_contributor,
    a_recording,
    a_speaker,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep

DAY = 86_400
TODAY = MORNING.date()
ME, VOICE = a_contributor(1).id, a_speaker(1).id
BN = a_collection(1).id


def spoken(number: int, seconds: float = 10.0, **changes: object) -> Recording:
    """A recording of the number that was cut, of so many seconds."""
    sound = Sound(seconds, RATE, 1, round(seconds * RATE), "pcm_s16le", "wav")
    return a_recording(number, **{"sound": sound, "status": RecordingStatus.CHUNKED, **changes})


def own(units: UnitsOfWork, days: int = 400, ahead: timedelta = timedelta()) -> Activity:
    """What person 1 did."""
    with units() as work:
        return work.activities.of_person(ME, VOICE, MORNING - timedelta(days=days), ahead)


def progress(units: UnitsOfWork) -> Progress:
    """How far collection 1 has come."""
    with units() as work:
        return work.activities.of_collection(BN)


class ActivitiesContract(StoreContract):
    """Sums."""

    def test_who_did_nothing_has_no_days(self, units: UnitsOfWork) -> None:
        assert own(units) == Activity()
        assert progress(units) == Progress()

    def test_recordings_of_ones_own_voice_count_unless_they_were_in_vain(self, stage: UnitsOfWork) -> None:
        vain = (RecordingStatus.REFUSED, RecordingStatus.FAILED, RecordingStatus.WITHDRAWN)
        keep(stage, spoken(2, 10.5), spoken(3, 2.25), spoken(4, 100.0, speaker=a_speaker(2).id))
        keep(stage, *(spoken(number, 50.0, status=status) for number, status in enumerate(vain, 5)))
        found = own(stage)
        # Recording 1 is of the stage: it was sent and not processed yet.
        assert (found.recordings, found.recorded_seconds) == (3, 12.75)
        assert found.days == (ActiveDay(TODAY, 12.75, 0),)

    def test_texts_count_whoever_spoke_and_clips_whose_text_is_agreed(self, stage: UnitsOfWork) -> None:
        numbers = range(1, 4)
        keep(stage, *(a_chunk(number) for number in numbers), a_chunk(4, status=ChunkStatus.SETTLED, text="a"))
        keep(stage, *(a_task(number, chunk=a_chunk(number).id, contributor=ME, gold=number == 3) for number in numbers))
        keep(stage, a_task(9))
        texts = [
            a_transcription(number, chunk=a_chunk(number).id, contributor=ME, gold=number == 3) for number in numbers
        ]
        keep(stage, *texts, a_transcription(9))
        found = own(stage)
        assert (found.transcriptions, found.settled) == (3, 1)
        assert found.days == (ActiveDay(TODAY, 0.0, 3),)

    def test_days_begin_by_the_persons_own_clock(self, stage: UnitsOfWork) -> None:
        late = 15 * 3_600
        keep(stage, spoken(late, 3.0), spoken(2 * DAY, 4.0))
        assert MORNING.hour == 8
        assert [day.date for day in own(stage).days] == [TODAY, TODAY + timedelta(days=2)]
        found = own(stage, ahead=timedelta(hours=6)).days
        assert found == (
            ActiveDay(TODAY),
            ActiveDay(TODAY + timedelta(days=1), 3.0),
            ActiveDay(TODAY + timedelta(days=2), 4.0),
        )
        assert own(stage, ahead=timedelta(hours=-9)).days[0].date == TODAY - timedelta(days=1)

    def test_days_before_that_time_are_not_told(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(5 * DAY, 1.0), spoken(9 * DAY, 2.0))
        found = own(stage, days=-9)
        assert (found.recordings, found.days) == (3, (ActiveDay(TODAY + timedelta(days=9), 2.0),))

    def test_a_collections_progress_is_of_its_own_speech(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(2, 30.0), spoken(3, 60.0, speaker=a_speaker(2).id))
        keep(stage, spoken(4, 99.0, collection=a_collection(2).id), spoken(5, 99.0, status=RecordingStatus.REFUSED))
        keep(stage, a_chunk(1), a_chunk(2, votes=1), a_chunk(3, votes=2, status=ChunkStatus.SETTLED, text="a"))
        keep(stage, a_chunk(4, votes=1, status=ChunkStatus.REJECTED), a_chunk(5, votes=1, status=ChunkStatus.WITHDRAWN))
        keep(
            stage, a_chunk(6, votes=1, collection=a_collection(2).id), a_chunk(7, status=ChunkStatus.SETTLED, text="b")
        )
        assert progress(stage) == Progress(recorded=90.0, transcribed=12.0, settled=8.0, speakers=2)

    def test_contributions_are_of_those_who_chose_to_be_named(self, stage: UnitsOfWork) -> None:
        listed = a_contributor(5, speaker=a_speaker(5).id, name="Mina", on_leaderboard=True)
        gone = (
            a_contributor(6, speaker=a_speaker(6).id, on_leaderboard=True, status=ContributorStatus.DISABLED),
            a_contributor(7, speaker=a_speaker(7).id, on_leaderboard=True, withdrawn_at=MORNING),
        )
        keep(stage, *(a_speaker(number) for number in (5, 6, 7)), listed, *gone)
        theirs = {"speaker": a_speaker(5).id, "contributor": listed.id}
        keep(stage, spoken(2, 10.0, **theirs), spoken(DAY, 2.5, **theirs), spoken(3, 99.0))
        keep(stage, spoken(4, 99.0, **theirs, collection=a_collection(2).id))
        keep(stage, spoken(5, 99.0, **theirs, status=RecordingStatus.REFUSED))
        numbers = {1: 1, 2: DAY, 3: DAY + 1}
        keep(stage, a_chunk(1), a_chunk(2), a_chunk(3, collection=a_collection(2).id))
        keep(stage, *(a_task(at, chunk=a_chunk(one).id, contributor=listed.id) for one, at in numbers.items()))
        keep(stage, *(a_transcription(at, chunk=a_chunk(one).id, contributor=listed.id) for one, at in numbers.items()))
        keep(stage, a_task(9, chunk=a_chunk(2).id), a_transcription(9, chunk=a_chunk(2).id))
        with stage() as work:
            found = work.activities.contributions(BN, an_instant(DAY))
        assert list(found) == [Contribution(listed.id, "Mina", Given(2.5, 1), Given(12.5, 2))]

    def test_who_gave_nothing_is_told_too(self, stage: UnitsOfWork) -> None:
        keep(stage, a_speaker(5), a_contributor(5, on_leaderboard=True))
        with stage() as work:
            (found,) = work.activities.contributions(BN, MORNING)
        assert (found.month, found.whole) == (Given(), Given())
