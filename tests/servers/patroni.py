"""PostgreSQL on two nodes under Patroni, with etcd beside them: the configuration that is shipped, on loopback."""

import json
import os
import pwd
import shutil
import ssl
import tempfile
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import attrs
import psutil
import psycopg
import pytest

from servers.authority import Authority
from servers.postgres import own_account, own_binaries
from servers.process import HOST, Server, free_ports, listens, program, wait_for

SHIPPED = Path(__file__).parents[2] / "deploy" / "patroni" / "patroni.yml"
SHIPPED_TLS = "/etc/shrutik/tls"
SUPERUSER, USER, PASSWORD = "postgres", "shrutik", "not a secret"
_ROLES = {"leader", "sync_standby"}


def patroni_program() -> str:
    """Patroni that the account of the servers can run; the test is skipped if there is none.

    A Python in a home that others may not enter is of no use to that account: the session of nox makes one elsewhere.
    """
    named = os.environ.get("SHRUTIK_TEST_PATRONI") or shutil.which("patroni") or ""
    account = own_account()
    if not named or account.run(["/bin/sh", "-c", '"$1" --version', "sh", named]).returncode != 0:
        pytest.skip("no Patroni that the account of PostgreSQL can run; nox -s machines brings it")
    return named


@attrs.define
class Node:
    """One machine: Patroni and the PostgreSQL that it looks after.

    Attributes:
        name: of the node.
        folder: of all that is its own.
        port: of PostgreSQL.
        api: port of Patroni.
        server: Patroni.
        host: that both listen on.
    """

    name: str
    folder: Path
    port: int
    api: int
    server: Server
    host: str = HOST

    def kill(self) -> None:
        """As if the machine had died: Patroni, PostgreSQL and all that serves its connections, at one blow."""
        postmaster = self._postmaster()
        gone = [postmaster, *postmaster.children(recursive=True)] if postmaster else []
        self.server.kill()
        for process in gone:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(gone, 20)

    def start(self) -> None:
        """Start it, and wait until Patroni answers."""
        self.server.start()

    def stop(self) -> None:
        """End it in order; PostgreSQL ends with Patroni."""
        self.server.stop()
        if self._postmaster():
            self.kill()

    def _postmaster(self) -> psutil.Process | None:
        with suppress(OSError, ValueError, psutil.NoSuchProcess):
            number = int((self.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(number)
            return process if "postgres" in process.name() else None
        return None


@attrs.define
class Cluster:
    """Both nodes.

    Attributes:
        nodes: by name.
        authority: that signed their certificates.
    """

    nodes: dict[str, Node]
    authority: Authority

    def url(self, attributes: str = "read-write", user: str = USER, database: str = USER) -> str:
        """Address of whichever node has the attributes."""
        machines = ",".join(f"{node.host}:{node.port}" for node in self.nodes.values())
        trusted = f"sslmode=verify-full&sslrootcert={self.authority.trusted}"
        password = PASSWORD.replace(" ", "%20")
        return f"postgresql://{user}:{password}@{machines}/{database}?target_session_attrs={attributes}&{trusted}"

    def standing(self) -> dict[str, str]:
        """What each node is that runs, by its name, as Patroni tells; empty while nobody answers."""
        for node in self.nodes.values():
            with suppress(OSError, ValueError):
                members = json.loads(self._ask(node, "GET", "/cluster"))["members"]
                return {one["name"]: one["role"] for one in members if one["state"] in {"running", "streaming"}}
        return {}

    def is_whole(self) -> bool:
        """Whether one takes writes and the other has all of them."""
        return set(self.standing().values()) == _ROLES

    def having(self, role: str) -> Node:
        """The node of that role."""
        return next(self.nodes[name] for name, one in self.standing().items() if one == role)

    def switch_over(self) -> None:
        """Let the other node take writes, as before work on a machine."""
        leader = self.having("leader")
        other = next(name for name in self.nodes if name != leader.name)
        self._ask(leader, "POST", "/switchover", json.dumps({"leader": leader.name, "candidate": other}).encode())

    def _ask(self, node: Node, method: str, path: str, body: bytes | None = None) -> bytes:
        asked = urllib.request.Request(f"https://{node.host}:{node.api}{path}", data=body, method=method)
        asked.add_header("Authorization", "Basic " + b64encode(f"operator:{PASSWORD}".encode()).decode())
        trusting = ssl.create_default_context(cafile=str(self.authority.trusted))
        with urllib.request.urlopen(asked, timeout=30, context=trusting) as answer:
            told: bytes = answer.read()
        return told


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Two nodes and etcd, whole, with an empty database; all is gone at the end."""
    patroni, etcd, account = patroni_program(), program("etcd", "etcd-server"), own_account()
    folder = Path(tempfile.mkdtemp(prefix="shrutik-ha-", dir="/tmp"))
    authority = Authority(folder / "tls")
    authority.issue("server")
    (folder / "patroni.yml").write_text(SHIPPED.read_text().replace(SHIPPED_TLS, str(authority.folder)))
    account.own(folder)
    votes = _etcd(etcd, folder / "etcd")
    nodes: list[Node] = []
    try:
        votes.start()
        hosts = str((votes.environment or {})["HOST"]).removeprefix("http://")
        nodes += [patroni_node(name, folder, patroni, hosts, protocol="http") for name in ("one", "two")]
        cluster = Cluster({node.name: node for node in nodes}, authority)
        for node in nodes:
            node.start()
        wait_for(cluster.is_whole, 120, "the synchronous replica")
        make_database(cluster)
        yield cluster
    finally:
        for node in nodes:
            node.stop()
        votes.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _etcd(path: str, folder: Path) -> Server:
    client, peer = free_ports(2)
    clients, peers = f"http://{HOST}:{client}", f"http://{HOST}:{peer}"
    addresses = {
        "data-dir": str(folder / "data"),
        "name": "votes",
        "listen-client-urls": clients,
        "advertise-client-urls": clients,
        "listen-peer-urls": peers,
        "initial-advertise-peer-urls": peers,
        "initial-cluster": f"votes={peers}",
    }
    arguments = [path, *(f"--{name}={value}" for name, value in addresses.items())]
    return Server(arguments, folder, lambda: listens(client), {"PATH": "/usr/bin:/bin", "HOST": clients})


def patroni_node(
    name: str,
    folder: Path,
    patroni: str,
    votes: str,
    *,
    host: str = HOST,
    protocol: str = "https",
) -> Node:
    """A node, not started.

    Args:
        name: of it.
        folder: with the configuration; its data will lie in it, too.
        patroni: the program.
        votes: etcd, as Patroni is told of it.
        host: that it listens on.
        protocol: of etcd.
    """
    port, api = free_ports(2)
    own = folder / name
    # All of it: what stands in our own environment, such as PGPASSWORD, would spoil the way back of an old primary.
    environment = {
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "HOME": str(own),
        "PATRONI_NAME": name,
        "PATRONI_ETCD3_HOSTS": votes,
        "PATRONI_ETCD3_PROTOCOL": protocol,
        "PATRONI_POSTGRESQL_LISTEN": f"{host}:{port}",
        "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{host}:{port}",
        "PATRONI_POSTGRESQL_DATA_DIR": str(own / "data"),
        "PATRONI_POSTGRESQL_BIN_DIR": str(own_binaries().folder / "bin"),
        "PATRONI_POSTGRESQL_PGPASS": str(own / "pgpass"),
        "PATRONI_RESTAPI_LISTEN": f"{host}:{api}",
        "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{host}:{api}",
        "PATRONI_RESTAPI_USERNAME": "operator",
        "PATRONI_RESTAPI_PASSWORD": PASSWORD,
        "PATRONI_SUPERUSER_PASSWORD": PASSWORD,
        "PATRONI_REPLICATION_PASSWORD": PASSWORD,
        "PATRONI_REWIND_PASSWORD": PASSWORD,
    }
    arguments = [patroni, str(folder / "patroni.yml")]
    user = pwd.getpwuid(own_account().uid).pw_name if own_account().other else None
    server = Server(arguments, own, lambda: listens(api, host), environment, user)
    return Node(name, own, port, api, server, host)


def make_database(cluster: Cluster) -> None:
    """Shrutik's role and its database, empty."""
    # The suites of contracts empty tables past their triggers, which takes a superuser.
    with psycopg.connect(cluster.url(user=SUPERUSER, database=SUPERUSER), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {USER} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
        connection.execute(f"CREATE DATABASE {USER} OWNER {USER}")
