"""The watch over heartbeats: jobs of a lost process wait again, and a database that was away makes nobody lost."""

from uuid import UUID

import pytest

from jobs_scene import add, find, save
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import a_job
from shrutik_core.use_cases.jobs.keep_watch import KeepWatch
from use_cases_scene import PlatformScene

HERE, THERE = UUID(int=1), UUID(int=2)


@pytest.fixture
def scene():
    return PlatformScene()


def running(scene, number, worker):
    job = add(scene, a_job(number))[0]
    started = job.start(scene.installation.clock.now(), worker)
    save(scene, started)
    return started


def beats(scene, worker):
    beat = scene.platform.beat(Heartbeat(worker, "host", ("chunking",), 1))
    beat()
    return beat


def heartbeats(scene):
    with scene.platform.units_of_work()() as uow:
        return [one.worker for one in uow.heartbeats.all()]


def test_jobs_of_a_lost_process_wait_again_and_it_is_forgotten(scene):
    lost, kept = running(scene, 1, HERE), running(scene, 2, THERE)
    beats(scene, HERE)
    alive, watch = beats(scene, THERE), scene.platform.keep_watch()
    found = []
    for _ in range(5):
        found.append(watch())
        alive()
    assert found == [0, 0, 0, 1, 0]
    assert find(scene, lost).status is JobStatus.WAITING
    assert find(scene, lost).losses == 1
    assert find(scene, kept) == kept
    assert heartbeats(scene) == [THERE]


def test_who_ends_in_order_leaves_nothing_to_watch(scene):
    beat = beats(scene, HERE)
    assert heartbeats(scene) == [HERE]
    beat.end()
    assert heartbeats(scene) == []


def test_a_watch_begins_anew_if_it_could_not_look(scene):
    running(scene, 1, HERE)
    beats(scene, HERE)
    here = scene.platform.units_of_work()
    away = [False]

    def units_of_work():
        if away[0]:
            raise Unavailable("database_unavailable", "Away.")
        return here()

    watch = KeepWatch(units_of_work, scene.platform.recover_jobs())
    assert [watch() for _ in range(3)] == [0, 0, 0]
    away[0] = True
    with pytest.raises(Unavailable):
        watch()
    away[0] = False
    assert [watch() for _ in range(4)] == [0, 0, 0, 1]


def test_as_many_jobs_are_ahead_as_there_are_threads(scene):
    scene.platform.beat(Heartbeat(HERE, "host", ("chunking",), 7))()
    now = scene.installation.clock.now()
    add(scene, *[a_job(number, kind=JobKind.PROCESS_RECORDING, due_at=now, created_at=now) for number in range(1, 12)])
    assert scene.platform.relay_jobs()() == 7
