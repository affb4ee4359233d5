"""The daily share of downloads: by log-in and by link together, by what a range asks for, and 429 beyond it."""

import attrs
import pytest
from dependency_injector import providers

from http_scene import Client, Scene, a_collection
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.roles import Role
from shrutik_core.releases.release import ReleaseFile, release_key
from shrutik_core.shared.ids import ReleaseId, parse_id
from shrutik_core.use_cases.releases.download_quota import DownloadQuota
from shrutik_http.app import create_app
from shrutik_memory.clock import MemoryClock
from shrutik_memory.rate_limiter import MemoryRateLimiter

SIZE = 4_000


class Thousandths(MemoryRateLimiter):
    """A limiter for which a gigabyte is 10 kB, so that no test sends gigabytes."""

    def take(self, key, rate, count=1):
        return super().take(key, attrs.evolve(rate, most=10), count)


@pytest.fixture
def scene() -> Scene:
    installation = memory_installation()
    quota = DownloadQuota(Thousandths(MemoryClock()), 1)
    installation.platform.download_quota.override(providers.Object(quota))
    return Scene(installation, Client(create_app(installation.platform)))


@pytest.fixture
def researcher(scene: Scene):
    return scene.person(Role.RESEARCHER)


@pytest.fixture
def file(scene: Scene, researcher):
    """The path of a file of 4 kB, and the signed one that the researcher was given."""
    scene.person(Role.ADMIN).post("/collections", json=a_collection())
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
    asked = ReleaseId(parse_id(researcher.post("/releases", json=wish).json["id"]))
    platform = scene.installation.platform
    blob = platform.blobs().put(release_key(asked, "a.tar"), [bytes(SIZE)])
    with platform.units_of_work()() as work:
        made = work.releases.find(asked).build()
        files = (ReleaseFile("a.tar", blob.key, blob.size, blob.sha256, "application/x-tar"),)
        work.releases.save(made.finish(files, "ab" * 32, 1, 4.0, platform.clock().now()))
        work.commit()
    (told,) = researcher.get(f"/releases/{asked}").json["files"]
    return f"/releases/{asked}/files/a.tar", told["url"]


def test_log_in_and_link_share_one_count_and_beyond_it_the_answer_says_when(scene, researcher, file):
    path, link = file
    assert researcher.get(path).status_code == 200
    assert scene.client.simulate_get(link).status_code == 200
    refused = researcher.get(path)
    assert (refused.status_code, refused.json["code"], refused.json["most"]) == (429, "daily_download_used_up", 1)
    assert int(refused.headers["Retry-After"]) == refused.json["retry_after"] > 0
    assert scene.client.simulate_get(link).status_code == 429
    assert scene.person(Role.RESEARCHER, "another").get(path).status_code == 200


def test_a_range_counts_as_what_it_asks_for_and_what_sends_nothing_as_nothing(researcher, file):
    path, _ = file
    tag = researcher.get(path, headers={"Range": "bytes=0-999"}).headers["ETag"]
    for _ in range(20):
        assert researcher.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert researcher.get(path, headers={"Range": "bytes=9999-"}).status_code == 416
    for _ in range(9):
        assert researcher.get(path, headers={"Range": "bytes=1000-1999"}).status_code == 206
    assert researcher.get(path, headers={"Range": "bytes=0-0"}).status_code == 429
