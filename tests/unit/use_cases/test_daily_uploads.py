"""A day's uploads of a person: counted, refused before the first byte when used up, and counted again at the end."""

from contextlib import closing
from datetime import timedelta

import attrs
import pytest

from shrutik_bootstrap.settings import read_settings
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.shared.errors import Invalid, UsedUp
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from use_cases_scene import SLUG, PlatformScene, tone_wav

AUDIO = tone_wav(2.0)


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection()
    return made


def limited(scene, **limits):
    return attrs.evolve(scene.platform.upload_recording(), quota=UploadQuota(DailyQuota(**limits)))


def send(upload, person, key=None):
    return upload(person, UploadDetails(SLUG), [AUDIO], key)


def blobs(scene):
    return [entry.key for entry in scene.platform.blobs().list("")]


def test_who_has_used_up_the_day_is_refused_before_the_first_byte(scene):
    upload, speaker = limited(scene, bytes=2 * len(AUDIO)), scene.speaker()
    send(upload, speaker)
    send(upload, speaker)
    with pytest.raises(UsedUp) as caught:
        upload.receive(speaker)
    assert caught.value.code == "daily_upload_used_up"
    send(upload, scene.speaker("another"))
    scene.installation.clock.advance(timedelta(seconds=caught.value.extra["retry_after"]))
    send(upload, speaker)


def test_uploads_that_began_together_count_each_other_at_their_end(scene):
    upload, speaker = limited(scene, bytes=len(AUDIO)), scene.speaker()
    with closing(upload.receive(speaker)) as first, closing(upload.receive(speaker)) as second:
        for reception in (first, second):
            reception.begin()
            reception.write(AUDIO)
        first.finish(UploadDetails(SLUG), lambda _: None)
        with pytest.raises(UsedUp):
            second.finish(UploadDetails(SLUG), lambda _: None)
    assert len(blobs(scene)) == 1


def test_what_is_said_to_be_too_much_is_refused_before_the_first_byte(scene):
    upload, speaker = limited(scene, bytes=2 * len(AUDIO) - 1), scene.speaker()
    send(upload, speaker)
    upload.receive(speaker, least=len(AUDIO) - 1).close()
    with pytest.raises(UsedUp):
        upload.receive(speaker, least=len(AUDIO))


def test_what_is_not_said_to_be_too_much_stops_once_it_is(scene):
    upload, speaker = limited(scene, bytes=len(AUDIO) + 5_000), scene.speaker()
    send(upload, speaker)
    with closing(upload.receive(speaker)) as reception:
        reception.begin()
        reception.write(AUDIO[:5_000])
        with pytest.raises(UsedUp):
            reception.write(AUDIO[5_000:5_001])
    assert len(blobs(scene)) == 1


def test_an_upload_that_goes_on_past_midnight_is_of_the_new_day(scene):
    upload, speaker = limited(scene, bytes=len(AUDIO) + 5_000), scene.speaker()
    send(upload, speaker)
    with closing(upload.receive(speaker)) as reception:
        scene.installation.clock.advance(timedelta(days=1))
        reception.begin()
        reception.write(AUDIO)
        reception.finish(UploadDetails(SLUG), lambda _: None)
    assert len(blobs(scene)) == 2


def test_minutes_count_once_they_are_known(scene):
    upload, speaker = limited(scene, seconds=2.0), scene.speaker()
    send(upload, speaker)
    send(upload, speaker)
    scene.installation.work()
    with pytest.raises(UsedUp, match="minutes"):
        send(upload, speaker)


def test_a_repeated_call_is_not_an_upload(scene):
    upload, speaker, key = (
        limited(scene, bytes=len(AUDIO)),
        scene.speaker(),
        IdempotencyKey("upload", "key-1", "digest"),
    )
    first = send(upload, speaker, key)
    assert send(upload, speaker, key) == first
    with pytest.raises(UsedUp):
        send(upload, speaker, attrs.evolve(key, key="key-2"))


def test_limits_are_settings_and_zero_is_none():
    assert (read_settings().daily_upload_mb, read_settings().daily_upload_minutes) == (4096, 600)
    assert read_settings(daily_upload_mb=0, daily_upload_minutes=0.5).daily_upload_minutes == 0.5
    for wrong in ({"daily_upload_mb": -1}, {"daily_upload_minutes": -0.1}, {"daily_upload_minutes": "inf"}):
        with pytest.raises(Invalid, match=next(iter(wrong)).upper()):
            read_settings(**wrong)
