"""Uploads in parts as tus 1.0 has them: what is said in which header, from the first byte to the recording."""

import base64
import hashlib
import json
from email.utils import parsedate_to_datetime

import pytest

from http_scene import API, Person, Scene, a_scene, blobs, code
from shrutik_core.shared.ids import UploadId, parse_id
from shrutik_http.options import HttpOptions
from tus_scene import OCTETS, SHA256, SOUND, TUS, UNKNOWN, begun, create, head, patch


def test_it_goes_from_the_first_byte_to_the_recording(scene: Scene, mina: Person):
    answer = create(mina, sha256=SHA256.upper(), metadata='{"device": "ফোন"}', filename="../../etc/passwd")
    assert (answer.status_code, answer.headers["tus-resumable"]) == (201, "1.0.0")
    assert answer.headers["upload-offset"] == "0"
    where = answer.headers["location"].removeprefix(API)
    first = patch(mina, where, SOUND[:5_000])
    assert (first.status_code, first.content, first.headers["upload-offset"]) == (204, b"", "5000")
    assert first.headers["tus-resumable"] == "1.0.0"
    assert "shrutik-recording" not in first.headers
    seen = head(mina, where)
    assert (seen.status_code, seen.content) == (200, b"")
    assert (seen.headers["upload-offset"], seen.headers["upload-length"]) == ("5000", str(len(SOUND)))
    assert seen.headers["cache-control"] == "no-store"
    last = patch(mina, where, SOUND[5_000:], 5_000)
    assert (last.status_code, last.headers["shrutik-sha256"]) == (204, SHA256)
    recording = mina.get(f"/recordings/{last.headers['shrutik-recording']}").json
    assert (recording["sha256"], recording["metadata"]) == (SHA256, {"device": "ফোন"})
    assert [key.split("/")[0] for key in blobs(scene)] == ["recordings"]


def test_what_became_of_it_is_told(mina: Person):
    where = begun(mina)
    collection = mina.get("/collections/bn-read").json["id"]
    told = mina.get(where).json
    assert told == {
        "id": where.rpartition("/")[2],
        "status": "receiving",
        "collection_id": collection,
        "bytes": len(SOUND),
        "offset": 0,
        "recording_id": None,
        "sha256": None,
        "problem": None,
        "created_at": told["created_at"],
        "expires_at": told["expires_at"],
    }
    recording = patch(mina, where, SOUND).headers["shrutik-recording"]
    done = mina.get(where)
    assert (done.json["status"], done.json["offset"], done.json["sha256"]) == ("complete", len(SOUND), SHA256)
    assert done.json["recording_id"] == recording == done.headers["shrutik-recording"]
    assert head(mina, where).headers["shrutik-sha256"] == SHA256
    assert "upload-expires" not in done.headers


def test_it_says_until_when_it_is_kept(mina: Person):
    answer = create(mina)
    told = mina.get(answer.headers["location"].removeprefix(API)).json["expires_at"]
    assert parsedate_to_datetime(answer.headers["upload-expires"]).isoformat()[:19] == told[:19]


def test_what_was_said_is_said_again(mina: Person):
    told = head(mina, begun(mina, sha256=SHA256, metadata='{"device": "ফোন"}')).headers["upload-metadata"]
    pairs = dict(pair.split(" ") for pair in told.split(","))
    said = {name: base64.b64decode(value).decode() for name, value in pairs.items()}
    assert said["collection"] == mina.get("/collections/bn-read").json["id"]
    assert (said["sha256"], json.loads(said["metadata"])) == (SHA256, {"device": "ফোন"})
    assert said.keys() == {"collection", "sha256", "metadata"}


def test_what_this_server_can_is_told_to_anybody(scene: Scene):
    for path in ("/uploads", UNKNOWN):
        told = scene.client.simulate_options(API + path).headers
        assert (told["tus-version"], told["tus-resumable"]) == ("1.0.0", "1.0.0")
        assert told["tus-extension"] == "creation,expiration,checksum,termination"
        assert told["tus-checksum-algorithm"] == "sha256,sha1,md5"
        assert told["tus-max-size"] == str(512 * 1024 * 1024)
    assert "tus-version" not in scene.client.simulate_options(f"{API}/recordings").headers


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
def test_a_checksum_is_compared(mina: Person, algorithm):
    where = begun(mina)
    digest = base64.b64encode(hashlib.new(algorithm, SOUND[:100]).digest()).decode()
    told = {"Upload-Checksum": f"{algorithm} {digest}"}
    assert code(patch(mina, where, SOUND[:99] + b"?", **told)) == (460, "checksum_differs")
    assert head(mina, where).headers["upload-offset"] == "0"
    assert patch(mina, where, SOUND[:100], **told).status_code == 204


