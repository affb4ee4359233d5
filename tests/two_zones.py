"""A site in two zones on this machine: each has all of it, a third place has a vote, the bucket is a provider's."""

import contextlib
import itertools
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import httpx

from beneath_zones import ZONES, Beneath, Zone, running_beneath
from servers.authority import Authority
from servers.etcd import Etcd
from servers.network import Network
from servers.nginx import Nginx, nginx
from servers.patroni import Cluster
from servers.process import wait_for
from servers.redis_zones import ZonesRedis
from servers.shrutik_programs import gunicorn_server, shrutik_server
from serving_program import PATIENCE
from two_doors import client_of

PASSWORD = "a long password"


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
    with running_beneath() as beneath:
        settings = _settings(beneath)
        _first_admin(beneath.folder, settings)
        zones, authority = beneath.zones, beneath.authority
        edges = {place: _programs(zones[place], beneath.folder, settings, authority) for place in ZONES}
        site = TwoZones(beneath.network, zones, beneath.votes, beneath.cluster, beneath.redis, edges, authority)
        wait_for(site.is_whole, 120, "the site")
        yield site


def _settings(beneath: Beneath) -> dict:
    """What is the same on every machine."""
    (beneath.folder / "keys").mkdir(mode=0o700)
    return {
        "keys": beneath.folder / "keys",
        "database_url": beneath.cluster.url(),
        "replica_url": beneath.cluster.url("standby"),
        "redis_url": beneath.redis.url,
        "blobs_url": beneath.bucket.url("blobs", ca=str(beneath.authority.trusted)),
        "api_processes": 1,
        "http_threads": 8,
        "drain_seconds": 7,
        "trusted_proxies": beneath.network.whole,
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
