"""Uploads in parts: what came is kept whichever way it was cut, and becomes one recording."""

import hashlib
from contextlib import closing
from itertools import pairwise

import attrs
import pytest
from dependency_injector import providers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parted_uploads_scene import KEY, SHA256, SOUND, Scene
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.recordings.upload import UPLOADS_KEPT, UploadStatus
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.shared.ids import UploadId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.recordings.upload_details import UploadDetails
from shrutik_core.use_cases.uploads.create_upload import MOST_UNFINISHED, Announced
from shrutik_core.use_cases.uploads.receive_part import PART_BYTES, Checksum
from use_cases_scene import code


@pytest.fixture
def scene():
    made = Scene()
    made.collection()
    return made


@pytest.fixture
def mina(scene):
    return scene.speaker()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, len(SOUND)), max_size=6))
def test_however_it_is_cut_it_is_one_recording_of_the_same_bytes(scene, cuts):
    mina = scene.speaker(f"mina{len(scene.blobs())}-{hash(tuple(cuts))}")
    upload = scene.create(mina, sha256=SHA256, metadata={"device": "phone"})
    bounds = sorted({0, *cuts, len(SOUND)})
    for start, end in pairwise(bounds):
        after = scene.send(mina, upload, SOUND[start:end], start)
    (recording,) = scene.recordings(mina)
    assert (after.status, after.recording, after.sha256) == (UploadStatus.COMPLETE, recording.id, SHA256)
    assert (recording.audio.sha256, recording.metadata) == (SHA256, {"device": "phone"})
    assert scene.blobs("uploads/") == []
    assert scene.get(mina, upload) == after


def test_what_was_checked_before_the_audio_of_a_recording_is_checked_before_that_of_an_upload(scene, mina):
    assert code(lambda: scene.create(scene.person("new"))) == "consent_required"
    assert code(lambda: scene.create(mina, prompt=scene.admin.id)) == "prompt_missing"
    assert code(lambda: scene.create(mina, speaker=scene.admin.id)) == "not_permitted"
    assert code(lambda: scene.create(mina, 0)) == "empty"
    largest = scene.platform.upload_recording().intake.largest
    assert code(lambda: scene.create(mina, largest + 1)) == "too_large"
    assert scene.create(mina, largest).length == largest
    assert scene.create(mina, 1).length == 1
    somewhere = lambda: scene.platform.create_upload()(mina, Announced(UploadDetails("nowhere"), 9))  # noqa: E731
    assert code(somewhere) == "collection_missing"


def test_unfinished_uploads_count_in_the_quota_and_have_a_number(scene, mina):
    scene.platform.daily_quota.override(providers.Object(DailyQuota(bytes=1_000)))
    scene.create(mina, 600)
    assert code(lambda: scene.create(mina, 401)) == "daily_upload_used_up"
    scene.create(mina, 400)
    scene.platform.daily_quota.reset_override()
    for _ in range(MOST_UNFINISHED - 2):
        scene.create(mina, 1)
    assert code(lambda: scene.create(mina, 1)) == "uploads_unfinished"


def test_the_same_key_gives_the_same_upload_again_whatever_became_of_it(scene, mina):
    first = scene.create(mina, key=KEY)
    assert scene.create(mina, key=KEY) == first
    grown = scene.send(mina, first, SOUND[:100])
    assert scene.create(mina, key=KEY) == grown
    other = attrs.evolve(KEY, digest="cd" * 32)
    assert code(lambda: scene.create(mina, key=other)) == "idempotency_key_reused"
    complete = scene.send(mina, first, SOUND[100:], 100)
    assert scene.create(mina, key=KEY) == complete
    assert scene.create(scene.speaker("other"), key=KEY).id != first.id
    scene.installation.clock.advance(UPLOADS_KEPT)
    assert scene.create(mina, key=KEY).id != first.id
    assert len(scene.recordings(mina)) == 1


def test_bytes_that_do_not_follow_are_refused(scene, mina):
    upload = scene.create(mina)
    scene.send(mina, upload, SOUND[:100])
    for offset in (0, 99, 101, len(SOUND)):
        with pytest.raises(ShrutikError) as caught:
            scene.send(mina, upload, SOUND[offset : offset + 9], offset)
        assert (caught.value.code, caught.value.extra) == ("upload_offset_differs", {"offset": 100})
    assert code(lambda: scene.send(mina, upload, SOUND[100:] + b"x", 100)) == "upload_exceeded"
    assert scene.get(mina, upload).offset == 100


