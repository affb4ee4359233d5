"""What holders of a release fetch, over a real socket: files in folders by any escaping, and a feed of many rows."""

import http.client
from collections.abc import Iterator

import pytest

from http_scene import API, Scene, a_collection, a_scene
from http_served import served
from shrutik_core.people.roles import Role
from shrutik_core.releases.feed.feed import read_feed
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.ids import ReleaseId, parse_id
from shrutik_http.app import create_app
from shrutik_http.server import HttpServer
from shrutik_memory.series_feeds import MemorySeriesFeeds

NAME, SOUND = "shards/train-00000.tar", b"sound " * 100_000
ROWS = 2_500


@pytest.fixture(scope="module")
def scene() -> Scene:
    return a_scene()


@pytest.fixture(scope="module")
def link(scene: Scene) -> str:
    """A signed link to the file of a release, of which many clips were withdrawn since."""
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    researcher = scene.person(Role.RESEARCHER)
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
    release = ReleaseId(parse_id(researcher.post("/releases", json=wish).json["id"]))
    platform = scene.installation.platform
    blob = platform.blobs().put("kept", [SOUND])
    with platform.units_of_work()() as work:
        made = work.releases.find(release).build()
        files = (ReleaseFile(NAME, blob.key, blob.size, blob.sha256, "application/x-tar"),)
        work.releases.save(made.finish(files, "ab" * 32, 1, 4.0, platform.clock().now()))
        told = [("bn", 1, f"{number:032x}") for number in range(ROWS)]
        MemorySeriesFeeds(work._store).tell(told, WithdrawalReason.RECORDING, platform.clock().now())
        work.commit()
    url: str = researcher.get(f"/releases/{release}").json["files"][0]["url"]
    return url


@pytest.fixture(scope="module")
def server(scene: Scene, link: str) -> Iterator[HttpServer]:
    with served(create_app(scene.installation.platform)) as server:
        yield server


def ask(server: HttpServer, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


@pytest.mark.parametrize("name", [NAME, NAME.replace("/", "%2F"), NAME.replace("/", "%2f"), NAME.replace("s", "%73")])
def test_a_link_holds_however_its_path_is_escaped(server: HttpServer, link: str, name: str) -> None:
    assert NAME in link
    status, body, _ = ask(server, link.replace(NAME, name))
    assert (status, body) == (200, SOUND)
    assert ask(server, link.replace(NAME, name), Range="bytes=6-10")[:2] == (206, b"sound")


@pytest.mark.parametrize("name", ["../kept", "..%2Fkept", "shards%2F..%2Fshards%2Ftrain-00000.tar", f"{NAME}%00"])
def test_a_link_leads_nowhere_else(server: HttpServer, link: str, name: str) -> None:
    assert ask(server, link.replace(NAME, name))[0] in {400, 403}


def test_a_feed_of_many_rows_arrives_whole_and_from_any_place(server: HttpServer) -> None:
    path = f"{API}/series/bn/withdrawals"
    status, body, headers = ask(server, path)
    rows = read_feed(body.decode())
    assert (status, [row.seq for row in rows]) == (200, list(range(1, ROWS + 1)))
    assert ask(server, path, **{"If-None-Match": headers["etag"]})[:2] == (304, b"")
    assert read_feed(ask(server, f"{path}?after=1999")[1].decode()) == rows[1999:]
