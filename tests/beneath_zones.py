"""What two zones stand on: a network with a third place that votes, PostgreSQL, Redis, etcd, a provider's bucket."""

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from servers.authority import Authority
from servers.etcd import CLIENTS, Etcd, etcd
from servers.network import Network, running_network
from servers.patroni import SHIPPED as PATRONI_FILE
from servers.patroni import SHIPPED_TLS, Cluster, make_database, patroni_node, patroni_program
from servers.postgres import own_account
from servers.process import Server, wait_for
from servers.redis_zones import ZonesRedis, redis_of_zones
from servers.seaweed import Seaweed, seaweed

ZONES, PLACES = ("a", "b"), ("a", "b", "c")
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
class Beneath:
    """What Shrutik's own programs stand on, in all places, running and whole.

    Attributes:
        network: that it is on.
        folder: of all data.
        zones: by place, the third one too.
        votes: etcd.
        cluster: PostgreSQL, with an empty database.
        redis: with its sentinels.
        bucket: of the provider.
        authority: that signed all certificates.
    """

    network: Network
    folder: Path
    zones: Mapping[str, Zone]
    votes: Etcd
    cluster: Cluster
    redis: ZonesRedis
    bucket: Seaweed
    authority: Authority


@contextlib.contextmanager
def running_beneath() -> Iterator[Beneath]:
    """All that a site needs that is not ours; all is gone at the end."""
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
        yield Beneath(network, folder, zones, votes, cluster, redis, bucket, authority)


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
