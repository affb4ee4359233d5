"""The whole story with blobs in a bucket, plain and encrypted; and whoever has a signed link is sent to the bucket."""

from pathlib import Path
from urllib.request import urlopen

import pytest

import shrutik_cli.demo
from dataset_story import make_dataset, real_scene
from http_scene import a_collection
from servers.seaweed import BUCKET
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.roles import Role

SAMPLE = Path(shrutik_cli.demo.__file__).parent / "samples" / "bn-01.opus"


def objects(server, prefix):
    pages = server.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{prefix}/")
    return [one["Key"].removeprefix(f"{prefix}/") for page in pages for one in page.get("Contents", ())]


def people(scene):
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    mina = scene.person(name="mina")
    assert mina.consent().status_code == 201
    return admin, mina


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_a_dataset_is_made_in_a_bucket(server, tmp_path, encrypted):
    prefix = f"story-{'encrypted' if encrypted else 'plain'}"
    settings = Settings(
        data=tmp_path / "data", blobs_url=server.url(prefix), encrypt_blobs=encrypted, release_workers=2
    )
    with real_scene(settings) as scene:
        release = make_dataset(scene, *people(scene), SAMPLE.read_bytes())
        assert release["clips"]
    kept = objects(server, prefix)
    assert kept
    assert {key.startswith("encrypted/") for key in kept} == {encrypted}
    assert not (tmp_path / "data" / "blobs").exists()


def test_whoever_has_a_signed_link_is_sent_to_the_bucket(server, tmp_path):
    settings = Settings(data=tmp_path / "data", blobs_url=server.url("sent"), redirect_blobs=True)
    with real_scene(settings) as scene:
        _, mina = people(scene)
        recording = mina.upload(SAMPLE.read_bytes()).json["id"]
        scene.installation.work()
        chunk = mina.get(f"/recordings/{recording}/chunks").json["items"][0]
        sent = scene.client.simulate_get(chunk["audio_url"])
        assert (sent.status_code, sent.headers["cache-control"]) == (307, "no-store")
        asked_otherwise = mina.get(f"/chunks/{chunk['id']}/audio")
        assert asked_otherwise.status_code == 200
        with urlopen(sent.headers["location"]) as answer:
            assert answer.read() == asked_otherwise.content
            assert answer.headers["Content-Type"] == "audio/flac"
        policy = scene.client.simulate_get("/").headers.get("content-security-policy", "")
        assert f"media-src 'self' blob: http://127.0.0.1:{server.port};" in policy
