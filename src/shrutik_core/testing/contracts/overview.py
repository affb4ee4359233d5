"""What every repository must keep that sums up a collection for its admins."""

from datetime import datetime, timedelta

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.overview import Overview, OverviewDay, TranscriptionCounts
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.review.review import EarlierDecision, ReviewDecision, Ruling
from shrutik_core.shared.ids import CollectionId
from shrutik_core.testing.builders import (
    MORNING,
    a_chunk,
    a_collection,
    a_contributor,
    a_review,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.activity import DAY, TODAY, spoken
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep

BN = a_collection(1).id
TOMORROW = TODAY + timedelta(days=1)


def overview(
    units: UnitsOfWork,
    collection: CollectionId | None = BN,
    since: datetime = MORNING,
    now: datetime = MORNING,
    ahead: timedelta = timedelta(),
) -> Overview:
    """What there is."""
    with units() as work:
        return work.activities.overview(collection, since, now, ahead)


def typed(units: UnitsOfWork, number: int, chunk: int = 1, person: int = 2, *, gold: bool = False) -> None:
    """A person's text for a chunk."""
    whose = {"chunk": a_chunk(chunk).id, "contributor": a_contributor(person).id, "gold": gold}
    keep(units, a_task(number, **whose), a_transcription(number, **whose))


def decided(units: UnitsOfWork, number: int, chunk: int, at: datetime, earlier: EarlierDecision | None = None) -> None:
    """A chunk's review, decided by person 3."""
    review = a_review(number, chunk=a_chunk(chunk).id, earlier=earlier)
    with units() as work:
        work.reviews.queue(review)
        work.reviews.save(review.decide(a_contributor(3).id, Ruling(ReviewDecision.ACCEPT), at))
        work.commit()


class OverviewContract(StoreContract):
    """`Activities.overview`."""

    @pytest.mark.parametrize("collection", [BN, None])
    def test_where_nothing_is_nothing_is_told(self, units: UnitsOfWork, collection: CollectionId | None) -> None:
        assert overview(units, collection) == Overview()

    def test_things_are_counted_by_status(self, stage: UnitsOfWork) -> None:
        keep(stage, *(spoken(number, status=status) for number, status in enumerate(RecordingStatus, 2)))
        keep(stage, spoken(99, collection=a_collection(2).id))
        keep(stage, *(a_chunk(number, status=status) for number, status in enumerate(ChunkStatus, 1)))
        keep(stage, a_chunk(98, collection=a_collection(2).id), a_chunk(99))
        found, everywhere = overview(stage), overview(stage, None)
        # Recording 1 is of the stage.
        assert found.recordings == {one: 1 + (one is RecordingStatus.UPLOADED) for one in RecordingStatus}
        assert found.chunks == {one: 1 + (one is ChunkStatus.OPEN) for one in ChunkStatus}
        assert sum(everywhere.recordings.values()) == sum(found.recordings.values()) + 1
        assert sum(everywhere.chunks.values()) == sum(found.chunks.values()) + 1

    def test_votes_are_counted_with_those_to_come(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1, votes=1, wanted=3), a_chunk(2, votes=5, wanted=2), a_chunk(3, wanted=1))
        keep(stage, a_chunk(4, votes=2, wanted=9, status=ChunkStatus.IN_REVIEW))
        keep(stage, a_chunk(5, votes=16, wanted=20, status=ChunkStatus.WITHDRAWN))
        keep(stage, a_task(1), a_task(2, contributor=a_contributor(3).id, gold=True))
        end = a_task(1).lease_expires_at
        assert overview(stage).transcriptions == TranscriptionCounts(votes=8, leased=1, wanted=3)
        assert overview(stage, now=end).transcriptions.leased == 0
        assert overview(stage, a_collection(2).id).transcriptions == TranscriptionCounts()

    def test_recordings_count_on_their_day_unless_they_were_in_vain(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(2, 10.5), spoken(3, 2.25), spoken(4, 50.0, status=RecordingStatus.REFUSED))
        keep(stage, spoken(DAY, 4.0, contributor=a_contributor(2).id), spoken(DAY + 1, 8.0))
        first = OverviewDay(TODAY, recorded=12.75, people=1)
        assert overview(stage).days == (first, OverviewDay(TOMORROW, recorded=12.0, people=2))
        assert overview(stage, since=an_instant(DAY + 1)).days == (OverviewDay(TOMORROW, recorded=8.0, people=1),)

    def test_a_chunk_is_transcribed_on_the_day_of_its_first_text(self, stage: UnitsOfWork) -> None:
        keep(stage, *(a_chunk(number) for number in (1, 2, 3)), a_chunk(4, status=ChunkStatus.REJECTED))
        keep(stage, a_chunk(5, status=ChunkStatus.SETTLED, text="a"))
        typed(stage, 10)
        typed(stage, DAY, person=3)
        typed(stage, DAY + 1, 2)
        typed(stage, DAY + 2, 4)
        typed(stage, DAY + 3, 5, gold=True)
        later = overview(stage, since=an_instant(DAY)).days
        assert later == (OverviewDay(TOMORROW, transcribed=4.0, people=2),)
        assert overview(stage).days[0] == OverviewDay(TODAY, transcribed=4.0, people=2)

    def test_consensus_settles_on_the_day_of_the_last_vote(self, stage: UnitsOfWork) -> None:
        settled = {"status": ChunkStatus.SETTLED, "text": "a", "confidence": 0.9}
        keep(stage, a_chunk(1, **settled, settled_by=Settler.CONSENSUS), a_chunk(2))
        typed(stage, 10)
        typed(stage, DAY, person=3)
        typed(stage, DAY + 1, 2)
        assert [day.settled for day in overview(stage).days] == [0.0, 4.0]

    def test_a_reviewer_settles_on_the_day_of_the_decision(self, stage: UnitsOfWork) -> None:
        settled = {"status": ChunkStatus.SETTLED, "text": "a", "settled_by": Settler.REVIEWER}
        keep(stage, a_chunk(1, **settled), a_chunk(2, status=ChunkStatus.REJECTED, settled_by=Settler.REVIEWER))
        decided(stage, 1, 1, an_instant(10))
        decided(stage, 2, 1, an_instant(DAY))
        decided(stage, 3, 2, an_instant(DAY + 1))
        decided(stage, 4, 1, an_instant(2 * DAY), earlier=EarlierDecision("a", None, a_contributor(4).id))
        days = overview(stage, since=an_instant(10)).days
        assert [(day.settled, day.people) for day in days] == [(0.0, 1), (4.0, 1), (0.0, 1)]
        assert overview(stage, a_collection(2).id).days == ()

    def test_days_begin_by_the_clock_of_whoever_asks(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(15 * 3_600, 3.0))
        assert MORNING.hour == 8
        last = {hours: overview(stage, ahead=timedelta(hours=hours)).days[-1].date for hours in (-9, 0, 6)}
        assert last == {-9: TODAY, 0: TODAY, 6: TOMORROW}

    def test_a_person_who_does_several_things_is_one(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), attrs.evolve(spoken(2), contributor=a_contributor(3).id))
        typed(stage, 10, person=3)
        decided(stage, 1, 1, an_instant(20))
        # Person 1 sent recording 1.
        assert overview(stage).days[0].people == 2
