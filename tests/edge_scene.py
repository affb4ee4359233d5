"""Two API servers of one installation behind a proxy, and people who call them without a pause."""

import itertools
import ssl
import subprocess
import threading
import time

import httpx

from servers.authority import Authority
from servers.process import Server, running
from servers.shrutik_programs import gunicorn_server, shrutik_server
from serving_program import PATIENCE

PASSWORD = "a long password"
DRAIN = 7


class Edge:
    """A worker that owns the database, two API servers, and a proxy before them.

    Args:
        folder: of all that is kept.
        stack: ends what is started.
        proxy: makes the proxy, from a folder, the servers' ports, an authority and the folder of blobs.
        settings: of the servers, beside those of every test.
    """

    def __init__(self, folder, stack, proxy, **settings):
        self.settings = {"data": folder / "data", "api_processes": 1, "drain_seconds": DRAIN}
        self.settings |= {"trusted_proxies": "127.0.0.1", "public_url": "https://localhost", "rate_limits": 0}
        self.settings |= settings
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
        self.proxy = proxy(folder / "proxy", ports, Authority(folder / "tls"), folder / "data" / "blobs")
        stack.enter_context(running(self.proxy.server))

    def client(self, token=None, **more):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        base = f"{self.proxy.url}/api/v1"
        trust = ssl.create_default_context(cafile=self.proxy.trusted)
        return httpx.Client(base_url=base, headers=headers, verify=trust, timeout=PATIENCE, **more)

    def log_in(self, name):
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])


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
