"""A site of many machines on this one: database and Redis with failover, a bucket, relays, workers, nginx."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import attrs
import httpx

from failing_proxy import FailingProxy
from servers.authority import Authority
from servers.nginx import Nginx, nginx
from servers.patroni import Cluster, running_cluster
from servers.process import HOST, Server, running
from servers.redis_server import Sentinels, watched_redis
from servers.seaweed import BUCKET, SECRET, USER, seaweed
from servers.shrutik_programs import gunicorn_server, shrutik_server
from serving_program import PATIENCE

PASSWORD = "a long password"
SUPERVISED_SECONDS = 0.5
CLOCKS = Path(__file__).parent / "jumping_clock"


@attrs.frozen
class Site:
    """All of it, running.

    Attributes:
        folder: of logs and data.
        cluster: PostgreSQL.
        redis: with its sentinels.
        store: what stands before the bucket, and fails on wish.
        settings: that the programs share.
        programs: by name: ``api one``, ``api two``, ``relay one``, …
        edge: nginx before the API servers.
        disk: of what ``api one`` keeps while it comes; None if none of its own can be had here.
        clock: says by how many seconds the clocks of ``api two`` and ``worker two`` are wrong.
    """

    folder: Path
    cluster: Cluster
    redis: Sentinels
    store: FailingProxy
    settings: dict
    programs: dict[str, Server]
    edge: Nginx
    disk: Path | None
    clock: Path

    def seen_at(self, port: int) -> "Site":
        """The same, reached through something else on the way to the edge."""
        return attrs.evolve(self, edge=attrs.evolve(self.edge, url=f"https://localhost:{port}"))

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trust = httpx.create_ssl_context(verify=False)
        trust.load_verify_locations(self.edge.trusted)
        return httpx.Client(base_url=f"{self.edge.url}/api/v1", headers=headers, verify=trust, timeout=PATIENCE)

    def log_in(self, name: str) -> httpx.Client:
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])


class Supervisor(threading.Thread):
    """What systemd does on a machine: starts again whatever ended."""

    def __init__(self, servers: list[Server]) -> None:
        super().__init__(daemon=True)
        self.servers, self.stopping = servers, threading.Event()

    def run(self) -> None:
        while not self.stopping.wait(SUPERVISED_SECONDS):
            for server in self.servers:
                if server.process is not None and server.process.poll() is not None:
                    with contextlib.suppress(AssertionError):
                        server.start(30)


@contextlib.contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Two API servers, two relays and two workers, each with a data folder of its own; all is ended with the block."""
    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(running_cluster())
        redis = stack.enter_context(watched_redis(folder / "redis"))
        bucket = stack.enter_context(seaweed(folder / "bucket"))
        store = stack.enter_context(FailingProxy(bucket.port).running())
        (folder / "keys").mkdir(mode=0o700)
        settings = {
            "keys": folder / "keys",
            "database_url": cluster.url(),
            "redis_url": redis.url,
            "blobs_url": f"s3+http://{USER}:{quote(SECRET, safe='')}@{HOST}:{store.port}/{BUCKET}/blobs",
            "api_processes": 1,
            "http_threads": 8,
            "drain_seconds": 7,
            "trusted_proxies": HOST,
            "rate_limits": 0,
        }
        programs, ports = _programs(folder, settings)
        disk, clock = stack.enter_context(_small_disk(folder / "disk")), folder / "clock"
        clock.write_text("0")
        if disk:
            programs["api one"].environment["TMPDIR"] = str(disk)
        for name in ("api two", "worker two"):
            _with_clock(clock, programs[name])
        edge = nginx(folder / "edge", ports, Authority(folder / "edge-tls"), requests_per_second=2_000)
        _first_admin(programs["relay one"], settings)
        for server in (*programs.values(), edge.server):
            stack.enter_context(running(server, 90))
        supervisor = Supervisor([*programs.values(), edge.server])
        supervisor.start()
        stack.callback(supervisor.join)
        stack.callback(supervisor.stopping.set)
        yield Site(folder, cluster, redis, store, settings, programs, edge, disk, clock)


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of 16 MB; None if we may not mount one."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], check=False, capture_output=True)
    try:
        yield folder if made.returncode == 0 else None
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "--lazy", folder], check=False)


def _with_clock(told: Path, server: Server) -> None:
    """Let the program's clock jump by the seconds that stand in the file."""
    environment = dict(server.environment or {})
    environment["SHRUTIK_TEST_CLOCK"] = str(told)
    environment["PYTHONPATH"] = os.pathsep.join([str(CLOCKS), environment["PYTHONPATH"]])
    server.environment = environment


def _programs(folder: Path, settings: dict) -> tuple[dict[str, Server], list[int]]:
    programs: dict[str, Server] = {}
    ports = []
    for name in ("one", "two"):
        for kind in ("relay", "worker"):
            own = settings | {"data": folder / f"{kind} {name}"}
            programs[f"{kind} {name}"] = shrutik_server(folder / "logs" / f"{kind} {name}", kind, **own)
        own = settings | {"data": folder / f"api {name}"}
        programs[f"api {name}"], port = gunicorn_server(folder / "logs" / f"api {name}", **own)
        ports.append(port)
    return programs, ports


def _first_admin(relay: Server, settings: dict) -> None:
    """The tables, the keys and an admin, before many begin at once."""
    call = [*relay.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
    done = subprocess.run(
        call, input=PASSWORD, text=True, env=relay.environment, capture_output=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr


def until(holds, seconds: float) -> bool:
    """Whether it held within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False
