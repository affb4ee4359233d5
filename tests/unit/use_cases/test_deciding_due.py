"""Decision jobs: taken many at a time, done in the transaction that decides, and alone if it does not go together."""

from datetime import timedelta

import attrs
import pytest

from jobs_scene import add, find, save
from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import MOST_ATTEMPTS, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import a_job
from shrutik_core.use_cases.chunks.decide_chunks import MOST_AT_ONCE
from use_cases_scene import PlatformScene, tone_wav

CHUNKING = {"maximum": 3.0, "target": 1.5, "preferred_maximum": 2.5, "preferred_minimum": 1.0}


@pytest.fixture
def scene():
    """Some clips that wait to be decided, each with two voices."""
    made = PlatformScene()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0}, chunking=CHUNKING)
    made.recording = made.upload(made.speaker(), tone_wav(12.0))
    made.installation.work()
    for name in ("one", "two"):
        person = made.person(name)
        for lent in made.take(person):
            made.say(person, lent, "আমি গান গাই")
    return made


def jobs(scene, status):
    found = scene.platform.manage_jobs().list(None, PageRequest(100), status).items
    return [job for job in found if job.kind is JobKind.DECIDE_CHUNK]


def statuses(scene):
    return [chunk.status for chunk in scene.chunks(scene.recording)]


def failing(scene, error, chunk=None):
    """`DecideDue` that fails where this chunk is among several, or with a job of its own; with any if it is None."""
    decide_due = scene.platform.decide_due()

    class Failing:
        def within(self, uow, chunks, **how):
            if chunk is None or chunk in chunks:
                raise error
            return decide_due.decide_chunks.within(uow, chunks, **how)

    def alone(subject):
        if subject == chunk:
            raise error
        scene.platform.decide_chunk()(subject)

    alone.give_up = lambda *_: None
    run_job = attrs.evolve(decide_due.run_job, works={JobKind.DECIDE_CHUNK: alone})
    return attrs.evolve(decide_due, decide_chunks=Failing(), run_job=run_job)


def test_all_that_is_due_is_decided_at_once_and_its_jobs_are_done(scene):
    waiting = jobs(scene, JobStatus.WAITING)
    now = scene.installation.clock.advance(timedelta(seconds=1))
    assert len(waiting) == len(statuses(scene)) == 5
    assert (scene.platform.decide_due()(), scene.platform.decide_due()()) == (5, 0)
    assert set(statuses(scene)) == {ChunkStatus.SETTLED}
    assert jobs(scene, JobStatus.DONE) == [
        attrs.evolve(job, status=JobStatus.DONE, attempts=1, started_at=now, finished_at=now) for job in waiting
    ]


def test_the_oldest_come_first_and_no_more_than_asked(scene):
    waiting = jobs(scene, JobStatus.WAITING)[::-1]
    assert scene.platform.decide_due()(2) == 2
    assert [find(scene, job).status for job in waiting] == [JobStatus.DONE] * 2 + [JobStatus.WAITING] * 3


def test_no_more_than_200_are_held_at_once():
    scene = PlatformScene()
    now = scene.installation.clock.now()
    add(scene, *[a_job(number, due_at=now, created_at=now) for number in range(1, MOST_AT_ONCE + 2)])
    assert MOST_AT_ONCE == 200
    assert [scene.platform.decide_due()() for _ in range(3)] == [200, 1, 0]


def test_what_is_not_due_yet_waits(scene):
    (first, *_) = jobs(scene, JobStatus.WAITING)
    save(scene, attrs.evolve(first, due_at=first.due_at + timedelta(seconds=1)))
    assert scene.platform.decide_due()() == 4
    scene.installation.clock.advance(timedelta(seconds=1))
    assert scene.platform.decide_due()() == 1


def test_the_job_of_a_chunk_that_is_gone_is_dead_and_the_others_are_done(scene):
    now = scene.installation.clock.now()
    (lost,) = add(scene, a_job(1, due_at=now, created_at=now))
    assert scene.platform.decide_due()() == 6
    dead = find(scene, lost)
    assert (dead.status, dead.error) == (JobStatus.DEAD, "chunk_missing: The chunk is gone.")
    assert set(statuses(scene)) == {ChunkStatus.SETTLED}


