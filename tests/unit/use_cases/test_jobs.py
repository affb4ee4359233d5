"""Background work: done at least once and not at the same time, through lost brokers, workers and stores."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Conflict, Missing, Refused, Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import MOST_ATTEMPTS, MOST_LOSSES, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.jobs.run_job import RunJob
from use_cases_scene import PlatformScene, tone_wav


class Killed(BaseException):
    """What a SIGKILL would be, if Python could see it."""


@attrs.frozen
class Dying:
    """A blob store that dies at its n-th write."""

    inner: object
    left: list

    def put(self, key, parts):
        self.left[0] -= 1
        if self.left[0] < 0:
            raise Killed
        return self.inner.put(key, parts)

    def __getattr__(self, name):
        return getattr(self.inner, name)


def jobs(scene, status=None):
    return scene.platform.manage_jobs().list(None, PageRequest(100), status).items


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def started_and_lost(scene):
    """The one job, as if its worker had been killed before its work did anything."""
    scene.platform.relay_jobs()()
    (job,) = jobs(scene)
    with scene.platform.units_of_work()() as uow:
        uow.jobs.save(job.start(scene.installation.clock.now()))
        uow.commit()
    scene.installation.sender.sent.clear()
    scene.installation.clock.advance(timedelta(seconds=1))
    return job


@settings(max_examples=10, deadline=None)
@given(dies_at=st.integers(0, 4))
def test_cutting_goes_on_after_a_death_and_makes_the_same_chunks(dies_at):
    whole, broken = PlatformScene(), PlatformScene()
    recordings = []
    for one in (whole, broken):
        one.collection(chunking={"maximum": 3.0, "target": 1.5, "preferred_maximum": 2.5, "preferred_minimum": 1.0})
        recordings.append(one.upload(one.speaker(), tone_wav(12.0)))
    whole.installation.work()
    work = broken.platform.process_recording()
    dying = attrs.evolve(work, cut=attrs.evolve(work.cut, blobs=Dying(work.blobs, [dies_at])))
    with pytest.raises(Killed):
        dying(recordings[1].id)
    assert broken.platform.read_recordings().get(broken.admin, recordings[1].id).status is RecordingStatus.PROCESSING
    broken.installation.work()
    assert [(c.id, c.span, c.audio.sha256) for c in broken.chunks(recordings[1])] == [
        (c.id, c.span, c.audio.sha256) for c in whole.chunks(recordings[0])
    ]
    assert len(broken.chunks(recordings[1])) == 5


def test_a_broker_that_is_away_loses_nothing(scene):
    recording = scene.upload(scene.speaker())
    scene.installation.sender.broken = True
    with pytest.raises(Unavailable):
        scene.platform.relay_jobs()()
    scene.installation.sender.broken = False
    assert scene.installation.work() == 1
    assert scene.platform.read_recordings().get(scene.admin, recording.id).status is RecordingStatus.CHUNKED


def test_a_job_that_was_lost_with_its_worker_is_adopted_at_the_next_start(scene):
    recording = scene.upload(scene.speaker())
    started_and_lost(scene)
    assert scene.installation.work() == 0
    assert scene.platform.recover_jobs().adopt() == 1
    scene.installation.work()
    assert scene.platform.read_recordings().get(scene.admin, recording.id).status is RecordingStatus.CHUNKED


def test_a_job_that_was_sent_and_never_started_is_sent_again(scene):
    scene.upload(scene.speaker())
    scene.platform.relay_jobs()()
    scene.installation.sender.sent.clear()
    assert scene.platform.recover_jobs().stalled() == 0
    scene.installation.clock.advance(timedelta(hours=3))
    assert scene.platform.recover_jobs().stalled() == 1
    assert scene.installation.work() == 1


def test_a_worker_that_dies_every_time_ends_in_the_dead_letter_list_and_the_recording_says_so(scene):
    recording = scene.upload(scene.speaker())
    for _ in range(MOST_LOSSES):
        assert jobs(scene, JobStatus.DEAD) == ()
        started_and_lost(scene)
        with scene.platform.units_of_work()() as uow:
            current = uow.recordings.find(recording.id)
            if current.status is RecordingStatus.UPLOADED:
                uow.recordings.save(current.become(RecordingStatus.PROCESSING, scene.installation.clock.now()))
                uow.commit()
        scene.platform.recover_jobs().adopt()
    (dead,) = jobs(scene, JobStatus.DEAD)
    assert scene.platform.read_recordings().get(scene.admin, recording.id).status is RecordingStatus.FAILED
    scene.platform.manage_jobs().retry(scene.admin, dead.id)
    scene.installation.work()
    assert scene.platform.read_recordings().get(scene.admin, recording.id).status is RecordingStatus.CHUNKED


@attrs.frozen
class Failing:
    error: BaseException
    given_up: list = attrs.field(factory=list)

    def __call__(self, subject):
        raise self.error

    def give_up(self, subject, error):
        self.given_up.append(subject)


def run_failing(scene, error):
    work = Failing(error)
    run = RunJob(scene.platform.units_of_work(), scene.installation.clock, {JobKind.PROCESS_RECORDING: work})
    scene.upload(scene.speaker())
    (job,) = jobs(scene)
    return run, job, work


def test_what_may_go_through_later_is_tried_again_after_growing_pauses(scene):
    run, job, work = run_failing(scene, Unavailable("away", "The store is away."))
    pauses = []
    while (now := jobs(scene)[0]).status is JobStatus.WAITING:
        pauses.append(now.due_at - scene.installation.clock.now())
        scene.installation.clock.advance(max(timedelta(0), pauses[-1]))
        run(job.id)
    assert jobs(scene)[0].status is JobStatus.DEAD
    assert pauses == sorted(pauses)
    assert len(pauses) == MOST_ATTEMPTS
    assert work.given_up == [job.subject]


def test_what_would_fail_again_dies_at_once(scene):
    run, job, work = run_failing(scene, Missing("gone", "It is gone."))
    run(job.id)
    assert jobs(scene)[0].status is JobStatus.DEAD
    assert jobs(scene)[0].error == "gone: It is gone."
    assert work.given_up == [job.subject]


def test_a_fault_in_the_program_is_noted_and_not_hidden(scene):
    run, job, _ = run_failing(scene, ZeroDivisionError("oops"))
    with pytest.raises(ZeroDivisionError):
        run(job.id)
    assert jobs(scene)[0].status is JobStatus.WAITING
    assert "oops" in jobs(scene)[0].error


def test_a_job_runs_once_however_often_it_is_sent(scene):
    scene.upload(scene.speaker())
    scene.installation.work()
    (done,) = jobs(scene)
    scene.platform.run_job()(done.id)
    assert jobs(scene)[0].attempts == 1


def test_only_the_dead_come_back_and_only_an_administrator_calls_them(scene):
    scene.upload(scene.speaker())
    (waiting,) = jobs(scene)
    with pytest.raises(Conflict):
        scene.platform.manage_jobs().retry(scene.admin, waiting.id)
    with pytest.raises(Refused):
        scene.platform.manage_jobs().list(scene.person("nosy"), PageRequest())


def test_the_platform_knows_the_work_of_each_kind(scene):
    assert scene.platform.works().keys() == set(JobKind)


def test_a_job_says_in_which_process_it_was_started(scene):
    scene.upload(scene.speaker())
    scene.installation.work()
    (done,) = jobs(scene)
    assert done.worker == scene.platform.worker() is not None
    assert PlatformScene().platform.worker() is not None
