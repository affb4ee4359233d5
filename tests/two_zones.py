"""A site in two zones on this machine: each has all of it, a third place has a vote, the bucket is a provider's."""

import contextlib
import itertools
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import httpx

from servers.authority import Authority
from servers.etcd import CLIENTS, Etcd, etcd
from servers.network import Network, running_network
from servers.nginx import Nginx, nginx
from servers.patroni import SHIPPED as PATRONI_FILE
from servers.patroni import SHIPPED_TLS, Cluster, make_database, patroni_node, patroni_program
from servers.postgres import own_account
from servers.process import Server, wait_for
from servers.redis_zones import ZonesRedis, redis_of_zones
from servers.seaweed import seaweed
from servers.shrutik_programs import gunicorn_server, shrutik_server
from serving_program import PATIENCE
from two_doors import client_of

ZONES, PLACES = ("a", "b"), ("a", "b", "c")
PASSWORD = "a long password"
SUPERVISED_SECONDS = 0.5


class Zone(threading.Thread):
    """All programs of a place, and what systemd does there: starts all at once, and again whatever ended.

    Args:
        place: its name.
        servers: in it.
        network: that it is on.
    """

    def __init__(self, place: str, servers: list[Server], network: Network) -> None:
        super().__init__(daemon=True)
        self.place, self.servers, self.network = place, [], network
        self.working, self.stopping, self.lock = False, threading.Event(), threading.Lock()
        self.take(servers)

    def take(self, servers: list[Server]) -> None:
        """More programs that live here."""
        with self.lock:
            for server in servers:
                server.namespace = self.network.namespace(self.place)
            self.servers += servers

    def run(self) -> None:
        while not self.stopping.wait(SUPERVISED_SECONDS):
            with self.lock:
                for server in self.servers if self.working else ():
                    if not server.is_running:
                        server.launch()

    def die(self) -> None:
        """As if its power were gone: from one moment to the next it says nothing, and its programs are no more."""
        with self.lock:
            self.working = False
            self.network.unplug(self.place)
            self.network.kill(self.place)
        for server in self.servers:
            server.kill()

    def boot(self) -> None:
        """The power is back."""
        self.network.plug(self.place)
        self.working = True

    def end(self) -> None:
        """Nothing of it is started any more, and nothing runs."""
        self.stopping.set()
        self.join()
        self.die()


@attrs.frozen
class TwoZones:
    """All of it, running.

    Attributes:
        network: that it is on.
        zones: by place, the third one too.
        votes: etcd.
        cluster: PostgreSQL.
        redis: with its sentinels.
        edges: nginx by place.
        authority: that signed all certificates.
    """

    network: Network
    zones: Mapping[str, Zone]
    votes: Etcd
    cluster: Cluster
    redis: ZonesRedis
    edges: Mapping[str, Nginx]
    authority: Authority
    _numbers: Iterator[int] = attrs.field(factory=itertools.count)

    def client(self, token: str | None = None) -> httpx.Client:
        """One that calls either nginx, each client another one first."""
        urls = [httpx.URL(edge.url) for edge in self.edges.values()]
        doors = [(url.host, url.port or 443) for url in urls]
        return client_of(doors, self._trust(), token, first=next(self._numbers) % len(doors))

    def log_in(self, name: str) -> httpx.Client:
        """A client of an account."""
        with self.client() as client:
            answer = client.post("/auth/login", json={"email": f"{name}@example.org", "password": PASSWORD})
            assert answer.status_code == 200, answer.text
        return self.client(answer.json()["access_token"])

    def serves(self, place: str) -> bool:
        """Whether what stands behind this zone's nginx can do its work."""
        with contextlib.suppress(httpx.TransportError):
            name = {"sni_hostname": "voices.example.org"}
            with httpx.Client(verify=self._trust(), timeout=5) as client:
                return client.get(f"{self.edges[place].url}/readyz", extensions=name).status_code == 200
        return False

    def is_whole(self) -> bool:
        """Whether nothing is missing anywhere."""
        return self.cluster.is_whole() and self.redis.is_whole() and all(map(self.serves, ZONES))

    def gather(self) -> str:
        """Let all that leads do so in the zone of the database's primary, and which zone that is."""
        home = self.cluster.having("leader").name
        if self.redis.leader() != home:
            self.redis.hand_over()
        wait_for(lambda: self.redis.is_whole() and self.redis.leader() == home, what="Redis' move")
        self.votes.move_to(home)
        wait_for(lambda: self.votes.leader() == home, what="the votes' move")
        return home

    def _trust(self):
        trust = httpx.create_ssl_context(verify=False)
        trust.load_verify_locations(self.authority.trusted)
        return trust