def test_of_two_at_once_one_is_kept_whole(scene, mina):
    upload = scene.create(mina, sha256=SHA256)
    one, two = (scene.platform.receive_part()(mina, upload.id, 0) for _ in range(2))
    one.write(SOUND[:300])
    two.write(b"RIFF" + bytes(200))
    one.finish()
    assert code(two.finish) == "upload_offset_differs"
    one.close()
    two.close()
    assert len(scene.blobs("uploads/")) == 1
    assert scene.send(mina, upload, SOUND[300:], 300).sha256 == SHA256


def cut_off(scene, person, upload, data, checksum=None):
    with closing(scene.platform.receive_part()(person, upload.id, 0, len(SOUND), checksum)) as part:
        part.write(data)


def test_what_came_of_a_call_that_was_cut_off_is_kept(scene, mina):
    upload = scene.create(mina)
    cut_off(scene, mina, upload, SOUND[:1_234])
    assert scene.get(mina, upload).offset == 1_234
    assert scene.send(mina, upload, SOUND[1_234:], 1_234).sha256 == SHA256


@pytest.mark.parametrize(("size", "kept"), [(PART_BYTES - 1, 0), (PART_BYTES, PART_BYTES)])
def test_much_is_kept_before_the_rest_has_come(scene, mina, size, kept):
    upload = scene.create(mina, 9 * PART_BYTES)
    part = scene.platform.receive_part()(mina, upload.id, 0)
    for start in range(0, size, 64 * 1024):
        part.write((SOUND + bytes(size))[start : min(start + 64 * 1024, size)])
    assert scene.get(mina, upload).offset == kept
    part.close()
    assert scene.get(mina, upload).offset == size


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
def test_with_a_checksum_all_is_kept_or_nothing(scene, mina, algorithm):
    upload = scene.create(mina)
    right = Checksum(algorithm, hashlib.new(algorithm, SOUND[:500]).digest())
    assert code(lambda: scene.send(mina, upload, SOUND[:499] + b"x", checksum=right)) == "checksum_differs"
    assert code(lambda: scene.send(mina, upload, b"no sound" * 20, checksum=right)) == "checksum_differs"
    cut_off(scene, mina, upload, SOUND[:400], right)
    assert (scene.get(mina, upload).offset, scene.blobs("uploads/")) == (0, [])
    assert scene.send(mina, upload, SOUND[:500], checksum=right).offset == 500


@pytest.mark.parametrize(("algorithm", "size"), [("sha256", 31), ("sha256", 33), ("sha1", 32), ("crc32", 4), ("", 0)])
def test_other_checksums_are_none(algorithm, size):
    assert code(lambda: Checksum(algorithm, bytes(size))) == "checksum_invalid"


def test_what_is_more_than_today_s_share_waits_for_tomorrow(scene, mina):
    upload = scene.create(mina)
    scene.platform.daily_quota.override(providers.Object(DailyQuota(bytes=10)))
    assert code(lambda: scene.send(mina, upload, SOUND)) == "daily_upload_used_up"
    waiting = scene.get(mina, upload)
    assert (waiting.status, waiting.is_whole) == (UploadStatus.RECEIVING, True)
    scene.platform.daily_quota.reset_override()
    assert scene.send(mina, upload, b"", len(SOUND)).sha256 == SHA256


def test_another_person_s_upload_is_not_there(scene, mina):
    upload, other = scene.create(mina), scene.speaker("other")
    for act in (
        lambda: scene.get(other, upload),
        lambda: scene.send(other, upload, SOUND),
        lambda: scene.platform.end_upload()(other, upload.id),
        lambda: scene.platform.end_upload()(mina, UploadId(other.id)),
    ):
        assert code(act) == "upload_missing"
    assert scene.platform.read_uploads().list(other, PageRequest(9)).items == ()
    assert scene.platform.read_uploads().list(mina, PageRequest(9)).items == (upload,)
