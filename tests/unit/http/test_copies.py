"""Copies over HTTP: acknowledged like any upload, then refused with the earlier recording's id, if it is one's own."""

from http_scene import Person, a_collection, wav
from shrutik_core.people.roles import Role


def upload(scene, person: Person, audio: bytes) -> dict:
    sent = person.upload(audio, collection="strict")
    assert sent.status_code == 202
    scene.installation.work()
    return person.get(f"/recordings/{sent.json['id']}").json


def test_a_copy_is_refused_and_named_to_its_sender_alone(scene, admin, mina):
    strict = a_collection(slug="strict", policies={"copies": {}, "quality": {"margin_warn": None}})
    made = admin.post("/collections", json=strict)
    assert made.json["policies"]["copies"] == {}
    other = scene.person(name="other")
    for person in (mina, other):
        assert person.consent("strict").status_code == 201
    first, again, stolen = upload(scene, mina, wav()), upload(scene, mina, wav()), upload(scene, other, wav())
    assert (first["status"], first["copy_of"]) == ("chunked", None)
    assert (again["status"], again["copy_of"], again["chunk_count"]) == ("refused", first["id"], 0)
    assert [reason["code"] for reason in again["reasons"]] == ["duplicate"]
    assert (stolen["status"], stolen["copy_of"]) == ("refused", None)
    assert [reason["code"] for reason in stolen["reasons"]] == ["copied"]
    assert first["id"] not in str(stolen)
    assert first["id"] not in str(other.get("/recordings").json)
    assert scene.person(Role.ADMIN).get(f"/recordings/{stolen['id']}").json["copy_of"] == first["id"]
    assert other.get(f"/recordings/{stolen['id']}/audio").content == wav()