@contextlib.contextmanager
def running_zones() -> Iterator[TwoZones]:
    """Both zones, whole, with an admin; all is gone at the end."""
    with contextlib.ExitStack() as stack:
        network = stack.enter_context(running_network(PLACES))
        folder = Path(tempfile.mkdtemp(prefix="shrutik-zones-", dir="/tmp"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        addresses = {place: network.address(place) for place in PLACES}
        authority = Authority(folder / "tls")
        certificate = authority.issue("server", addresses=[*addresses.values(), network.ours])
        cluster = _cluster(folder, addresses, authority)
        votes = etcd(folder / "etcd", addresses, certificate, authority.trusted)
        redis = redis_of_zones(folder / "redis", addresses, authority.folder)
        bucket = stack.enter_context(seaweed(folder / "bucket", certificate, authority.trusted, network.ours))
        zones = {place: Zone(place, _beneath(place, votes, redis, cluster), network) for place in PLACES}
        for zone in zones.values():
            stack.callback(zone.end)
            zone.start()
            zone.boot()
        wait_for(lambda: cluster.is_whole() and redis.is_whole(), 120, "what the programs need")
        make_database(cluster)
        settings = _settings(folder, cluster, redis, bucket, network)
        _first_admin(folder, settings)
        edges = {place: _programs(zones[place], folder, settings, authority) for place in ZONES}
        site = TwoZones(network, zones, votes, cluster, redis, edges, authority)
        wait_for(site.is_whole, 120, "the site")
        yield site


def _cluster(folder: Path, addresses: Mapping[str, str], authority: Authority) -> Cluster:
    """PostgreSQL in both zones; all of the folder is its account's, which has to read the certificates."""
    patroni = patroni_program()
    file = PATRONI_FILE.read_text().replace(SHIPPED_TLS, str(authority.folder))
    (folder / "patroni.yml").write_text(file)
    own_account().own(folder)
    votes = ",".join(f"{address}:{CLIENTS}" for address in addresses.values())
    # Their ports differ, for they share a folder of sockets.
    nodes = {place: patroni_node(place, folder, patroni, votes, host=addresses[place]) for place in ZONES}
    return Cluster(nodes, authority)


def _beneath(place: str, votes: Etcd, redis: ZonesRedis, cluster: Cluster) -> list[Server]:
    """What Shrutik's own programs stand on."""
    found = [votes.servers[place], redis.sentinels[place]]
    if place in ZONES:
        found += [redis.servers[place], cluster.nodes[place].server]
    return found


def _settings(folder: Path, cluster: Cluster, redis: ZonesRedis, bucket, network: Network) -> dict:
    """What is the same on every machine."""
    (folder / "keys").mkdir(mode=0o700)
    return {
        "keys": folder / "keys",
        "database_url": cluster.url(),
        "replica_url": cluster.url("standby"),
        "redis_url": redis.url,
        "blobs_url": bucket.url("blobs", ca=str(cluster.authority.trusted)),
        "api_processes": 1,
        "http_threads": 8,
        "drain_seconds": 7,
        "trusted_proxies": network.whole,
        "rate_limits": 0,
    }


def _programs(zone: Zone, folder: Path, settings: dict, authority: Authority) -> Nginx:
    """Shrutik's programs in a zone, which begins to start them, and its nginx."""
    own, place = settings | {"host": zone.network.address(zone.place)}, zone.place
    made = [
        shrutik_server(folder / f"{kind}-{place}", kind, **own, data=folder / f"data-of-{kind}-{place}")
        for kind in ("relay", "worker")
    ]
    api, _ = gunicorn_server(folder / f"api-{place}", **own, port=8001, data=folder / f"data-of-api-{place}")
    other = next(zone.network.address(one) for one in ZONES if one != place)
    edge = nginx(folder / f"edge-{place}", [8001], authority, 2_000, own["host"], [f"{other}:8001"])
    zone.take([*made, api, edge.server])
    return edge


def _first_admin(folder: Path, settings: dict) -> None:
    """The tables, the keys and an admin, before many begin at once."""
    command = ["user", "create", "admin@example.org", "--role", "admin", "--password-stdin"]
    made = shrutik_server(folder, *command, **settings, data=folder / "data-of-admin")
    ways = {"input": PASSWORD, "text": True, "env": made.environment, "capture_output": True, "timeout": 3 * PATIENCE}
    done = subprocess.run(made.arguments, **ways, check=False)
    assert done.returncode == 0, done.stderr
