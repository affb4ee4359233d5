"""nginx as it is shipped, before two API servers: what people see of it, and of servers that end or die behind it."""

import contextlib
import json

import pytest

from edge_scene import Edge
from edge_suite import EdgeSuite
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


class TestNginx(EdgeSuite):
    def logged(self, edge):
        return [json.loads(line) for line in (edge.proxy.folder / "access").read_text().splitlines()]

    def test_the_page_is_kept_at_the_edge_and_what_is_private_is_not(self, edge):
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

    def test_a_download_goes_on_while_every_api_server_is_dead(self, edge):
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
