"""What is kept, and for how long: receipts, done jobs, leases, and audio that nobody waits for, each at its edge."""

from datetime import timedelta

import pytest

from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import RECEIPT_LIFETIME, IdempotencyKey
from shrutik_core.testing.builders import a_receipt
from shrutik_core.transcription.task import LEASE, TaskStatus
from shrutik_core.use_cases.jobs.clean_up import DONE_JOBS_KEPT, ORPHANS_FROM, ORPHANS_TO
from use_cases_scene import PlatformScene, tone_wav

MOMENT = timedelta(microseconds=1)
KEY = IdempotencyKey("upload_recording", "key-1", "digest")


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def wait(scene, for_):
    scene.installation.clock.advance(for_)


def clean(scene):
    return scene.platform.clean_up()()


def jobs(scene, status=None):
    return scene.platform.manage_jobs().list(None, PageRequest(100), status).items


def blobs(scene):
    return [entry.key for entry in scene.platform.blobs().list("")]


def test_how_long_things_are_kept_is_what_the_documents_say():
    kept = (RECEIPT_LIFETIME, DONE_JOBS_KEPT, LEASE, ORPHANS_TO, ORPHANS_FROM)
    day = timedelta(days=1)
    assert kept == (day, 7 * day, timedelta(minutes=30), day / 4, 3 * day)


def test_a_receipt_is_honoured_for_24_hours_and_not_a_moment_longer(scene):
    speaker = scene.speaker()
    first = scene.upload(speaker, key=KEY)
    wait(scene, timedelta(hours=24) - MOMENT)
    assert scene.upload(speaker, key=KEY).id == first.id
    wait(scene, MOMENT)
    assert scene.upload(speaker, key=KEY).id != first.id


def test_a_receipt_is_forgotten_when_its_24_hours_are_over(scene):
    scene.upload(scene.speaker(), key=KEY)
    wait(scene, timedelta(hours=24))
    assert clean(scene) == 0
    wait(scene, MOMENT)
    assert (clean(scene), clean(scene)) == (1, 0)


@pytest.mark.parametrize("count", [999, 1_000, 1_001, 2_001])
def test_however_many_there_are_all_are_forgotten_and_counted(scene, count):
    with scene.platform.units_of_work()() as uow:
        for number in range(1, count + 1):
            uow.receipts.keep(a_receipt(number))
        uow.commit()
    wait(scene, timedelta(days=2))
    assert (clean(scene), clean(scene)) == (count, 0)


def test_a_done_job_is_kept_for_seven_days_and_not_a_moment_longer(scene):
    scene.upload(scene.speaker())
    scene.installation.work()
    wait(scene, timedelta(days=7))
    assert clean(scene) == 0
    assert [job.status for job in jobs(scene)] == [JobStatus.DONE]
    wait(scene, MOMENT)
    assert clean(scene) == 1
    assert jobs(scene) == ()


def test_a_job_that_is_not_done_is_never_forgotten(scene):
    scene.upload(scene.speaker())
    wait(scene, timedelta(days=365))
    assert clean(scene) == 0
    assert [job.status for job in jobs(scene)] == [JobStatus.WAITING]


def test_a_lease_runs_out_after_30_minutes_and_not_a_moment_earlier(scene):
    scene.upload(scene.speaker())
    scene.installation.work()
    person = scene.person("one")
    (lent,) = scene.take(person, 1)
    status = lambda: scene.platform.keep_tasks().list(person, PageRequest()).items[0].task.status  # noqa: E731
    wait(scene, timedelta(minutes=30) - MOMENT)
    assert (clean(scene), status()) == (0, TaskStatus.LEASED)
    wait(scene, MOMENT)
    assert (clean(scene), status()) == (1, TaskStatus.EXPIRED)
    assert lent.task.lease_expires_at == scene.installation.clock.now()


def test_what_was_touched_is_added_up(scene):
    scene.upload(scene.speaker(), key=KEY)
    scene.installation.work()
    scene.take(scene.person("one"), 1)
    wait(scene, timedelta(days=8))
    assert clean(scene) == 3


@pytest.mark.parametrize(
    ("age", "swept"),
    [
        (timedelta(0), 0),
        (timedelta(hours=6), 0),
        (timedelta(hours=6) + MOMENT, 1),
        (timedelta(days=3), 1),
        # Ids are looked at by the handful: the oldest may be up to 4.7 hours older than three days.
        (timedelta(days=3, hours=5), 0),
    ],
)
def test_audio_without_a_recording_is_swept_from_six_hours_to_three_days(scene, age, swept):
    orphan = scene.platform.audio_intake().store([tone_wav(1.0)])
    wait(scene, age)
    assert scene.platform.sweep_orphans()() == swept
    assert blobs(scene) == ([] if swept else [orphan.blob.key])


def test_all_orphans_are_swept_and_counted_and_what_belongs_to_a_recording_stays(scene):
    kept = scene.upload(scene.speaker())
    for _ in range(3):
        scene.platform.audio_intake().store([tone_wav(1.0)])
    wait(scene, timedelta(hours=7))
    assert (scene.platform.sweep_orphans()(), scene.platform.sweep_orphans()()) == (3, 0)
    assert blobs(scene) == [kept.audio.key]


def test_what_no_upload_made_is_not_swept(scene):
    orphan = scene.platform.audio_intake().store([tone_wav(1.0)])
    beside = orphan.blob.key.replace("/original", "-kept-by-the-operator/original")
    scene.platform.blobs().put(beside, [b"a note"])
    wait(scene, timedelta(hours=7))
    assert scene.platform.sweep_orphans()() == 1
    assert blobs(scene) == [beside]
