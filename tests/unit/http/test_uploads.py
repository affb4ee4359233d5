"""Uploads: any order of parts, every refusal by its code, nothing left behind, never a half recording."""

import hashlib
import json

import pytest
from dependency_injector import providers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_scene import BOUNDARY, Person, Scene, a_collection, a_scene, a_scene_over, blobs, code, form, wav
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Unavailable

SOUND = wav(2.0)


@pytest.mark.parametrize("order", [("collection", "audio", "metadata"), ("audio", "metadata", "collection")])
def test_parts_come_in_any_order(scene: Scene, mina: Person, order):
    values = {"collection": "bn-read", "audio": SOUND, "metadata": '{"device": "phone"}'}
    sent = mina.send(form(*((name, values[name]) for name in order)))
    assert sent.status_code == 202
    assert sent.json["sha256"] == hashlib.sha256(SOUND).hexdigest()
    assert sent.json["bytes"] == len(SOUND)
    seen = mina.get(f"/recordings/{sent.json['id']}").json
    assert seen["metadata"] == {"device": "phone"}
    assert len(blobs(scene)) == 1


def test_a_collection_is_named_by_slug_or_id(mina: Person):
    by_id = mina.get("/collections/bn-read").json["id"]
    assert mina.upload(SOUND, collection=by_id).json["collection_id"] == by_id


def refused(scene, answer):
    assert blobs(scene) == []
    return code(answer)


def test_the_sound_must_be_sound(scene, mina):
    assert refused(scene, mina.upload(b"")) == (422, "empty")
    assert refused(scene, mina.upload(b"hello, this is text in a file called sound.wav" * 9)) == (
        415,
        "unsupported_media",
    )
    assert refused(scene, mina.upload(b"%PDF-1.7 and so on" * 9)) == (415, "unsupported_media")


def test_what_is_too_large_is_refused_while_it_comes_in():
    scene = a_scene()
    scene.installation.platform.largest_upload.override(providers.Object(50_000))
    scene = a_scene_over(scene.installation)
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    answer = mina.upload(wav(3.0))
    assert refused(scene, answer) == (413, "too_large")
    assert mina.upload(wav(1.0)).status_code == 202


def test_fields_are_checked(scene, mina):
    assert refused(scene, mina.send(form(("collection", "bn-read")))) == (422, "fields_invalid")
    nothing = mina.send(form())
    assert refused(scene, nothing) == (422, "fields_invalid")
    assert [error["field"] for error in nothing.json["errors"]] == ["audio", "collection"]
    assert refused(scene, mina.send(form(("audio", SOUND)))) == (422, "fields_invalid")
    assert refused(scene, mina.upload(SOUND, collection="no-such")) == (404, "collection_missing")
    assert refused(scene, mina.upload(SOUND, collection="\0")) == (422, "fields_invalid")
    assert refused(scene, mina.upload(SOUND, prompt_id="7")) == (422, "fields_invalid")
    unknown = "00000000-0000-7000-8000-000000000000"
    assert refused(scene, mina.upload(SOUND, prompt_id=unknown)) == (404, "prompt_missing")
    twice = form(("collection", "bn-read"), ("audio", SOUND), ("audio", SOUND))
    assert refused(scene, mina.send(twice)) == (422, "fields_invalid")
    assert refused(scene, mina.send(form(("audio", SOUND), ("collection", b"\xff\xfe")))) == (422, "fields_invalid")


@pytest.mark.parametrize(
    "metadata",
    ["{", "[]", "7", '"text"', '{"a": "\\u0000"}', '{"a": "\\ud800"}', "nul", '{"a": NaN}', '{"a": [1e999]}'],
)
def test_metadata_is_a_json_object(scene, mina, metadata):
    assert refused(scene, mina.upload(SOUND, metadata=metadata)) == (422, "fields_invalid")


def test_metadata_is_small(scene, mina):
    assert refused(scene, mina.upload(SOUND, metadata={"a": "x" * 9_000})) == (422, "metadata_too_large")
    assert refused(scene, mina.upload(SOUND, metadata={"a": "x" * 90_000})) == (422, "fields_invalid")


def test_it_is_a_form(scene, mina):
    answer = mina.post("/recordings", json={"collection": "bn-read"})
    assert refused(scene, answer) == (415, "content_type_unsupported")
    for boundary in ("", "; boundary=", f"; boundary={'x' * 99}"):
        sent = mina.send(form(("audio", SOUND)), headers={"Content-Type": f"multipart/form-data{boundary}"})
        assert refused(scene, sent) == (400, "form_malformed")
    other = mina.send(form(("audio", SOUND)), headers={"Content-Type": "multipart/form-data; boundary=other"})
    assert refused(scene, other) == (400, "form_malformed")


def test_who_may_not_record_leaves_nothing(scene, admin):
    assert refused(scene, scene.person().upload(SOUND)) == (403, "consent_required")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_form_that_breaks_off_is_no_upload(scene, mina, data):
    whole = form(("collection", "bn-read"), ("audio", SOUND[:2_000]))
    cut = data.draw(st.integers(0, len(whole) - len(BOUNDARY) - 4))
    for told in (cut, len(whole)):
        answer = mina.send(whole[:cut], headers={"Content-Length": str(told)})
        assert answer.status_code in {400, 415, 422}
        assert blobs(scene) == []


def test_the_same_key_makes_one_recording(scene, mina):
    first = mina.send(form(("collection", "bn-read"), ("audio", SOUND)), headers={"Idempotency-Key": "k1"})
    scene.installation.work()
    again = mina.send(form(("audio", SOUND), ("collection", "bn-read")), headers={"Idempotency-Key": "k1"})
    assert (again.status_code, again.json) == (202, first.json)
    assert len([key for key in blobs(scene) if key.endswith("original")]) == 1
    assert len(mina.get("/recordings").json["items"]) == 1
    other = mina.send(form(("audio", wav(1.5)), ("collection", "bn-read")), headers={"Idempotency-Key": "k1"})
    assert code(other) == (422, "idempotency_key_reused")
    assert len([key for key in blobs(scene) if key.endswith("original")]) == 1
    bad = mina.send(form(("audio", SOUND), ("collection", "bn-read")), headers={"Idempotency-Key": "k 1"})
    assert code(bad) == (400, "idempotency_key_invalid")
    assert len([key for key in blobs(scene) if key.endswith("original")]) == 1


def test_audio_stays_where_nobody_knows_whether_the_commit_went_through(scene, mina, monkeypatch):
    def lost(self):
        raise Unavailable("database_unavailable", "The database does not answer; try again.")

    work = scene.installation.platform.units_of_work()
    monkeypatch.setattr(type(work()), "commit", lost)
    answer = mina.upload(SOUND)
    assert code(answer) == (503, "database_unavailable")
    assert answer.headers["retry-after"]
    assert len(blobs(scene)) == 1


def test_one_sees_one_s_own_recordings_and_admins_see_all(scene, admin, mina):
    recording = mina.upload(SOUND).json["id"]
    stranger = scene.person()
    assert stranger.get("/recordings").json["items"] == []
    for path in ("", "/audio", "/chunks"):
        assert code(stranger.get(f"/recordings/{recording}{path}")) == (404, "recording_missing")
    assert [one["id"] for one in admin.get("/recordings").json["items"]] == [recording]
    assert json.dumps(mina.get("/recordings", params={"collection": "bn-read"}).json["items"][0]["id"])