def test_the_same_key_gives_the_same_upload(mina: Person):
    first = create(mina, key="take-1", sha256=SHA256)
    patch(mina, first.headers["location"].removeprefix(API), SOUND[:100])
    again = create(mina, key="take-1", sha256=SHA256.upper(), filename="other")
    assert (again.status_code, again.headers["location"]) == (201, first.headers["location"])
    assert again.headers["upload-offset"] == "100"
    assert code(create(mina, 7, key="take-1", sha256=SHA256)) == (422, "idempotency_key_reused")
    assert code(create(mina, key="take 1")) == (400, "idempotency_key_invalid")
    assert create(mina, key="take-2", sha256=SHA256).headers["location"] != first.headers["location"]


def test_ones_own_unfinished_are_listed(scene: Scene, mina: Person):
    places = [begun(mina) for _ in range(3)]
    patch(mina, places[1], SOUND)
    page = mina.get("/uploads", params={"limit": 1}).json
    assert [one["id"] for one in page["items"]] == [places[2].rpartition("/")[2]]
    rest = mina.get("/uploads", params={"cursor": page["next_cursor"]}).json
    assert [one["id"] for one in rest["items"]] == [places[0].rpartition("/")[2]]
    assert scene.person().get("/uploads").json["items"] == []


def test_what_is_deleted_is_gone(scene: Scene, mina: Person):
    where = begun(mina)
    patch(mina, where, SOUND[:100])
    ended = mina.ask("DELETE", where, headers=TUS)
    assert (ended.status_code, ended.headers["tus-resumable"]) == (204, "1.0.0")
    assert code(patch(mina, where, SOUND[100:], 100)) == (404, "upload_missing")
    assert (head(mina, where).status_code, blobs(scene)) == (404, [])
    done = begun(mina)
    patch(mina, done, SOUND)
    assert code(mina.ask("DELETE", done, headers=TUS)) == (409, "upload_complete")


def test_what_ran_out_is_gone(scene: Scene, mina: Person):
    where = begun(mina)
    platform = scene.installation.platform
    with platform.units_of_work()() as uow:
        upload = uow.uploads.find(UploadId(parse_id(where.rpartition("/")[2])))
    scene.installation.clock.advance(upload.expires_at - scene.installation.clock.now())
    mina.token = scene.login(mina.email)
    assert code(mina.get(where)) == (410, "upload_expired")
    assert code(patch(mina, where, SOUND)) == (410, "upload_expired")
    assert code(mina.ask("DELETE", where, headers=TUS)) == (410, "upload_expired")


def test_post_may_stand_for_another_method(scene: Scene, mina: Person):
    where = begun(mina)
    told = {**TUS, **OCTETS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = scene.client.simulate_post(
        API + where, body=SOUND, headers={**told, "Authorization": f"Bearer {mina.token}"}
    )
    assert (answer.status_code, answer.headers["shrutik-sha256"]) == (204, SHA256)
    elsewhere = mina.post("/recordings", headers={"X-HTTP-Method-Override": "DELETE"})
    assert code(elsewhere) == (415, "content_type_unsupported")


def test_a_page_elsewhere_may_read_and_send_the_headers():
    origin = "https://voices.example.org"
    scene = a_scene(HttpOptions(cors_origins=(origin,)))
    asked = {"Origin": origin, "Access-Control-Request-Method": "PATCH"}
    allowed = scene.client.simulate_options(API + UNKNOWN, headers=asked).headers
    assert "PATCH" in allowed["access-control-allow-methods"]
    for name in ("Tus-Resumable", "Upload-Length", "Upload-Metadata", "Upload-Offset", "Upload-Checksum"):
        assert name in allowed["access-control-allow-headers"]
    exposed = scene.client.simulate_get(API + UNKNOWN, headers={"Origin": origin}).headers
    for name in ("Location", "Upload-Offset", "Upload-Expires", "Shrutik-Recording", "Shrutik-SHA256", "Tus-Resumable"):
        assert name in exposed["access-control-expose-headers"]
