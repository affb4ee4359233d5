"""Redis servers: one alone, with TLS, with users, and a primary with a replica and three sentinels."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import attrs
import regex
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError, ResponseError
from redis.retry import Retry

from servers.authority import Certificate
from servers.process import HOST, Server, free_ports, listens, program, running, wait_for

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "operate-many.md"
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


def guide_user(secret: str) -> str:
    """The line of the configuration that the operator's guide gives, with a secret."""
    line = regex.search(r"^user shrutik on .*$", GUIDE.read_text(encoding="utf-8"), regex.MULTILINE)
    assert line is not None
    return line[0].replace(">SECRET", f">{secret}")


def answers(port: int) -> bool:
    """Whether a server answers there, be it that it wants a password first."""
    try:
        with Redis(HOST, port, socket_timeout=1, retry=Retry(NoBackoff(), 0)) as client:
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
        tls: whether all of them speak TLS alone.
    """

    primary: RedisServer
    replica: RedisServer
    ports: list[int]
    tls: bool = False

    @property
    def url(self) -> str:
        """The address of whichever leads."""
        hosts = ",".join(f"{HOST}:{port}" for port in self.ports)
        return f"redis{'s' if self.tls else ''}+sentinel://{hosts}/{NAME}/0?sentinels=open"


@contextlib.contextmanager
def watched_redis(
    folder: Path, certificate: Certificate | None = None, authority: Path | None = None
) -> Iterator[Sentinels]:
    """All of them, running; with a certificate they speak TLS alone, also among each other."""
    with contextlib.ExitStack() as stack:
        protected = _protected(certificate, authority)
        (one, other, *ports) = free_ports(2 + _SENTINELS)
        primary = _watched(folder / "primary", one, protected)
        stack.enter_context(running(primary.server))
        replica = _watched(folder / "replica", other, [*protected, f"replicaof {HOST} {one}"])
        stack.enter_context(running(replica.server))
        for port in ports:
            stack.enter_context(running(_sentinel(folder / f"sentinel-{port}", port, one, protected)))
        for port in ports:
            wait_for(lambda port=port: _knows_all(port, authority), what="a sentinel's knowledge of the others")
        yield Sentinels(primary, replica, ports, tls=certificate is not None)


def _protected(certificate: Certificate | None, authority: Path | None) -> list[str]:
    if certificate is None:
        return []
    files = [f"tls-cert-file {certificate.chain}", f"tls-key-file {certificate.key}", f"tls-ca-cert-file {authority}"]
    return [*files, "tls-auth-clients no", "tls-replication yes"]


def _watched(folder: Path, port: int, settings: list[str]) -> RedisServer:
    if not settings or "tls-replication yes" not in settings:
        return redis_server(folder, *settings, port=port)
    made = redis_server(folder, f"tls-port {port}", *settings, port=0)
    made.server.ready = lambda: "Ready to accept connections" in made.server.said
    return RedisServer(made.server, port)


def _sentinel(folder: Path, port: int, primary: int, protected: list[str]) -> Server:
    folder.mkdir(parents=True)
    lines = [
        *(["port 0", f"tls-port {port}"] if protected else [f"port {port}"]),
        *protected,
        f"bind {HOST}",
        f"sentinel monitor {NAME} {HOST} {primary} 2",
        f"sentinel down-after-milliseconds {NAME} {DOWN_AFTER_MS}",
        f"sentinel failover-timeout {NAME} 5000",
    ]
    (folder / "sentinel.conf").write_text("\n".join([*lines, ""]))
    arguments = [program("redis-sentinel", "redis-sentinel"), str(folder / "sentinel.conf")]
    return Server(arguments, folder, lambda: listens(port))


def _knows_all(port: int, authority: Path | None) -> bool:
    tls = {} if authority is None else {"ssl": True, "ssl_ca_certs": str(authority)}
    with Redis(HOST, port, decode_responses=True, **tls) as client:
        state = client.sentinel_master(NAME)
    return state["num-other-sentinels"] == _SENTINELS - 1 and state["num-slaves"] == 1
