"""What every repository of readings must keep."""

from datetime import timedelta

import attrs

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.metrics.amounts import CollectionAmount
from shrutik_core.metrics.catalogue import BACKUP_AGE, CHUNKS, LEASES, OF_COLLECTIONS, REPLICA_LAG
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.metrics.queues import Backlog
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import (
    MORNING,
    a_chunk,
    a_collection,
    a_contributor,
    a_job,
    a_task,
    a_transcription,
    an_instant,
)
from shrutik_core.testing.contracts.activity import spoken
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep

BN = a_collection(1)
OPEN = GaugeReading(CHUNKS, (BN.slug, BN.language, "open"), 3.0)
SETTLED = GaugeReading(CHUNKS, (BN.slug, BN.language, "settled"), 2.0)


class ReadingsContract(StoreContract):
    """What gauges show."""

    def test_where_nothing_is_nothing_is_told(self, units: UnitsOfWork) -> None:
        with units() as work:
            assert work.readings.backlogs(MORNING) == ()
            assert work.readings.leased(MORNING) == 0
            assert work.readings.kept() == ()
            assert work.readings.amounts(MORNING).readings() == ()

    def test_jobs_are_counted_that_are_not_done(self, units: UnitsOfWork) -> None:
        waiting = [a_job(number, due_at=an_instant(10 * number)) for number in (1, 2, 9)]
        running = a_job(4).start(an_instant(5))
        done, dead = a_job(5).start(MORNING).finish(MORNING), a_job(6).start(MORNING).fail(MORNING, "no", final=True)
        with units() as work:
            for job in (*waiting, running, done, dead):
                work.jobs.add(attrs.evolve(job, status=JobStatus.WAITING, started_at=None, finished_at=None))
                work.jobs.save(job)
            work.commit()
        with units() as work:
            found = {(one.kind, one.status): one for one in work.readings.backlogs(an_instant(50))}
        kind = a_job(1).kind
        assert found[kind, JobStatus.WAITING] == Backlog(kind, JobStatus.WAITING, 3, 40.0)
        assert found[kind, JobStatus.RUNNING].number == found[kind, JobStatus.DEAD].number == 1
        assert (kind, JobStatus.DONE) not in found

    def test_what_is_not_due_yet_has_not_waited(self, units: UnitsOfWork) -> None:
        with units() as work:
            work.jobs.add(a_job(1, kind=JobKind.SEND_LETTER, due_at=an_instant(60)))
            work.commit()
        with units() as work:
            assert work.readings.backlogs(an_instant(59)) == (Backlog(JobKind.SEND_LETTER, JobStatus.WAITING, 1, 0.0),)

    def test_leases_are_counted_until_they_end(self, stage: UnitsOfWork) -> None:
        keep(stage, a_chunk(1), a_chunk(2), a_task(1), a_task(2, contributor=a_contributor(3).id, chunk=a_chunk(2).id))
        end = a_task(1).lease_expires_at
        with stage() as work:
            assert work.readings.leased(end - timedelta(seconds=1)) == 2
            assert work.readings.leased(end) == 1
            assert work.readings.leased(a_task(2).lease_expires_at) == 0

    def test_sums_are_by_collection_and_status(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(2, status=RecordingStatus.REFUSED), spoken(3, collection=a_collection(2).id))
        keep(stage, a_chunk(1), a_chunk(2), a_chunk(3, status=ChunkStatus.SETTLED))
        with stage() as work:
            found = work.readings.amounts(MORNING)
            recording = work.recordings.find(spoken(2).id)
        lasts = recording.sound.duration if recording and recording.sound else 0.0
        assert CollectionAmount(BN.slug, BN.language, "refused", 1, lasts) in found.recordings
        assert {(one.collection, one.status): one.number for one in found.chunks} == {
            (BN.slug, "open"): 2,
            (BN.slug, "settled"): 1,
        }
        seconds = {(one.status): one.seconds for one in found.chunks}
        assert seconds["open"] == a_chunk(1).duration + a_chunk(2).duration

    def test_people_count_once_who_sent_something_lately(self, stage: UnitsOfWork) -> None:
        keep(stage, spoken(2), spoken(3), a_chunk(1), a_task(1), a_transcription(1))
        keep(stage, a_task(2, contributor=a_contributor(3).id), a_transcription(2, contributor=a_contributor(3).id))
        with stage() as work:
            lately = work.readings.amounts(MORNING - timedelta(hours=1)).people
            never = work.readings.amounts(MORNING + timedelta(days=900)).people
        (here,) = [one for one in lately if one.collection == BN.slug]
        people = {spoken(2).contributor, a_transcription(1).contributor, a_contributor(3).id}
        assert (here.number, here.language) == (len(people), BN.language)
        assert never == ()

    def test_readings_take_the_place_of_those_of_their_metrics(self, units: UnitsOfWork) -> None:
        lag, age = GaugeReading(REPLICA_LAG, (), 0.5), GaugeReading(BACKUP_AGE, (), 60.0)
        for kept, readings in (
            (OF_COLLECTIONS, [OPEN, SETTLED]),
            ((REPLICA_LAG, BACKUP_AGE), [lag, age]),
            (OF_COLLECTIONS, [attrs.evolve(OPEN, value=4.0)]),
            ((REPLICA_LAG,), []),
        ):
            with units() as work:
                work.readings.keep(kept, readings, an_instant(7))
                work.commit()
        with units() as work:
            assert work.readings.kept() == ((age, an_instant(7)), (attrs.evolve(OPEN, value=4.0), an_instant(7)))

    def test_what_is_undone_was_not_kept(self, units: UnitsOfWork) -> None:
        with units() as work:
            work.readings.keep((LEASES,), [GaugeReading(LEASES, (), 1.0)], MORNING)
        with units() as work:
            assert work.readings.kept() == ()
