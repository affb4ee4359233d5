"""Redis on two machines and sentinels on three, with the configuration that is shipped."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import attrs
from redis import Redis
from redis.exceptions import RedisError

from servers.process import Server, listens, program
from servers.redis_server import NAME

SHIPPED = Path(__file__).parents[2] / "deploy" / "redis"
SHIPPED_TLS = "/etc/shrutik/tls"
PORT, SENTINELS_PORT = 6379, 26379
_EXAMPLE = "10.0.1.5"
_SECRETS = {"SECRET-OF-REPLICA": "of-replica", "SECRET-OF-SENTINEL": "of-sentinel", "SECRET": "not-a-secret"}


@attrs.frozen
class ZonesRedis:
    """Both servers and the sentinels.

    Attributes:
        servers: by place.
        sentinels: by place.
        addresses: of all places.
        trusted: certificate of the authority.
    """

    servers: Mapping[str, Server]
    sentinels: Mapping[str, Server]
    addresses: Mapping[str, str]
    trusted: Path

    @property
    def url(self) -> str:
        """The address of whichever leads."""
        hosts = ",".join(f"{self.addresses[place]}:{SENTINELS_PORT}" for place in self.sentinels)
        return f"rediss+sentinel://shrutik:{_SECRETS['SECRET']}@{hosts}/{NAME}/0?ca={self.trusted}"

    def standing(self) -> dict[str, str]:
        """What each server says that it is, by place: ``master``, ``slave``, or ``connecting`` to its master."""
        found = {}
        for place in self.servers:
            with suppress(RedisError), self._client(place, PORT) as client:
                told = client.info("replication")
                follows = told["role"] == "slave" and told["master_link_status"] != "up"
                found[place] = "connecting" if follows else told["role"]
        return found

    def is_whole(self) -> bool:
        """Whether one leads, and the other follows it, and every sentinel knows all that."""
        return set(self.standing().values()) == {"master", "slave"} and all(map(self._knows_all, self.sentinels))

    def leader(self) -> str:
        """The place of whichever leads."""
        return next(place for place, one in self.standing().items() if one == "master")

    def hand_over(self) -> None:
        """Let the other one lead."""
        with self._client(next(iter(self.sentinels)), SENTINELS_PORT) as client:
            client.execute_command("SENTINEL", "FAILOVER", NAME)

    def _knows_all(self, place: str) -> bool:
        with suppress(RedisError), self._client(place, SENTINELS_PORT) as client:
            told = client.sentinel_master(NAME)
            flags = " ".join(str(told["flags"]).split(","))
            led = self.addresses[self.leader()]
            return told["ip"] == led and flags == "master" and told["num-other-sentinels"] == len(self.sentinels) - 1
        return False

    def _client(self, place: str, port: int) -> Redis:
        who = {"username": "sentinel", "password": _SECRETS["SECRET-OF-SENTINEL"]}
        tls = {"ssl": True, "ssl_ca_certs": str(self.trusted)}
        times = {"socket_timeout": 2, "socket_connect_timeout": 2}
        return Redis(self.addresses[place], port, decode_responses=True, **who, **tls, **times)


def redis_of_zones(folder: Path, addresses: Mapping[str, str], tls: Path) -> ZonesRedis:
    """Servers in the first two places, of which the first leads, and a sentinel in each; none is started.

    Args:
        folder: of their data.
        addresses: by place.
        tls: folder with what the shipped configuration names.
    """
    places = list(addresses)
    servers = {place: _server(folder / f"redis-{place}", addresses, place, tls) for place in places[:2]}
    sentinels = {place: _sentinel(folder / f"sentinel-{place}", addresses, place, tls) for place in places}
    return ZonesRedis(servers, sentinels, addresses, tls / "authority.pem")


def _server(folder: Path, addresses: Mapping[str, str], place: str, tls: Path) -> Server:
    first = next(iter(addresses))
    more = "" if place == first else f"replicaof {addresses[first]} {PORT}\n"
    file = _changed(folder, "redis.conf", tls, {f"bind {_EXAMPLE}": f"bind {addresses[place]}"}, more)
    return Server([program("redis-server", "redis-server"), str(file)], folder, lambda: listens(PORT, addresses[place]))


def _sentinel(folder: Path, addresses: Mapping[str, str], place: str, tls: Path) -> Server:
    first = addresses[next(iter(addresses))]
    changes = {
        f"bind {_EXAMPLE}": f"bind {addresses[place]}",
        f"monitor voices {_EXAMPLE}": f"monitor {NAME} {first}",
    }
    file = _changed(folder, "sentinel.conf", tls, changes)
    arguments = [program("redis-sentinel", "redis-sentinel"), str(file)]
    return Server(arguments, folder, lambda: listens(SENTINELS_PORT, addresses[place]))


def _changed(folder: Path, name: str, tls: Path, changes: Mapping[str, str], more: str = "") -> Path:
    folder.mkdir(parents=True)
    text = (SHIPPED / name).read_text(encoding="utf-8")
    for shipped, ours in {**changes, SHIPPED_TLS: str(tls)}.items():
        assert shipped in text, f"the shipped {name} has no {shipped}"
        text = text.replace(shipped, ours)
    for shipped, ours in _SECRETS.items():
        text = text.replace(shipped, ours)
    (folder / name).write_text(text + more, encoding="utf-8")
    return folder / name
