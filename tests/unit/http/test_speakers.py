"""Speakers without an account over HTTP: their consent is a form with sound, and so are their recordings."""

import json

import pytest

from http_scene import BOUNDARY, UNKNOWN, blobs, code, form, wav
from shrutik_core.people.roles import Role


@pytest.fixture
def rina(scene, admin):
    """A facilitator of bn-read."""
    rina = scene.person(Role.FACILITATOR, "rina")
    admin.ask("PATCH", f"/admin/users/{rina.get('/me').json['id']}", json={"collections": ["bn-read"]})
    return rina


@pytest.fixture
def child(rina):
    said = {"collection": "bn-read", "name": "মিনা", "minor": True, "guardian": "Rahima"}
    answer = rina.post("/speakers", json=said, headers={"Idempotency-Key": "mina"})
    assert answer.status_code == 201
    assert rina.post("/speakers", json=said, headers={"Idempotency-Key": "mina"}).json == answer.json
    return answer.json


def send(person, speaker, *parts, **more):
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **more}
    return person.post(f"/speakers/{speaker}/consents", body=form(*parts), headers=headers)


def consent(person, speaker):
    return send(person, speaker, ("version", "1"), ("purposes", "record, publish"), ("audio", wav()))


def test_a_child_is_recorded_by_the_facilitator(scene, rina, child):
    assert code(rina.upload(speaker=child["id"])) == (403, "consent_required")
    answer = consent(rina, child["id"])
    assert (answer.status_code, answer.json["purposes"]) == (201, ["publish", "record"])
    assert rina.upload(speaker=child["id"]).status_code == 202
    body = form(("audio", wav(seed=2)))
    assert rina.send(body, query_string=f"collection=bn-read&speaker={child['id']}").status_code == 202
    consents = f"/speakers/{child['id']}/consents"
    assert [one["id"] for one in rina.get(consents).json["items"]] == [answer.json["id"]]
    heard = rina.get(f"{consents}/{answer.json['id']}/audio")
    assert (heard.content, heard.headers["content-type"]) == (wav(), "audio/wav")
    assert [one["id"] for one in rina.get("/speakers").json["items"]] == [child["id"]]


def test_who_speaks_is_told_before_any_sound_is_stored(scene, admin, rina, child):
    consent(rina, child["id"])
    before = blobs(scene)
    assert code(rina.upload(speaker=UNKNOWN)) == (404, "speaker_missing")
    assert code(consent(admin, child["id"])) == (404, "speaker_missing")
    assert code(consent(scene.person(), child["id"])) == (403, "not_permitted")
    assert code(rina.upload(speaker="nobody")) == (422, "fields_invalid")
    differs = rina.send(
        form(("speaker", UNKNOWN), ("audio", wav())), query_string=f"collection=bn-read&speaker={child['id']}"
    )
    assert code(differs) == (422, "fields_invalid")
    assert blobs(scene) == before


def test_the_same_key_for_another_voice_is_refused(rina, child):
    consent(rina, child["id"])
    rina.consent()
    headers = {"Idempotency-Key": "take-1"}
    own = rina.send(form(("collection", "bn-read"), ("audio", wav())), headers)
    assert own.status_code == 202
    others = rina.send(form(("collection", "bn-read"), ("speaker", child["id"]), ("audio", wav())), headers)
    assert code(others) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([("version", "1"), ("purposes", "record")], "fields_invalid"),
        ([("purposes", "record"), ("audio", wav())], "fields_invalid"),
        ([("version", "1"), ("audio", wav())], "fields_invalid"),
        ([("version", "1"), ("purposes", "everything"), ("audio", wav())], "purpose_invalid"),
        ([("version", "1"), ("purposes", "record"), ("audio", b"<html>" * 99)], "unsupported_media"),
        ([("version", "1"), ("purposes", "record"), ("audio", b"")], "empty"),
        ([("version", "1"), ("version", "1")], "fields_invalid"),
        ([("audio", wav()), ("audio", wav())], "fields_invalid"),
        ([("colour", "red")], "fields_invalid"),
        ([("version", "1" * 5000)], "fields_invalid"),
    ],
)
def test_what_is_not_a_consent_is_refused_and_leaves_nothing(scene, rina, child, parts, told):
    assert code(send(rina, child["id"], *parts))[1] == told
    assert blobs(scene) == []


def test_a_consent_is_a_form_and_of_a_bounded_size(rina, child, monkeypatch):
    path = f"/speakers/{child['id']}/consents"
    assert code(rina.post(path, json={"version": "1"}))[1] == "content_type_unsupported"
    monkeypatch.setattr("shrutik_http.speakers.intake.LARGEST_CONSENT", 1000)
    assert code(consent(rina, child["id"])) == (413, "too_large")


def test_a_minor_without_a_guardian_is_refused(rina):
    said = {"collection": "bn-read", "name": "Mina", "minor": True}
    assert code(rina.post("/speakers", body=json.dumps(said))) == (422, "guardian_missing")


def test_a_consent_that_is_sent_twice_with_a_key_is_kept_once(scene, rina, child):
    parts = [("version", "1"), ("purposes", "record"), ("audio", wav())]
    first, again = (send(rina, child["id"], *parts, **{"Idempotency-Key": "one"}) for _ in range(2))
    assert first.json == again.json
    assert len(blobs(scene)) == 1
    other = send(rina, child["id"], *parts[:2], ("audio", wav(seed=2)), **{"Idempotency-Key": "one"})
    assert code(other) == (422, "idempotency_key_reused")
    assert len(blobs(scene)) == 1
