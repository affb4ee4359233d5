"""Whose turn it is in a series of releases, and what a gate does to one."""

import json

import pytest
from dependency_injector import providers

from releases_scene import content, one_settled
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.shared.jobs import LONGEST_PAUSE, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.releases.release_wish import ReleaseWish
from use_cases_scene import SLUG
from withdrawing_scene import settle


@pytest.fixture
def scene():
    return one_settled()


def now(scene, made):
    return scene.platform.read_releases().get(scene.admin, made.id)


def recordings(scene):
    return scene.platform.read_recordings().list(scene.admin, PageRequest(100)).items


def asked(scene, name="bn", **wish):
    return scene.platform.request_release()(scene.admin, ReleaseWish(name, [SLUG], ["csv"], **wish))


def test_one_version_of_a_series_is_built_at_a_time_and_in_their_order(scene):
    first, second, build = asked(scene), asked(scene), scene.platform.build_release()
    build(second.id)
    assert now(scene, second).status is ReleaseStatus.REQUESTED
    scene.installation.work()
    assert [now(scene, one).status for one in (first, second)] == [ReleaseStatus.READY] * 2
    assert json.loads(content(scene, now(scene, second), "release.json"))["predecessor"]["version"] == 1


def end_jobs(scene):
    """What was due is done: here those that found an earlier version on its way."""
    now = scene.installation.clock.now()
    with scene.platform.units_of_work()() as uow:
        for job in uow.jobs.page(PageRequest(), JobStatus.WAITING).items:
            uow.jobs.save(job.start(now).finish(now))
        uow.commit()


def test_after_one_that_failed_the_next_has_its_turn(scene):
    first, second, build = asked(scene), asked(scene), scene.platform.build_release()
    with scene.platform.units_of_work()() as uow:
        uow.releases.save(first.build())
        uow.commit()
    end_jobs(scene)
    build.give_up(first.id, "lost")
    scene.installation.work()
    assert now(scene, second).status is ReleaseStatus.READY
    with pytest.raises(Conflict) as caught:
        build(first.id)
    assert caught.value.code == "release_overtaken"
    assert now(scene, first).status is ReleaseStatus.FAILED


def test_a_gate_stops_a_release_until_somebody_says_why_it_is_right(scene):
    scene.upload(scene.speaker("second"))
    scene.installation.work()
    settle(scene)
    stopped = asked(scene)
    scene.installation.work()
    found = now(scene, stopped)
    assert (found.status, found.error.split(" ")[0]) == (ReleaseStatus.FAILED, "release_stopped:")
    assert "[same_sound] 2 clips share 1 sounds" in found.error
    assert list(scene.platform.blobs().list(f"releases/{stopped.id}/")) == []
    assert {job.status for job in scene.platform.manage_jobs().list(None, PageRequest(100)).items} == {JobStatus.DONE}
    made = asked(scene, accepted={"same_sound": "Two people sent one file.", "fell:all hours": "not found, not told"})
    scene.installation.work()
    assert now(scene, made).status is ReleaseStatus.READY
    told = content(scene, now(scene, made), "datasheet.md").decode()
    assert "Reason: Two people sent one file." in told
    assert "not told" not in told


def test_prompts_are_kept_apart_by_the_first_version_or_by_none(scene):
    asked(scene)
    scene.installation.work()
    second = asked(scene, split_by="prompt")
    scene.installation.work()
    assert now(scene, second).error.startswith("split_by_fixed: ")
    other = asked(scene, name="other", split_by="prompt")
    scene.installation.work()
    assert now(scene, other).status is ReleaseStatus.READY


def test_without_its_key_a_release_waits_and_other_jobs_do_not(scene):
    class NoKey:
        def __call__(self):
            raise Unavailable("release_key_unavailable", "The key cannot be read.")

    scene.platform.release_keyring.override(providers.Object(NoKey()))
    made = asked(scene)
    scene.upload(scene.speaker("second"))
    scene.installation.work()
    assert now(scene, made).status is ReleaseStatus.BUILDING
    assert {one.status for one in recordings(scene)} == {RecordingStatus.CHUNKED}
    scene.platform.release_keyring.reset_last_overriding()
    scene.installation.clock.advance(LONGEST_PAUSE)
    scene.installation.work()
    assert now(scene, made).status is ReleaseStatus.READY
