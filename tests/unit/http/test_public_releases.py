"""Files of public releases: for everybody and for caches, until a voice in them is taken back; no others are."""

import pytest
from dependency_injector import providers
from pydantic import ValidationError

from http_scene import Client, Scene, a_collection, code
from shrutik_bootstrap.memory import memory_installation
from shrutik_bootstrap.settings import Settings
from shrutik_core.people.roles import Role
from shrutik_http.app import create_app

FOR_CACHES = "public, max-age=60, must-revalidate"


def a_scene(*names: str) -> Scene:
    installation = memory_installation()
    installation.platform.public_series.override(providers.Object(frozenset(names)))
    return Scene(installation, Client(create_app(installation.platform)))


def a_release(scene: Scene, name: str = "bn"):
    """A ready release that holds a speaker's clips: the researcher, the speaker, the recording and the release."""
    admin = scene.person(Role.ADMIN)
    admin.post("/collections", json=a_collection())
    mina = scene.person()
    mina.consent()
    recording = mina.upload().json["id"]
    scene.installation.work()
    for transcriber in (scene.person(), scene.person()):
        while tasks := transcriber.post("/tasks", json={"collection": "bn-read", "count": 20}).json["items"]:
            items = [{"task_id": one["id"], "text": "আমি বাংলায় গান গাই"} for one in tasks]
            assert transcriber.post("/transcriptions", json={"items": items}).status_code == 201
    scene.installation.work()
    researcher = scene.person(Role.RESEARCHER)
    wish = {"name": name, "collections": ["bn-read"], "formats": ["csv"]}
    made = researcher.post("/releases", json=wish).json["id"]
    scene.installation.work()
    return researcher, mina, recording, researcher.get(f"/releases/{made}").json


def public(scene: Scene, release: str, name: str = "README.md", **headers: str):
    return scene.client.simulate_get(f"/api/v1/releases/{release}/public/{name}", headers=headers)


def test_everybody_may_have_the_files_of_a_public_release_and_caches_keep_them_for_a_minute():
    scene = a_scene("bn")
    researcher, *_, release = a_release(scene)
    assert release["clips"] > 0
    for file in release["files"]:
        sent = public(scene, release["id"], file["name"])
        assert (sent.status_code, sent.headers["cache-control"]) == (200, FOR_CACHES)
        assert sent.headers["etag"] == f'"{file["sha256"]}"'
        again = public(scene, release["id"], file["name"], **{"If-None-Match": sent.headers["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, FOR_CACHES)
        part = public(scene, release["id"], file["name"], Range="bytes=0-9")
        assert (part.status_code, part.content) == (206, sent.content[:10])
        by_login = researcher.get(f"/releases/{release['id']}/files/{file['name']}")
        assert by_login.headers["cache-control"] == "private, no-cache"
    assert code(public(scene, release["id"], "nothing.txt")) == (404, "file_missing")


def test_a_release_of_another_name_is_nobodys():
    scene = a_scene("other")
    *_, release = a_release(scene)
    refused = public(scene, release["id"])
    assert (code(refused), refused.headers["cache-control"]) == ((404, "release_missing"), "no-store")


def test_a_voice_that_is_taken_back_ends_it_for_whoever_asks_again():
    scene = a_scene("bn")
    _, mina, recording, release = a_release(scene)
    tag = public(scene, release["id"]).headers["etag"]
    assert mina.post("/me/withdrawals", json={"recording": recording}).status_code == 202
    gone = public(scene, release["id"], **{"If-None-Match": tag})
    assert (code(gone), gone.headers["cache-control"]) == ((410, "release_withdrawn"), "no-store")


def test_names_in_the_setting_are_those_of_releases():
    assert Settings(public_series="bn-read, ne-radio").public_series == ("bn-read", "ne-radio")
    with pytest.raises(ValidationError, match="name"):
        Settings(public_series="Not a name")
