"""An installation with all that alerts speak of, its Prometheus and Alertmanager, and a box for their letters."""

import contextlib
import subprocess
import threading
import time
from pathlib import Path

import attrs
import httpx
import psycopg

from machine_scene import PASSWORD
from served_voices import furnish
from servers.postgres import Postgres, running_postgres, running_replica
from servers.process import HOST, Server, free_ports, running, wait_for
from servers.prometheus import Prometheus, alertmanager, hurried_rules, prometheus
from servers.redis_server import redis_server
from servers.shrutik_programs import api_server, shrutik_server
from serving_program import PATIENCE
from smtp_server import Box, smtp_servers

PEOPLE = ("speaker", "one", "two")


@attrs.frozen
class DrilledSite:
    """All of it, running.

    Attributes:
        folder: of data and logs.
        address: of the API.
        settings: that the programs share.
        programs: ``api``, ``relay``, ``worker``.
        primary: the database.
        replica: its copy.
        watch: Prometheus.
        box: letters of Alertmanager.
        people: clients by name, who logged in at the beginning.
    """

    folder: Path
    address: str
    settings: dict
    programs: dict[str, Server]
    primary: Postgres
    replica: Postgres
    watch: Prometheus
    box: Box
    people: dict[str, httpx.Client] = attrs.field(factory=dict)

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.address}/api/v1", headers=headers, timeout=PATIENCE)

    def log_in(self, name: str) -> httpx.Client:
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def run(self, *command: str) -> str:
        """What a command of ours says."""
        api = self.programs["api"]
        called = [*api.arguments[:3], *command]
        done = subprocess.run(
            called,
            input=PASSWORD,
            env=api.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=5 * PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement: str) -> None:
        with psycopg.connect(plain(self.primary), autocommit=True) as connection:
            connection.execute(statement)

    def becomes_old(self, table: str, column: str, where: str, seconds: int) -> None:
        """Nobody waits for hours in a drill: the rows say that somebody did."""
        self.sql(f"UPDATE {table} SET {column} = {column} - interval '{seconds} s' WHERE {where}")


@contextlib.contextmanager
def running_drills(folder: Path):
    """The site, with people and a collection; the API's data folder is the worker's, too."""
    with contextlib.ExitStack() as stack:
        primary = stack.enter_context(running_postgres({"fsync": "off", "hot_standby_feedback": "on"}))
        replica = stack.enter_context(running_replica(primary))
        redis = redis_server(folder / "redis")
        stack.enter_context(running(redis.server))
        (folder / "keys").mkdir(mode=0o700)
        (folder / "backups").mkdir()
        settings = {
            "data": folder / "data",
            "keys": folder / "keys",
            "database_url": primary.url.render_as_string(hide_password=False),
            "replica_url": replica.url.render_as_string(hide_password=False),
            "redis_url": redis.url,
            "backup_to": str(folder / "backups"),
            "rate_limits": 0,
        }
        (port,) = free_ports(1)
        api, address = api_server(folder / "api", api_processes=1, **settings)
        own = settings | {"data": folder / "relay-data", "metrics_port": port}
        programs = {
            "api": api,
            "relay": shrutik_server(folder / "relay", "relay", **own),
            "worker": shrutik_server(folder / "worker", "worker", **settings),
        }
        box = Box()
        post, mailing = alertmanager(folder / "alertmanager", stack.enter_context(smtp_servers())(box))
        targets = [address.removeprefix("http://"), f"{HOST}:{port}"]
        watch = prometheus(folder / "prometheus", targets, hurried_rules(), mailing)
        site = DrilledSite(folder, address, settings, programs, primary, replica, watch, box)
        site.run("user", "create", "admin@example.org", "--role", "admin", "--password-stdin")
        site.run("keys", "rotate-release")
        for server in (*programs.values(), post, watch.server):
            stack.enter_context(running(server, 180))
        furnish(site, PEOPLE)
        site.people.update({name: site.log_in(name) for name in (*PEOPLE, "admin")})
        yield site
        for client in site.people.values():
            client.close()


def plain(server: Postgres) -> str:
    return f"host={server.home.socket_folder} user={server.url.username} dbname=postgres"


@contextlib.contextmanager
def again_and_again(act, threads: int = 4):
    """The act in so many threads, without a pause, while it lasts; connections that break are made again."""
    over = threading.Event()

    def go_on():
        while not over.is_set():
            with contextlib.suppress(httpx.TransportError):
                act()

    started = [threading.Thread(target=go_on, daemon=True) for _ in range(threads)]
    for thread in started:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in started:
            thread.join(PATIENCE)


@contextlib.contextmanager
def locked(server: Postgres, table: str, held: float = 2.2, free: float = 0.05):
    """A table that somebody locks, again and again, for so long each time."""
    over = threading.Event()

    def lock() -> None:
        with psycopg.connect(plain(server)) as connection:
            while not over.is_set():
                connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
                time.sleep(held)
                connection.commit()
                time.sleep(free)

    thread = threading.Thread(target=lock, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)


def wait_until_quiet(site: DrilledSite, *besides: str, seconds: float = 180) -> None:
    """Until no alert fires but the one that always does, and these."""
    allowed = {"ShrutikWatched", *besides}
    wait_for(lambda: site.watch.firing() <= allowed, seconds, f"an end of {site.watch.firing() - allowed}")
