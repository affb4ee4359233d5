"""nginx as it is shipped, before two API servers: what people see of it, and of servers that end or die behind it."""

import contextlib
import itertools
import json
import ssl
import subprocess
import threading
import time

import httpx
import pytest

from served_voices import babble_wav, chunked, furnish, upload
from servers.authority import Authority
from servers.nginx import nginx
from servers.process import Server, running
from servers.shrutik_programs import gunicorn_server, shrutik_server
from serving_program import PATIENCE

PASSWORD = "a long password"
DRAIN = 7


class Edge:
    """A worker that owns the database, two API servers, and nginx before them."""

    def __init__(self, folder, stack):
        self.settings = {"data": folder / "data", "api_processes": 1, "drain_seconds": DRAIN}
        self.settings |= {"trusted_proxies": "127.0.0.1", "public_url": "https://localhost", "rate_limits": 0}
        self.settings |= {"accel_path": "/_blobs"}
        worker = shrutik_server(folder / "worker", "worker", data=folder / "data")
        stack.enter_context(running(worker))
        command = [*worker.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(command, input=PASSWORD, text=True, env=worker.environment, check=True, timeout=PATIENCE)
        self.servers: list[Server] = []
        ports = []
        for name in ("one", "two"):
            server, port = gunicorn_server(folder / name, **self.settings)
            stack.enter_context(running(server))
            self.servers.append(server)
            ports.append(port)
        self.nginx = nginx(folder / "nginx", ports, Authority(folder / "tls"), blobs=folder / "data" / "blobs")
        stack.enter_context(running(self.nginx.server))

    def client(self, token=None, **more):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        base = f"{self.nginx.url}/api/v1"
        trust = ssl.create_default_context(cafile=self.nginx.trusted)
        return httpx.Client(base_url=base, headers=headers, verify=trust, timeout=PATIENCE, **more)

    def log_in(self, name):
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def lines(self):
        return [json.loads(line) for line in (self.nginx.folder / "access").read_text().splitlines()]


@pytest.fixture(scope="module")
def edge(tmp_path_factory):
    with contextlib.ExitStack() as stack:
        made = Edge(tmp_path_factory.mktemp("edge"), stack)
        furnish(made)
        yield made


def test_http_2_one_id_security_headers_and_no_way_without_tls(edge):
    told = subprocess.run(
        [
            *("curl", "-sS", "--http2", "--cacert", edge.nginx.trusted, "-D", "-", "-o", "/dev/null"),
            *("-H", "X-Request-ID: my-own-id.1", f"{edge.nginx.url}/healthz"),
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
    assert {ours, odd, "my-own-id.1"} <= {line["request_id"] for line in edge.lines()}
    plain = httpx.get(f"http://127.0.0.1:{edge.nginx.plain}/join?a=1", headers={"Host": "localhost"})
    assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/join?a=1")


def test_the_page_is_kept_at_the_edge_and_what_is_private_is_not(edge):
    with edge.client() as client:
        page = client.get(f"{edge.nginx.url}/")
        asset = page.text.partition('src="/assets/')[2].partition('"')[0]
        found = [client.get(f"{edge.nginx.url}/assets/{asset}") for _ in range(2)]
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


class Callers:
    """People who ask and send without a pause, and what they were told."""

    def __init__(self, edge, count):
        self.edge, self.told, self.stopping = edge, [], threading.Event()
        self.calls = itertools.count(int(time.time() * 1_000))
        clients = [edge.log_in(("speaker", "one", "two")[number % 3]) for number in range(count)]
        calls = enumerate(clients)
        self.threads = [threading.Thread(target=self.call, args=call, daemon=True) for call in calls]

    def call(self, number, logged_in):
        with logged_in as client:
            while not self.stopping.is_set():
                begun = time.monotonic()
                time.sleep(0.1)  # all are one address to nginx, which limits it
                try:
                    if number % 2:
                        answer = client.get("/me")
                    else:
                        key = {"Idempotency-Key": f"{number}-{next(self.calls)}"}
                        consent = {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]}
                        answer = client.post("/consents", json=consent, headers=key)
                    self.told.append((begun, answer.status_code, answer.request.method))
                except httpx.TransportError as error:
                    self.told.append((begun, type(error).__name__, "POST" if number % 2 == 0 else "GET"))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_):
        time.sleep(1)
        self.stopping.set()
        for thread in self.threads:
            thread.join(PATIENCE)

    @property
    def failed(self):
        return [one for one in self.told if one[1] not in {200, 201}]


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
    assert edge.nginx.server.process.poll() is None
