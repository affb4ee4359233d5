"""The sites that `machines` compares: `serve` alone, many programs on this machine, and many on four hosts."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
import psycopg

from benchmarks.platform import many_rows
from benchmarks.platform.checkout import HERE, PASSWORD, Api
from benchmarks.platform.journey import COUNT, SETTLE_SECONDS
from benchmarks.platform.programs import Where, nginx, redis, shrutik
from benchmarks.platform.usage import seconds_of
from servers.process import free_ports
from shrutik_postgres.embedded import EmbeddedPostgres

TOKEN_MINUTES = 1_440
LOOPBACK = "127.0.0.1"


class Server:
    """PostgreSQL as `serve` starts it, and the keys that all programs share.

    Attributes:
        url: of the database.
        database: a connection that commits each statement.
        folder: of logs and data.
        pid: of the postmaster.
    """

    def __init__(self, data, clips, network=""):
        self.folder, self.name, self._tokens = data, f"rows_{clips}", []
        self._network = network
        self._embedded = EmbeddedPostgres(data / "rows", settings={"listen_addresses": "*"} if network else {})

    def __enter__(self):
        self.url = self._embedded.start().set(database=self.name)
        self.database = psycopg.connect(many_rows.plain(self.url), autocommit=True)
        if self._network:
            self._admit()
        self.pid = self.database.execute("SELECT pg_read_file('postmaster.pid')").fetchone()[0].split()[0]
        return self

    def __exit__(self, *_):
        self.database.close()
        self._embedded.stop()

    def _admit(self):
        """Let in who comes by the network, which is ours alone."""
        (file,) = self.database.execute("SHOW hba_file").fetchone()
        rule = f"host all all {self._network} trust\n"
        if rule not in Path(file).read_text():
            with Path(file).open("a") as rules:
                rules.write(rule)
        self.database.execute("SELECT pg_reload_conf()")

    def tokens(self, api, count):
        """Access tokens of so many contributors, registered by the API if there are too few."""
        while len(self._tokens) < count:
            email = f"{os.urandom(6).hex()}@example.org"
            Api(api)("POST", "/auth/register", {"email": email, "password": PASSWORD, "name": "C"})
            self._tokens.append(Api(api).login(email).token)
        return self._tokens[:count]

    def settings(self, name, database="", **more):
        """Of one program: a data folder of its own, the keys of all, the database by its socket or at a host."""
        keys = self.folder / "keys"
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        url = self.url.set(host=database, port=5432, query={}) if database else self.url
        shared = {"keys": keys, "database_url": many_rows.text(url), "access_token_minutes": TOKEN_MINUTES}
        return shared | {"data": self.folder / f"data-{name}", "rate_limits": 0} | more


@attrs.frozen
class Site:
    """What is asked, and what it costs.

    Attributes:
        server: the database of it.
        root: its address.
        pids: of its programs, by kind.
        driver: where the crowd runs.
    """

    server: Server
    root: str
    pids: dict
    driver: Where = attrs.field(factory=Where)

    def used(self):
        """Seconds of processor time so far, by kind of program."""
        known = self.pids | {"PostgreSQL": [int(self.server.pid)]}
        return {kind: sum(map(seconds_of, pids)) for kind, pids in known.items()}

    def crowd(self, contributors, seconds):
        """The figures of a crowd at work."""
        tokens = self.server.tokens(self.root, contributors)
        plan = self.server.folder / "plan.json"
        plan.write_text(json.dumps({"root": self.root, "tokens": tokens, "seconds": seconds, "count": COUNT}))
        inside = ["ip", "netns", "exec", self.driver.namespace] if self.driver.namespace else []
        command = [*inside, sys.executable, "-m", "benchmarks.platform.crowd", str(plan)]
        return json.loads(subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True).stdout)

    def settle(self):
        """Seconds until no decision waits."""
        begun = time.monotonic()
        sql = "SELECT count(*) FROM jobs WHERE kind = 'decide_chunk' AND status IN ('waiting', 'running')"
        while self.server.database.execute(sql).fetchone()[0] and time.monotonic() < begun + SETTLE_SECONDS:
            time.sleep(0.1)
        return time.monotonic() - begun

    def tidy(self):
        """Vacuum, so that the next begins as this one did."""
        self.server.database.execute("VACUUM chunks, tasks, jobs")


@contextmanager
def one(server):
    """`serve`, which does everything."""
    (port,) = free_ports(1)
    settings = server.settings("serve", port=port, api_processes=2)
    with shrutik(server.folder, "serve", "serve", **settings) as pid:
        root = f"http://{LOOPBACK}:{port}"
        yield Site(server, root, {"serve": [pid]})


@attrs.frozen
class Layout:
    """Where the programs of many machines run, and what they may use.

    Attributes:
        api: of API servers, workers and the relay, but for what the next says.
        workers: of workers.
        edge: of nginx.
        driver: of the crowd.
        data: address of PostgreSQL and Redis; empty for loopback and a socket.
    """

    api: Where = attrs.field(factory=Where)
    workers: Where = attrs.field(factory=Where)
    edge: Where = attrs.field(factory=Where)
    driver: Where = attrs.field(factory=Where)
    data: str = ""


@contextmanager
def many(server, apis, workers, layout=None):
    """An nginx before some API servers of one process each, some workers, a relay and a Redis."""
    edge, queue, *ports = free_ports(2 + apis)
    layout = layout or Layout()
    data = layout.data or LOOPBACK
    with ExitStack() as stack:
        pids = {"Redis": [stack.enter_context(redis(server.folder, data, queue))]}
        common = {
            "redis_url": f"redis://{data}:{queue}/0",
            "trusted_proxies": f"{layout.edge.address}/32",
            "database": layout.data,
        }

        def start(name, where, *command, **more):
            settings = server.settings(name, **common, **more)
            return stack.enter_context(shrutik(server.folder, name, *command, where=where, **settings))

        serving = {"host": layout.api.address, "api_processes": 1}
        pids["API"] = [start(f"api-{port}", layout.api, "serve", port=port, **serving) for port in ports]
        pids["workers"] = [start(f"worker-{place}", layout.workers, "worker") for place in range(workers)]
        pids["relay"] = [start("relay", Where(layout.api.namespace), "relay")]
        servers = [f"{layout.api.address}:{port}" for port in ports]
        root = f"{layout.edge.address}:{edge}"
        pids["edge"] = [stack.enter_context(nginx(server.folder, root, servers, layout.edge))]
        yield Site(server, f"http://{root}", pids, layout.driver)
