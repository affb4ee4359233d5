"""How uploads in parts end: refused, completed, ended by their person, forgotten, erased, exported."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest

from parted_uploads_scene import KEY, SHA256, SOUND, Scene
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.recordings.media import SNIFF_BYTES
from shrutik_core.recordings.upload import UPLOADS_KEPT, UploadStatus, part_key
from shrutik_core.shared.ids import UploadId
from shrutik_core.shared.pages import PageRequest
from shrutik_core.use_cases.uploads.forget_uploads import YOUNG
from use_cases_scene import code


@pytest.fixture
def scene():
    made = Scene()
    made.collection()
    return made


@pytest.fixture
def mina(scene):
    return scene.speaker()


def refused(scene, person, upload, told):
    again = [code(lambda start=start: scene.send(person, upload, b"", start)) for start in (0, upload.length)]
    found = scene.get(person, upload)
    assert (found.status, found.problem.code, again[0]) == (UploadStatus.REFUSED, told, told)
    assert again[1] in {told, "upload_offset_differs"}
    assert (scene.blobs(), scene.recordings(person)) == ([], ())


def test_what_is_not_audio_is_refused_with_its_first_bytes(scene, mina):
    upload = scene.create(mina, 100_000)
    assert scene.send(mina, upload, b"%PDF-1.7" + bytes(SNIFF_BYTES - 9)).problem is None
    other = scene.create(mina, 100_000)
    assert code(lambda: scene.send(mina, other, b"%PDF-1.7" + bytes(SNIFF_BYTES - 8))) == "unsupported_media"
    scene.platform.end_upload()(mina, upload.id)
    refused(scene, mina, other, "unsupported_media")


def test_what_is_short_and_not_audio_is_refused_at_the_end(scene, mina):
    upload = scene.create(mina, 5)
    assert code(lambda: scene.send(mina, upload, b"hello")) == "unsupported_media"
    refused(scene, mina, upload, "unsupported_media")


def test_another_sha256_than_was_said_is_refused(scene, mina):
    upload = scene.create(mina, sha256="ab" * 32)
    assert code(lambda: scene.send(mina, upload, SOUND)) == "upload_differs"
    refused(scene, mina, upload, "upload_differs")


def test_who_took_consent_back_meanwhile_is_refused(scene, mina):
    upload = scene.create(mina)
    scene.send(mina, upload, SOUND[:100])
    consent = scene.platform.list_consents()(mina, PageRequest(9)).items[0]
    with scene.platform.units_of_work()() as uow:
        uow.consents.save(consent.withdraw(scene.platform.clock().now()))
        uow.commit()
    assert code(lambda: scene.send(mina, upload, SOUND[100:], 100)) == "consent_required"
    refused(scene, mina, upload, "consent_required")


def test_who_asks_for_a_whole_upload_whose_server_was_killed_completes_it(scene, mina):
    upload = scene.create(mina)
    staging = scene.platform.blobs().stage()
    staging.write(SOUND)
    scene.platform.upload_parts().append(mina, upload.id, 0, staging)
    first = scene.get(mina, upload)
    assert (first.sha256, scene.get(mina, upload)) == (SHA256, first)
    assert scene.send(mina, upload, b"", len(SOUND)) == first
    assert len(scene.recordings(mina)) == 1


def test_of_two_who_complete_at_once_one_makes_the_recording(scene, mina):
    upload = scene.create(mina)
    whole = attrs.evolve(upload, offset=len(SOUND))
    first = scene.send(mina, upload, SOUND)
    assert scene.platform.complete_upload()(mina, whole) == first
    assert scene.get(mina, upload) == first
    assert [key for key in scene.blobs() if key.endswith("original")] == [f"recordings/{first.recording}/original"]


def test_an_upload_that_is_ended_leaves_nothing(scene, mina):
    upload = scene.create(mina)
    scene.send(mina, upload, SOUND[:100])
    open_part = scene.platform.receive_part()(mina, upload.id, 100)
    open_part.write(SOUND[100:200])
    scene.platform.end_upload()(mina, upload.id)
    assert code(open_part.close) == "upload_missing"
    assert scene.blobs() == []
    assert code(lambda: scene.get(mina, upload)) == "upload_missing"


def test_a_complete_upload_cannot_be_ended_and_a_refused_one_can(scene, mina):
    done, bad = scene.create(mina), scene.create(mina, 5)
    scene.send(mina, done, SOUND)
    assert code(lambda: scene.platform.end_upload()(mina, done.id)) == "upload_complete"
    assert code(lambda: scene.send(mina, bad, b"hello")) == "unsupported_media"
    scene.platform.end_upload()(mina, bad.id)
    assert code(lambda: scene.get(mina, bad)) == "upload_missing"


def test_it_is_kept_for_a_time_after_its_last_byte_and_then_forgotten(scene, mina):
    upload, forget = scene.create(mina), scene.platform.forget_uploads()
    scene.installation.clock.advance(UPLOADS_KEPT - timedelta(seconds=1))
    grown = scene.send(mina, upload, SOUND[:100])
    assert grown.expires_at == scene.platform.clock().now() + UPLOADS_KEPT
    scene.installation.clock.advance(UPLOADS_KEPT - timedelta(seconds=1))
    assert (forget(), scene.get(mina, upload)) == (0, grown)
    scene.installation.clock.advance(timedelta(seconds=1))
    for act in (lambda: scene.get(mina, upload), lambda: scene.send(mina, upload, SOUND[100:], 100)):
        assert code(act) == "upload_expired"
    assert (forget(), forget(), scene.blobs()) == (1, 0, [])
    assert code(lambda: scene.get(mina, upload)) == "upload_missing"


def test_parts_without_an_upload_are_swept_when_they_are_old(scene, mina):
    upload, blobs = scene.create(mina), scene.platform.blobs()
    scene.send(mina, upload, SOUND[:100])
    blobs.put(part_key(UploadId(scene.admin.id), 0, "a"), [b"lost"])
    blobs.put("uploads/of-others/a", [b"kept"])
    kept = sorted({*scene.blobs(), "uploads/of-others/a"} - {part_key(UploadId(scene.admin.id), 0, "a")})
    scene.installation.clock.advance(YOUNG)
    assert scene.platform.forget_uploads()() == 0
    scene.installation.clock.advance(timedelta(seconds=1))
    assert (scene.platform.forget_uploads()(), scene.blobs()) == (1, kept)


def test_an_erased_person_leaves_no_upload(scene, mina):
    upload = scene.create(mina, key=KEY)
    scene.send(mina, upload, SOUND[:100])
    scene.platform.withdraw().account(mina)
    scene.installation.clock.advance(UNDO_TIME)
    scene.installation.work()
    assert scene.blobs() == []
    with scene.platform.units_of_work()() as uow:
        assert uow.uploads.find(upload.id) is None
        assert uow.uploads.parts(upload.id) == ()


def test_what_came_of_an_upload_is_in_the_persons_export(scene, mina):
    whole, part, untouched = (scene.create(mina) for _ in range(3))
    scene.send(mina, whole, SOUND)
    scene.send(mina, part, SOUND[:100])
    scene.send(mina, part, SOUND[100:300], 100)
    with ZipFile(BytesIO(b"".join(scene.platform.export_own()(mina)))) as archive:
        told = {one["id"]: one["offset"] for one in json.loads(archive.read("uploads.json"))}
        held = {name: archive.read(name) for name in archive.namelist() if name.startswith("uploads/")}
    assert told == {str(part.id): 300, str(untouched.id): 0}
    assert held == {f"uploads/{part.id}.part": SOUND[:300], f"uploads/{untouched.id}.part": b""}


def test_an_export_holds_nobody_elses_upload(scene, mina):
    scene.send(mina, scene.create(mina), SOUND[:100])
    with ZipFile(BytesIO(b"".join(scene.platform.export_own()(scene.speaker("other"))))) as archive:
        assert json.loads(archive.read("uploads.json")) == []
        assert not [name for name in archive.namelist() if name.startswith("uploads/")]
