"""Redis servers: one alone, with TLS, with users, and a primary with a replica and three sentinels."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import attrs
from redis import Redis
from redis.exceptions import AuthenticationError, RedisError, ResponseError

from servers.authority import Certificate
from servers.process import HOST, Server, free_ports, program, running, wait_for

PACKAGE = "redis-server"
NAME = "voices"
DOWN_AFTER_MS = 1_000
_SENTINELS = 3


@attrs.frozen
class RedisServer:
    """A server that listens on one port.

    Attributes:
        server: its process.
        port: that it listens on.
    """

    server: Server
    port: int

    @property
    def url(self) -> str:
        """Its address, without TLS and without a user."""
        return f"redis://{HOST}:{self.port}/0"


def redis_server(folder: Path, *settings: str, port: int | None = None) -> RedisServer:
    """A server that forgets all when it ends; ``settings`` are lines of its configuration."""
    port = free_ports(1)[0] if port is None else port
    arguments = [program("redis-server", PACKAGE), "--port", str(port), "--bind", HOST, "--save", ""]
    for line in settings:
        name, _, values = line.partition(" ")
        arguments += [f"--{name}", *values.split(" ")]
    return RedisServer(Server(arguments, folder, lambda: answers(port)), port)


def redis_with_tls(folder: Path, certificate: Certificate, *settings: str) -> RedisServer:
    """A server that speaks TLS on its port and nothing else on any."""
    port = free_ports(1)[0]
    files = [f"tls-cert-file {certificate.chain}", f"tls-key-file {certificate.key}", "tls-auth-clients no"]
    made = redis_server(folder, f"tls-port {port}", *files, *settings, port=0)
    made.server.ready = lambda: "Ready to accept connections" in made.server.said
    return RedisServer(made.server, port)


def answers(port: int) -> bool:
    """Whether a server answers there, be it that it wants a password first."""
    try:
        with Redis(HOST, port, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except (AuthenticationError, ResponseError):
        return True
    except RedisError:
        return False


@attrs.frozen
class Sentinels:
    """A primary, its replica, and the sentinels that watch them.

    Attributes:
        primary: which leads at the beginning.
        replica: which leads once the primary is gone.
        ports: of the sentinels.
    """

    primary: RedisServer
    replica: RedisServer
    ports: list[int]

    @property
    def url(self) -> str:
        """The address of whichever leads."""
        hosts = ",".join(f"{HOST}:{port}" for port in self.ports)
        return f"redis+sentinel://{hosts}/{NAME}/0"


@contextlib.contextmanager
def watched_redis(folder: Path) -> Iterator[Sentinels]:
    """All of them, running; who knew of the primary's death is told by the sentinels a second later."""
    with contextlib.ExitStack() as stack:
        primary = redis_server(folder / "primary")
        stack.enter_context(running(primary.server))
        replica = redis_server(folder / "replica", f"replicaof {HOST} {primary.port}", "repl-diskless-sync-delay 0")
        stack.enter_context(running(replica.server))
        ports = free_ports(_SENTINELS)
        for port in ports:
            stack.enter_context(running(_sentinel(folder / f"sentinel-{port}", port, primary.port)))
        for port in ports:
            wait_for(lambda port=port: _knows_all(port), what="a sentinel's knowledge of the others")
        yield Sentinels(primary, replica, ports)


def _sentinel(folder: Path, port: int, primary: int) -> Server:
    folder.mkdir(parents=True)
    lines = [
        f"port {port}",
        f"bind {HOST}",
        f"sentinel monitor {NAME} {HOST} {primary} 2",
        f"sentinel down-after-milliseconds {NAME} {DOWN_AFTER_MS}",
        f"sentinel failover-timeout {NAME} 5000",
    ]
    (folder / "sentinel.conf").write_text("\n".join([*lines, ""]))
    arguments = [program("redis-sentinel", "redis-sentinel"), str(folder / "sentinel.conf")]
    return Server(arguments, folder, lambda: answers(port))


def _knows_all(port: int) -> bool:
    with Redis(HOST, port, decode_responses=True) as client:
        state = client.sentinel_master(NAME)
    return state["num-other-sentinels"] == _SENTINELS - 1 and state["num-slaves"] == 1
