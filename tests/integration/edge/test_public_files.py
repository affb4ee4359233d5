"""Files of public releases at the edge: kept for as long as the API says, then asked for again."""

import ssl

import attrs
import httpx
import pytest
from dependency_injector import providers

from http_scene import Client, Scene, a_collection
from http_served import served
from servers.authority import Authority
from servers.nginx import nginx
from servers.process import running, wait_for
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.roles import Role
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.shared.ids import ReleaseId, parse_id
from shrutik_http.app import create_app
from shrutik_http.edge import sending

SOUND = bytes(range(256)) * 4_000


@pytest.fixture
def scene() -> Scene:
    installation = memory_installation()
    installation.platform.public_series.override(providers.Object(frozenset({"bn"})))
    return Scene(installation, Client(create_app(installation.platform)))


@pytest.fixture
def path(scene) -> str:
    """Where everybody finds the file of a release."""
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
    release = ReleaseId(parse_id(scene.person(Role.RESEARCHER).post("/releases", json=wish).json["id"]))
    platform = scene.installation.platform
    blob = platform.blobs().put("kept", [SOUND])
    with platform.units_of_work()() as work:
        made = work.releases.find(release).build()
        files = (ReleaseFile("shards/a.tar", blob.key, blob.size, blob.sha256, "application/x-tar"),)
        work.releases.save(made.finish(files, "ab" * 32, 1, 4.0, platform.clock().now()))
        work.commit()
    return f"/api/v1/releases/{release}/public/shards/a.tar"


@pytest.fixture
def edge(scene, path, tmp_path):
    """nginx before the API."""
    with served(create_app(scene.installation.platform)) as server:
        made = nginx(tmp_path / "nginx", [server.port], Authority(tmp_path / "tls"))
        trust = ssl.create_default_context(cafile=made.trusted)
        with running(made.server), httpx.Client(base_url=made.url, verify=trust, timeout=60) as client:
            yield client


@pytest.fixture
def soon(monkeypatch):
    """The API lets caches keep what is public for a second."""
    monkeypatch.setattr(sending, "_PUBLIC", sending._PUBLIC.replace("max-age=60", "max-age=1"))


def test_a_public_file_is_fetched_once(path, edge):
    first, second = edge.get(path), edge.get(path)
    assert [one.headers["X-Cache"] for one in (first, second)] == ["MISS", "HIT"]
    assert first.content == second.content == SOUND
    assert second.headers["Cache-Control"].startswith("public, ")
    part = edge.get(path, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content, part.headers["X-Cache"]) == (206, SOUND[1000:2000], "HIT")
    known = edge.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.usefixtures("soon")
def test_whether_it_is_still_the_same_is_asked_when_its_time_is_over(path, edge):
    assert edge.get(path).content == SOUND

    def asked_again():
        answer = edge.get(path)
        assert answer.content == SOUND
        return answer.headers["X-Cache"] == "REVALIDATED"

    wait_for(asked_again, 30, "the second question")


def test_whoever_has_a_file_need_not_wait_until_the_edge_has_it(path, edge, scene):
    tag = scene.client.simulate_get(path).headers["etag"]
    known = edge.get(path, headers={"If-None-Match": tag})
    assert (known.status_code, known.content) == (304, b"")
    assert edge.get(path).content == SOUND


@pytest.mark.usefixtures("soon")
def test_what_is_gone_is_gone_at_the_edge_when_its_time_is_over(path, edge, scene):
    assert edge.get(path).status_code == 200
    with scene.installation.platform.units_of_work()() as work:
        release = work.releases.find(ReleaseId(parse_id(path.split("/")[4])))
        work.releases.save(attrs.evolve(release, files=()))
        work.commit()
    wait_for(lambda: edge.get(path).status_code == 404, 30, "the end of the copy")
    ended = edge.get(path)
    assert ended.json()["code"] == "file_missing"
    assert ended.headers["Cache-Control"] == "no-store"
