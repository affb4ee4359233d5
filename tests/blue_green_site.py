"""A site of two colours behind nginx: a worker that owns the database, the command, and a crowd that tries twice."""

import contextlib
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import attrs
import httpx
import psycopg

import colour_programs
from crowd_of_clients import Crowd
from servers.authority import Authority
from servers.nginx import Nginx, nginx
from servers.process import HOST, free_ports, running
from servers.shrutik_programs import shrutik_server
from serving_program import PACKAGES, PATIENCE
from shrutik_bootstrap.api_installation import running_database
from shrutik_bootstrap.settings import read_settings
from shrutik_cli.deploying.config import read_config

PASSWORD = "a long password"
TESTS = Path(__file__).parent
SHIPPED = TESTS.parent / "deploy" / "blue-green" / "deploy.toml"
AGAIN = 1.0
"""Seconds until a caller sends the same once more, as `Retry-After` says."""


@attrs.frozen
class Line:
    """What `shrutik deploy` said.

    Attributes:
        at: when, by the monotonic clock.
        text: of the line.
    """

    at: float
    text: str


@attrs.frozen
class BlueGreen:
    """The site, running.

    Attributes:
        folder: of all that is kept.
        edge: nginx.
        config: file of `shrutik deploy`.
        settings: of the servers.
    """

    folder: Path
    edge: Nginx
    config: Path
    settings: dict

    def deploy(self, *words: str) -> tuple[int, list[Line]]:
        """Run the command; its exit code and what it said."""
        command = [sys.executable, "-m", "shrutik_cli", "deploy", *words, "--config", str(self.config)]
        environment = {**os.environ, "PYTHONPATH": PACKAGES, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=1
        ) as done:
            lines = [Line(time.monotonic(), text.rstrip()) for text in done.stdout]
        return done.returncode, lines

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trust = ssl.create_default_context(cafile=self.edge.trusted)
        return httpx.Client(base_url=f"{self.edge.url}/api/v1", headers=headers, verify=trust, timeout=PATIENCE)

    def log_in(self, name: str) -> httpx.Client:
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def database(self) -> psycopg.Connection:
        url = running_database(read_settings(data=self.settings["data"]), self.settings["data"])
        return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))


@contextlib.contextmanager
def blue_green_site(folder: Path, servers: int, **canary: float):
    """A site on which nothing was deployed yet.

    Args:
        folder: of all that is kept.
        servers: of each colour.
        canary: rules of the canary.
    """
    settings = {"data": folder / "data", "api_processes": 1, "drain_seconds": 7, "http_threads": 8, "rate_limits": 0}
    settings |= {"trusted_proxies": HOST, "public_url": "https://localhost"}
    ports = free_ports(2 * servers)
    programs, named = folder / "programs", folder / "servers"
    programs.mkdir()
    environment = {f"SHRUTIK_{name.upper()}": str(value) for name, value in settings.items()}
    environment["PYTHONPATH"] = os.pathsep.join([PACKAGES, str(TESTS)])
    by_colour = {"blue": ports[:servers], "green": ports[servers:]}
    site = {"ports": by_colour, "environment": environment, "releases": str(folder / "releases")}
    (programs / "site.json").write_text(json.dumps(site))
    named.write_text(f"server {HOST}:{ports[0]};\n", encoding="utf-8")
    edge = nginx(folder / "edge", (), Authority(folder / "tls"), requests_per_second=2_000, included=named)
    worker = shrutik_server(folder / "worker", "worker", **settings)
    with contextlib.ExitStack() as stack:
        stack.enter_context(running(worker, 180))
        command = [*worker.arguments[:3], "user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
        subprocess.run(command, input=PASSWORD, text=True, env=worker.environment, check=True, timeout=PATIENCE)
        stack.enter_context(running(edge.server, 120))
        for colour in by_colour:
            stack.callback(colour_programs.stop, programs, colour, signal.SIGKILL)
        config = _config(folder, edge, named, programs, by_colour, canary)
        yield BlueGreen(folder, edge, config, settings)


def _ours(command, programs) -> str:
    """A command of the file that is shipped, with our program in place of its script."""
    return json.dumps([sys.executable, str(TESTS / "colour_programs.py"), str(programs), *command[1:]])


def _config(folder, edge, named, programs, by_colour, canary) -> Path:
    nginx_of = json.dumps([*edge.server.arguments])[1:-1]
    shipped = read_config(SHIPPED)
    lines = [
        f'state = "{folder}/deploy.json"',
        f"prepare = {_ours(shipped.prepare, programs)}",
        "drain_seconds = 20",
        "[nginx]",
        f'servers_file = "{named}"',
        f'test = [{nginx_of}, "-t"]',
        f'access_log = "{edge.folder}/access"',
        f'pid_file = "{edge.folder}/nginx.pid"',
        f'url = "{edge.url}"',
        f'authority = "{edge.trusted}"',
        "[canary]",
        *(f"{name} = {value}" for name, value in canary.items()),
    ]
    for colour, ports in by_colour.items():
        servers = json.dumps([f"{HOST}:{port}" for port in ports])
        lines += [f"[colours.{colour}]", f"servers = {servers}"]
        side = shipped.colours[colour]
        lines += [f"start = {_ours(side.start, programs)}", f"stop = {_ours(side.stop, programs)}"]
    file = folder / "deploy.toml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@attrs.frozen
class Seen:
    """One try of one request.

    Attributes:
        begun: when, by the monotonic clock.
        ended: likewise.
        outcome: status, or the name of what broke.
        release: that answered; empty if none did.
    """

    begun: float
    ended: float
    outcome: int | str
    release: str

    @property
    def failed(self) -> bool:
        return not isinstance(self.outcome, int) or self.outcome >= 500 or self.outcome in {409, 429}


class TwiceAtMost(Crowd):
    """Clients who send what failed once more, with the same key, and then give up; they read, too."""

    def __init__(self, site, clients, accounts, pause=0.1):
        super().__init__(site, clients, accounts)
        self.seen, self.pause, self.lock = [], pause, threading.Lock()

    def go_on(self, act, client):
        while not self.stopping.is_set():
            act(client)
            self.tried(client, "GET", "/me")
            time.sleep(self.pause)

    def send(self, client, path, **request):
        return self.tried(client, "POST", path, **request)

    def tried(self, client, method, path, **request):
        for _ in range(2):
            begun, answer = time.monotonic(), None
            try:
                answer = client.request(method, path, **request)
                found = Seen(begun, time.monotonic(), answer.status_code, answer.headers.get("Shrutik-Release", ""))
            except httpx.TransportError as error:
                found = Seen(begun, time.monotonic(), type(error).__name__, "")
            with self.lock:
                self.seen.append(found)
                self.told.answers[found.outcome] += 1
            if not found.failed:
                return answer
            time.sleep(AGAIN)
        self.told.given_up.append(f"{method} {path}: {found.outcome} {found.release}")
        return None
