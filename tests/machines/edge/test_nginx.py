"""nginx as it is shipped, before two API servers: what people see of it, and of servers that end or die behind it."""

import contextlib
import json
import subprocess
import time

import httpx
import pytest

from edge_scene import Callers, Edge
from served_voices import babble_wav, chunked, furnish, upload
from servers.nginx import nginx


def before(folder, ports, authority, blobs):
    """nginx before these servers."""
    return nginx(folder, ports, authority, blobs=blobs)


@pytest.fixture(scope="module")
def edge(tmp_path_factory):
    with contextlib.ExitStack() as stack:
        made = Edge(tmp_path_factory.mktemp("edge"), stack, before, accel_path="/_blobs")
        furnish(made)
        yield made


def lines(edge):
    """What nginx logged."""
    return [json.loads(line) for line in (edge.proxy.folder / "access").read_text().splitlines()]


def test_http_2_one_id_security_headers_and_no_way_without_tls(edge):
    told = subprocess.run(
        [
            *("curl", "-sS", "--http2", "--cacert", edge.proxy.trusted, "-D", "-", "-o", "/dev/null"),
            *("-H", "X-Request-ID: my-own-id.1", f"{edge.proxy.url}/healthz"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.lower()
    assert told.startswith("http/2 200")
    assert "x-request-id: my-own-id.1" in told
    assert "strict-transport-security" not in told  # not for localhost
    assert "x-content-type-options: nosniff" in told
    with edge.client() as client:
        ours = client.get("/collections").headers["X-Request-ID"]
        odd = client.get("/collections", headers={"X-Request-ID": "an id\twith {}"}).headers["X-Request-ID"]
    assert {ours, odd, "my-own-id.1"} <= {line["request_id"] for line in lines(edge)}
    plain = httpx.get(f"http://127.0.0.1:{edge.proxy.plain}/join?a=1", headers={"Host": "localhost"})
    assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/join?a=1")


def test_the_page_is_kept_at_the_edge_and_what_is_private_is_not(edge):
    with edge.client() as client:
        page = client.get(f"{edge.proxy.url}/")
        asset = page.text.partition('src="/assets/')[2].partition('"')[0]
        found = [client.get(f"{edge.proxy.url}/assets/{asset}") for _ in range(2)]
    assert [one.headers["X-Cache"] for one in found] == ["MISS", "HIT"]
    assert "immutable" in found[1].headers["Cache-Control"]
    with edge.log_in("speaker") as speaker:
        recording = upload(speaker, babble_wav(12), "kept")
        chunked(speaker, recording)
        sound = speaker.get(f"/recordings/{recording}/audio")
    assert "X-Cache" not in sound.headers
    assert "private" in sound.headers["Cache-Control"]


def test_a_download_goes_on_while_every_api_server_is_dead(edge):
    audio = babble_wav(500)  # more than the buffers of a connection hold
    with edge.log_in("speaker") as speaker:
        path = f"/recordings/{upload(speaker, audio, 'long')}/audio"
        with speaker.stream("GET", path, headers={"Range": "bytes=1-"}) as sound:
            blocks = sound.iter_bytes(65_536)
            got = next(blocks)
            for server in edge.servers:
                server.kill()
            got += b"".join(blocks)
            for server in edge.servers:
                server.start()
    assert (sound.status_code, sound.headers["Cache-Control"]) == (206, "private, no-cache")
    assert got == audio[1:]


def test_servers_that_are_replaced_one_by_one_cost_nobody_an_answer(edge):
    with Callers(edge, 8) as callers:
        for server in edge.servers:
            server.stop()
            server.start()
    assert callers.failed == []
    assert len(callers.told) > 100


def test_a_server_that_dies_costs_what_it_was_answering_and_no_more(edge):
    with Callers(edge, 8) as callers:
        edge.servers[0].kill()
        time.sleep(3)
        edge.servers[0].start()
    assert len([one for one in callers.failed if one[2] == "POST"]) <= 8
    assert [one for one in callers.failed if one[2] == "GET"] == []


@pytest.fixture(autouse=True)
def nothing_is_wrong_at_the_edge(edge):
    yield
    assert edge.proxy.server.process.poll() is None
