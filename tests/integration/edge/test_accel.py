"""Audio that nginx sends in the API's place: the same answer, byte for byte and header for header."""

import contextlib
import hashlib
import ssl
import subprocess

import httpx
import pytest

from served_voices import babble_wav, chunked, chunks_of, furnish, upload
from servers.authority import Authority
from servers.nginx import nginx
from servers.process import running
from servers.shrutik_programs import api_server
from serving_program import PATIENCE

PASSWORD = "a long password"
# What differs from one answer to the next, and how a body's end is told; counts of calls go down.
_PASSING = {"date", "server", "connection", "x-request-id", "ratelimit-remaining", "ratelimit-reset", "keep-alive"}


class Site:
    """`shrutik serve` that tells nginx which files to send."""

    def __init__(self, folder, stack):
        data = folder / "data"
        settings = {"data": data, "api_processes": 1, "trusted_proxies": "127.0.0.1", "public_url": "https://localhost"}
        settings |= {"accel_path": "/_blobs", "cors_origins": "https://page.example.org"}
        server, self.inner = api_server(folder / "serve", **settings)
        stack.enter_context(running(server))
        command = [*server.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(command, input=PASSWORD, text=True, env=server.environment, check=True, timeout=PATIENCE)
        port = int(self.inner.rpartition(":")[2])
        self.blobs = data / "blobs"
        self.nginx = nginx(folder / "nginx", [port], Authority(folder / "tls"), blobs=self.blobs)
        stack.enter_context(running(self.nginx.server))

    def client(self, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trust = ssl.create_default_context(cafile=self.nginx.trusted)
        return httpx.Client(base_url=f"{self.nginx.url}/api/v1", headers=headers, verify=trust, timeout=PATIENCE)

    def log_in(self, name):
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with contextlib.ExitStack() as stack:
        made = Site(tmp_path_factory.mktemp("accel"), stack)
        furnish(made)
        yield made


@pytest.fixture(scope="module")
def sound(site):
    """The original's address and bytes, and a signed link to a clip."""
    audio = babble_wav(12)
    with site.log_in("speaker") as speaker:
        recording = upload(speaker, audio)
        chunked(speaker, recording)
        link = chunks_of(speaker, recording)[0]["audio_url"]
    return f"/recordings/{recording}/audio", audio, link.removeprefix("/api/v1")


def told(answer):
    # A part that nginx sends does not say again that parts can be had.
    passing = _PASSING | ({"accept-ranges"} if answer.status_code == 206 else set())
    return {name: value for name, value in answer.headers.items() if name not in passing}


def test_nginx_sends_what_the_api_would_with_the_same_headers(site, sound):
    path, audio, link = sound
    with site.log_in("speaker") as speaker, site.client() as anybody:
        original = speaker.get(path)
        assert (original.status_code, original.content) == (200, audio)
        assert original.headers["ETag"] == f'"{hashlib.sha256(audio).hexdigest()}"'
        for extra in ({}, {"Range": "bytes=100-199"}, {"Range": "bytes=-7"}, {"Origin": "https://page.example.org"}):
            by_nginx = anybody.get(link, headers=extra)
            # Whoever is not the proxy, as the address that it hands on says, is answered by the API itself.
            asked = {"Host": "localhost", "X-Forwarded-Proto": "https"} | extra
            with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2")) as direct:
                by_api = direct.get(f"{site.inner}/api/v1{link}", headers=asked)
            assert by_nginx.status_code == by_api.status_code == (206 if "Range" in extra else 200)
            assert by_nginx.content == by_api.content != b""
            assert told(by_nginx) == told(by_api)
            assert "x-accel-redirect" not in by_nginx.headers
            assert "last-modified" not in by_nginx.headers
    assert "ratelimit-remaining" in by_nginx.headers


def test_ranges_and_conditions_are_those_of_the_api(site, sound):
    path, audio, _ = sound
    with site.log_in("speaker") as speaker:
        tag = speaker.head(path).headers["ETag"]
        known = speaker.get(path, headers={"If-None-Match": tag})
        assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", tag)
        for header, status, body in (
            ({"Range": "bytes=10-19"}, 206, audio[10:20]),
            ({"Range": "bytes=10-19", "If-Range": tag}, 206, audio[10:20]),
            ({"Range": "bytes=10-19", "If-Range": '"another"'}, 200, audio),
            ({"Range": "bytes=0-1,5-9"}, 200, audio),
            ({"Range": "bytes =0-1"}, 200, audio),
            ({"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"}, 200, audio),
        ):
            answer = speaker.get(path, headers=header)
            assert (answer.status_code, answer.content) == (status, body), header
        beyond = speaker.get(path, headers={"Range": f"bytes={len(audio)}-"})
        assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(audio)}")
        head = speaker.head(path)
        assert (head.headers["Content-Length"], head.content) == (str(len(audio)), b"")


def test_nobody_gets_a_file_without_the_api_s_leave(site, sound):
    path, _, link = sound
    (kept,) = (file for file in site.blobs.rglob("*") if file.is_file() and file.read_bytes() == sound[1])
    with site.client() as stranger, site.log_in("one") as another:
        straight = stranger.get(f"{site.nginx.url}/_blobs/{kept.relative_to(site.blobs)}")
        assert straight.status_code == 404
        assert b"RIFF" not in straight.content
        forged = link[:-1] + ("0" if link[-1] != "0" else "1")
        assert stranger.get(forged).json()["code"] == "link_invalid"
        assert another.get(path).status_code == 404
        assert stranger.get(path).status_code == 401


def test_a_file_that_is_gone_is_told_as_the_api_tells_it(site, sound):
    audio = babble_wav(9, seed=8)
    with site.log_in("two") as speaker:
        recording = upload(speaker, audio, "gone")
        chunked(speaker, recording)
        (kept,) = (file for file in site.blobs.rglob("*") if file.is_file() and file.read_bytes() == audio)
        kept.unlink()
        gone = speaker.get(f"/recordings/{recording}/audio")
    assert gone.json()["code"] == "blob_missing"
