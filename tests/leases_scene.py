"""What tests of leases look at and wait for."""

from datetime import timedelta

from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from use_cases_scene import PlatformScene, tone_wav

TEXT = "আমি গান গাই"
SHORT_CLIPS = {"maximum": 2.0, "target": 1.2, "preferred_maximum": 1.6, "preferred_minimum": 1.0}


def tasks(scene, person, status=None):
    return scene.platform.keep_tasks().list(person, PageRequest(100), status).items


def jobs(scene, kind):
    found = scene.platform.manage_jobs().list(None, PageRequest(100), JobStatus.WAITING).items
    return [job for job in found if job.kind is kind]


def wait(scene, minutes):
    scene.installation.clock.advance(timedelta(minutes=minutes))


def one_clip():
    """One recording of one clip, which takes two votes."""
    made = PlatformScene()
    made.collection(consensus={"fewest": 2, "accept_confidence": 0.0})
    made.recording = made.upload(made.speaker(), tone_wav(1.5))
    made.installation.work()
    return made


def many_clips():
    """More clips than one person may hold."""
    made = PlatformScene()
    made.collection(chunking=SHORT_CLIPS)
    made.recording = made.upload(made.speaker(), tone_wav(110.0))
    made.installation.work()
    assert len(made.chunks(made.recording)) > 62
    return made
