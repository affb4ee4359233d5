"""What is refused of an upload in parts, by its status and its code, and what of it stays."""

import json

import pytest
from dependency_injector import providers

from http_scene import API, Person, Scene, a_collection, a_scene, a_scene_over, blobs, code
from shrutik_core.people.roles import Role
from tus_scene import OCTETS, SOUND, TUS, UNKNOWN, begun, create, head, metadata, patch


def test_another_version_of_tus_is_refused(mina: Person):
    where = begun(mina)
    for told in ({}, {"Tus-Resumable": "0.2.2"}):
        for answer in (
            mina.post("/uploads", headers={"Upload-Length": "9", "Upload-Metadata": metadata(collection="a"), **told}),
            mina.patch(where, body=b"x", headers={**OCTETS, "Upload-Offset": "0", **told}),
            mina.ask("DELETE", where, headers=told),
        ):
            assert code(answer) == (412, "tus_version_unsupported")
            assert answer.headers["tus-version"] == "1.0.0"
    assert code(mina.get(where, headers={"Tus-Resumable": "2.0.0"})) == (412, "tus_version_unsupported")


def test_a_foreign_offset_is_a_conflict_that_tells_ours(mina: Person):
    where = begun(mina)
    assert patch(mina, where, SOUND[:100]).status_code == 204
    for offset in (0, 99, 101):
        answer = patch(mina, where, SOUND[:9], offset)
        assert (code(answer), answer.json["offset"]) == ((409, "upload_offset_differs"), 100)
        assert answer.headers["tus-resumable"] == "1.0.0"
    assert head(mina, where).headers["upload-offset"] == "100"


@pytest.mark.parametrize("offset", ["", "-1", "x", "1.0", "٣", "1" * 16])
def test_an_offset_is_a_number(mina: Person, offset):
    where = begun(mina)
    told = {"Upload-Offset": offset.encode().decode("latin-1")} if offset else {}
    answer = mina.patch(where, body=b"x", headers={**TUS, **OCTETS, **told})
    assert code(answer) == (422, "fields_invalid")
    assert [one["field"] for one in answer.json["errors"]] == ["Upload-Offset"]


def test_only_bytes_are_taken(mina: Person):
    where = begun(mina)
    for media_type in ("application/octet-stream", "multipart/form-data; boundary=x", "application/json"):
        answer = patch(mina, where, SOUND[:9], **{"Content-Type": media_type})
        assert code(answer) == (415, "content_type_unsupported")


def test_more_than_was_said_is_refused_before_it_is_read(mina: Person):
    where = begun(mina)
    assert code(patch(mina, where, SOUND + b"x")) == (413, "upload_exceeded")
    assert head(mina, where).headers["upload-offset"] == "0"


@pytest.mark.parametrize("told", ["crc32 AAAA", "sha1", "sha1 ?", "sha256 AAAA", ""])
def test_another_checksum_is_refused(mina: Person, told):
    answer = patch(mina, begun(mina), SOUND[:9], **{"Upload-Checksum": told})
    assert code(answer) == (422, "checksum_invalid")


def test_refused_content_has_the_codes_of_a_recording_and_stays_refused(scene: Scene, mina: Person):
    where = begun(mina, 4_000)
    for _ in range(2):
        assert code(patch(mina, where, bytes(4_000))) == (415, "unsupported_media")
    told = mina.get(where).json
    assert (told["status"], told["problem"]["code"]) == ("refused", "unsupported_media")
    assert told["problem"]["detail"]
    assert blobs(scene) == []
    other = begun(mina, sha256="ab" * 32)
    assert code(patch(mina, other, SOUND)) == (422, "upload_differs")
    assert (mina.get(other).json["problem"]["code"], blobs(scene)) == ("upload_differs", [])


@pytest.mark.parametrize(
    "told",
    [
        "",
        "sha256 YQ==",
        "collection",
        "collection ?",
        "collection YW==Q",
        "collection gICA",
        "collection Ym4tcmVhZA==,collection Ym4tcmVhZA==",
        "collection Ym4tcmVhZA==,sha256 YWI=",
        "collection Ym4tcmVhZA==,prompt_id Nw==",
        "collection Ym4tcmVhZA==,speaker Nw==",
        "collection Ym4tcmVhZA==,metadata W10=",
        "collection Ym4tcmVhZA==,metadata ew==",
        "collection Ym4tcmVhZA==,colour cmVk",
    ],
)
def test_what_is_said_of_it_is_checked(mina: Person, told):
    answer = create(mina, headers={"Upload-Metadata": told})
    assert code(answer) == (422, "fields_invalid")
    assert {one["code"] for one in answer.json["errors"]} == {"upload_metadata"}


def test_too_much_is_refused(mina: Person):
    assert code(create(mina, metadata=json.dumps({"a": "x" * 9_000}))) == (422, "metadata_too_large")


@pytest.mark.parametrize("length", ["", "-1", "many", "1" * 16])
def test_a_length_is_a_number(mina: Person, length):
    answer = create(mina, headers={"Upload-Length": length})
    assert code(answer) == (422, "fields_invalid")
    assert [one["field"] for one in answer.json["errors"]] == ["Upload-Length"]


def test_what_a_recording_is_refused_for_is_refused_before_the_first_byte(scene: Scene, mina: Person):
    assert code(create(scene.person())) == (403, "consent_required")
    assert code(create(mina, collection="nowhere")) == (404, "collection_missing")
    assert code(create(mina, prompt_id=UNKNOWN.rpartition("/")[2])) == (404, "prompt_missing")
    assert code(create(mina, speaker=UNKNOWN.rpartition("/")[2])) == (403, "not_permitted")
    assert code(create(mina, 0)) == (422, "empty")
    assert code(create(mina, 512 * 1024 * 1024 + 1)) == (413, "too_large")
    assert mina.get("/uploads").json["items"] == []


def test_the_largest_is_told_and_kept():
    scene = a_scene()
    scene.installation.platform.largest_upload.override(providers.Object(50_000))
    scene = a_scene_over(scene.installation)
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    assert scene.client.simulate_options(f"{API}/uploads").headers["tus-max-size"] == "50000"
    assert code(create(mina, 50_001)) == (413, "too_large")
    assert create(mina, 50_000).status_code == 201
