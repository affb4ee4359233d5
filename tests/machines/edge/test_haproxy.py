"""HAProxy as it is shipped, before two API servers: what people see of it, and of servers that end or die behind it."""

import contextlib
import hashlib
import json
import subprocess

import pytest

from edge_scene import Edge
from edge_suite import EdgeSuite
from served_voices import babble_wav, chunked, furnish, upload
from servers.haproxy import haproxy


def before(folder, ports, authority, _blobs):
    """HAProxy before these servers."""
    return haproxy(folder, ports, authority)


@pytest.fixture(scope="module")
def edge(tmp_path_factory):
    with contextlib.ExitStack() as stack:
        made = Edge(tmp_path_factory.mktemp("edge"), stack, before)
        furnish(made)
        yield made


class TestHaproxy(EdgeSuite):
    notices = 3.0

    def logged(self, edge):
        return [json.loads(line) for line in edge.proxy.server.said.splitlines() if line.startswith('{"time"')]

    def test_no_query_is_logged(self, edge):
        with edge.client() as client:
            client.get(f"{edge.proxy.url}/healthz?signature=secret")
        assert self.logged(edge)
        assert "secret" not in edge.proxy.server.said

    def test_callers_cannot_say_who_they_are_and_too_large_a_body_is_refused(self, edge):
        with edge.client() as client:
            claims = {"X-Forwarded-Host": "evil.example.org", "Forwarded": "for=10.0.0.1"}
            assert client.get("/collections", headers=claims).status_code == 200
        large = ["-X", "POST", "-H", "Content-Length: 600000000", f"{edge.proxy.url}/api/v1/recordings"]
        command = ["curl", "-sS", "--http1.1", "--cacert", edge.proxy.trusted, "-o", "/dev/null", "-w", "%{http_code}"]
        assert subprocess.run([*command, *large], capture_output=True, text=True, check=True).stdout == "413"

    def test_the_page_is_kept_at_the_edge_and_uploads_and_sound_go_through(self, edge):
        with edge.client() as client:
            page = client.get(f"{edge.proxy.url}/")
            asset = page.text.partition('src="/assets/')[2].partition('"')[0]
            found = [client.get(f"{edge.proxy.url}/assets/{asset}") for _ in range(2)]
        assert [one.status_code for one in found] == [200, 200]
        assert found[0].content == found[1].content
        assert "immutable" in found[1].headers["Cache-Control"]
        assert "Age" in found[1].headers
        audio = babble_wav(12)
        with edge.log_in("speaker") as speaker:
            recording = upload(speaker, audio, "kept")
            chunked(speaker, recording)
            sound = speaker.get(f"/recordings/{recording}/audio")
            part = speaker.get(f"/recordings/{recording}/audio", headers={"Range": "bytes=10-19"})
        assert sound.content == audio
        assert sound.headers["ETag"] == f'"{hashlib.sha256(audio).hexdigest()}"'
        assert "private" in sound.headers["Cache-Control"]
        assert (part.status_code, part.content) == (206, audio[10:20])

    def test_if_no_server_answers_callers_are_told_to_try_again(self, edge):
        for server in edge.servers:
            server.kill()
        try:
            with edge.client() as client:
                told = client.get("/collections")
            assert (told.status_code, told.json()["code"]) == (503, "server_unavailable")
            assert told.headers["Retry-After"] == "1"
            assert told.headers["X-Request-ID"]
        finally:
            for server in edge.servers:
                server.start()