def test_what_another_holds_waits_on_as_it_is(scene):
    decide_due, held = scene.platform.decide_due(), jobs(scene, JobStatus.WAITING)[0]

    class Held:
        def within(self, uow, chunks, **how):
            taken = decide_due.decide_chunks.within(uow, [one for one in chunks if one != held.subject], **how)
            return attrs.evolve(taken, held=frozenset({held.subject}))

    assert attrs.evolve(decide_due, decide_chunks=Held())() == 4
    assert find(scene, held) == held
    assert decide_due() == 1


def test_two_jobs_of_one_chunk_are_done_by_one_decision(scene):
    first = jobs(scene, JobStatus.WAITING)[0]
    save(scene, first.start(first.due_at))
    add(scene, attrs.evolve(a_job(1), subject=first.subject, due_at=first.due_at))
    save(scene, first)
    assert scene.platform.decide_due()() == 6
    assert jobs(scene, JobStatus.WAITING) == []


@pytest.mark.parametrize("error", [Invalid("text_too_long", "Too long."), Unavailable("away", "Away.")])
def test_a_chunk_at_fault_keeps_no_other_from_being_decided(scene, error):
    bad = scene.chunks(scene.recording)[2]
    decide_due = failing(scene, error, bad.id)
    if isinstance(error, Unavailable):
        with pytest.raises(Unavailable):
            decide_due()
        assert len(jobs(scene, JobStatus.WAITING)) == 5
        return
    assert decide_due() == 5
    assert [status for status in statuses(scene) if status is ChunkStatus.OPEN] == [ChunkStatus.OPEN]
    (dead,) = jobs(scene, JobStatus.DEAD)
    assert (dead.subject, dead.error) == (bad.id, "text_too_long: Too long.")


def test_a_fault_of_the_program_is_noted_on_the_one_at_fault_and_raised(scene):
    bad = scene.chunks(scene.recording)[2]
    decide_due = failing(scene, ValueError("oops"), bad.id)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(ValueError, match="oops"):
            decide_due()
        decide_due()
        scene.installation.clock.advance(timedelta(hours=1))
    (dead,) = jobs(scene, JobStatus.DEAD)
    assert (dead.subject, dead.attempts, dead.error) == (bad.id, MOST_ATTEMPTS, "ValueError: oops")
    assert len(jobs(scene, JobStatus.DONE)) == 4


def test_one_that_the_database_does_not_take_even_alone_has_its_attempts_counted(scene):
    bad = scene.chunks(scene.recording)[0]
    decide_due = failing(scene, Unavailable("database_error", "No."), bad.id)
    first = next(job for job in jobs(scene, JobStatus.WAITING) if job.subject == bad.id)
    while (found := find(scene, first)).status is JobStatus.WAITING:
        decide_due(1)
        scene.installation.clock.advance(timedelta(seconds=1))
    assert (found.status, found.attempts, found.error) == (JobStatus.DEAD, MOST_ATTEMPTS, "database_error: No.")
    assert len(jobs(scene, JobStatus.DONE)) == 4


def test_a_fault_before_any_job_is_known_is_raised(scene):
    decide_due = attrs.evolve(scene.platform.decide_due(), clock=None)
    with pytest.raises(AttributeError):
        decide_due()


class Killed(BaseException):
    """What a SIGKILL would be, if Python could see it."""


def test_a_process_that_is_killed_in_the_midst_leaves_all_as_it_was(scene):
    before, waiting = scene.chunks(scene.recording), jobs(scene, JobStatus.WAITING)
    decide_due = scene.platform.decide_due()

    class Dying:
        def within(self, uow, chunks, **how):
            decide_due.decide_chunks.within(uow, chunks, **how)
            raise Killed

    with pytest.raises(Killed):
        attrs.evolve(decide_due, decide_chunks=Dying())()
    assert (scene.chunks(scene.recording), jobs(scene, JobStatus.WAITING)) == (before, waiting)
    assert decide_due() == 5
