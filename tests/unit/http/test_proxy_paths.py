"""A trusted proxy is told where a blob lies, and sends it; everybody else gets it from us."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from http_scene import Person, Scene, a_collection, a_scene_over, code
from shrutik_bootstrap.blob_stores import blob_store
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Invalid
from shrutik_http.options import HttpOptions, options_of
from shrutik_system.blob_keys import load_blob_keys

PROXY = (ip_network("127.0.0.1"),)


def a_recording(scene: Scene) -> tuple[Person, str, dict]:
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    mina = scene.person(name="mina")
    mina.consent()
    recording = mina.upload().json["id"]
    scene.installation.work()
    return mina, recording, mina.get(f"/recordings/{recording}/chunks").json["items"][0]


def a_scene(*trusted) -> Scene:
    return a_scene_over(memory_installation(), HttpOptions(accel_path="/_blobs", trusted_proxies=trusted))


def test_a_proxy_is_told_where_audio_lies_and_all_headers_of_the_whole():
    mina, recording, chunk = a_recording(a_scene(*PROXY))
    for path in (f"/recordings/{recording}/audio", chunk["audio_url"].removeprefix("/api/v1")):
        told = mina.get(path, headers={"Range": "bytes=3-9"})
        assert (told.status_code, told.content) == (200, b"")
        assert told.headers["x-accel-redirect"].startswith("/_blobs/recordings/")
        assert told.headers["cache-control"] == "private, no-cache"
        assert "content-range" not in told.headers
        assert told.headers["content-type"].startswith("audio/")
        again = mina.get(path, headers={"If-None-Match": told.headers["etag"]})
        assert (again.status_code, again.headers.get("x-accel-redirect")) == (304, None)


def test_whoever_is_no_proxy_gets_the_bytes():
    mina, recording, _ = a_recording(a_scene(ip_network("10.0.0.0/8")))
    sent = mina.get(f"/recordings/{recording}/audio")
    assert sent.content.startswith(b"RIFF")
    assert "x-accel-redirect" not in sent.headers


def test_a_right_is_asked_for_before_a_path_is_told():
    scene = a_scene(*PROXY)
    _, recording, chunk = a_recording(scene)
    forged = chunk["audio_url"][:-1] + ("0" if chunk["audio_url"][-1] != "0" else "1")
    refused = scene.client.simulate_get(forged)
    assert (code(refused), refused.headers.get("x-accel-redirect")) == ((403, "link_invalid"), None)
    assert code(scene.person(name="other").get(f"/recordings/{recording}/audio")) == (404, "recording_missing")


def test_a_blob_that_is_gone_is_told_by_us():
    scene = a_scene(*PROXY)
    mina, recording, _ = a_recording(scene)
    blobs = scene.installation.platform.blobs()
    for entry in list(blobs.list("recordings/")):
        blobs.delete(entry.key)
    assert code(mina.get(f"/recordings/{recording}/audio"))[1] == "blob_missing"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"blobs_url": "s3+https://s3.example.org/bucket"}, "SHRUTIK_BLOBS_URL"),
        ({"encrypt_blobs": True}, "SHRUTIK_ENCRYPT_BLOBS"),
        ({"trusted_proxies": ""}, "SHRUTIK_TRUSTED_PROXIES"),
        ({"accel_path": "_blobs"}, "internal location"),
        ({"accel_path": "/../etc"}, "internal location"),
        ({"accel_path": "/"}, "internal location"),
    ],
)
def test_a_setting_that_cannot_work_says_why(changed, said):
    with pytest.raises(ValidationError, match=said):
        Settings(**{"accel_path": "/_blobs", "trusted_proxies": "127.0.0.1"} | changed)


def test_a_folder_whose_blobs_are_encrypted_already_says_so(tmp_path):
    settings = Settings(data=tmp_path, accel_path="/_blobs/", trusted_proxies="127.0.0.1")
    assert options_of(settings).accel_path == "/_blobs"
    blob_store(settings, tmp_path)
    load_blob_keys(tmp_path)
    with pytest.raises(Invalid, match="encrypted") as refused:
        blob_store(settings, tmp_path)
    assert refused.value.errors[0].field == "SHRUTIK_ACCEL_PATH"
