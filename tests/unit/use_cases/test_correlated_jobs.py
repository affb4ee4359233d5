"""Jobs of jobs: what a job makes due is found by the id that the job itself is found by."""

import pytest

from jobs_scene import Working, due, find
from shrutik_core.people.roles import Actor, Role
from shrutik_core.shared.correlation import current, under
from shrutik_core.shared.errors import Refused
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.testing.builders import a_job, an_id
from shrutik_core.use_cases.jobs.run_job import RunJob
from use_cases_scene import PlatformScene


@pytest.fixture
def scene():
    return PlatformScene()


def run(scene, job):
    """Do it; its work makes another due, and says under which id it was done."""
    seen = []

    def act(_):
        seen.append(current())
        with scene.platform.units_of_work()() as work:
            work.jobs.add(a_job(77, kind=JobKind.SEND_LETTER))
            work.commit()

    RunJob(scene.platform.units_of_work(), scene.installation.clock, {JobKind.DECIDE_CHUNK: Working(act)})(job.id)
    return seen


def test_what_a_job_makes_due_comes_of_the_same_request(scene):
    with under("a-request"):
        job = due(scene)
    assert run(scene, job) == ["a-request"]
    found = scene.platform.manage_jobs().under(None, "a-request")
    assert [one.kind for one in found] == [JobKind.DECIDE_CHUNK, JobKind.SEND_LETTER]
    assert current() == ""


def test_a_job_that_comes_of_nothing_is_done_under_what_its_worker_carries(scene):
    job = due(scene)
    assert find(scene, job).correlation == ""
    with under("a-worker"):
        assert run(scene, job) == ["a-worker"]


def test_who_may_not_look_after_jobs_may_not_look_for_them(scene):
    with pytest.raises(Refused):
        scene.platform.manage_jobs().under(Actor(ContributorId(an_id(1)), Role.CONTRIBUTOR), "a-request")
