"""Connections to Redis: encrypted if the address says so, few, and none that is waited for long."""

import ssl
from collections.abc import Callable
from typing import Any

from redis import ConnectionPool, Redis, SSLConnection
from redis.backoff import ExponentialWithJitterBackoff
from redis.connection import Connection
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NotInTime
from redis.maint_notifications import MaintNotificationsConfig
from redis.retry import Retry
from redis.sentinel import Sentinel

from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_redis.address import RedisAddress

PATIENCE = 1.0
"""Seconds that one try may take."""
RETRIES = 2
MOST_CONNECTIONS = 64
# A connection that lay idle for so many seconds is asked for a sign of life before it is used.
_IDLE = 15
# As OpenSSL calls it.
_UNBELIEVED = "CERTIFICATE_VERIFY_FAILED"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.2


def connect(
    address: RedisAddress,
    *,
    patience: float = PATIENCE,
    retries: int = RETRIES,
    connections: int = MOST_CONNECTIONS,
    met: Callable[[], None] | None = None,
) -> Redis:
    """A client for many threads, which connects when it is first used, and anew in each process that is forked.

    Args:
        address: of the server, or of its sentinels: then every connection is to the server that leads.
        patience: seconds that one try may take, to connect as well as to be answered.
        retries: of a command, after short pauses; a command whose answer was lost may be done twice.
        connections: at once; one more is refused as if the server were gone.
        met: called whenever a server was connected to: it may be another one than before.

    Raises:
        Invalid: ``settings_invalid`` if the authority's file cannot be read.
    """
    ways = _ways(address, patience, retries) | _telling(met)
    if address.name:
        # Each is asked once: if it does not answer, there are others.
        asked = _ways(address, patience, 0) | {"ssl": address.tls}
        if address.open_sentinels:
            asked |= {"username": None, "password": None}
        sentinels = Sentinel(address.hosts, sentinel_kwargs=asked)  # type: ignore[no-untyped-call]  # they are not typed
        limits = {"db": address.database, "ssl": address.tls, "max_connections": connections}
        client: Redis = sentinels.master_for(address.name, **limits, **ways)  # type: ignore[no-untyped-call]
        return client
    ((host, port),) = address.hosts
    kind = SSLConnection if address.tls else Connection
    return Redis.from_pool(ConnectionPool(kind, connections, host=host, port=port, db=address.database, **ways))


def check(address: RedisAddress, patience: float) -> None:
    """Ask the server for a sign of life, on a connection of its own.

    Raises:
        Unavailable: ``redis_away``.
    """
    try:
        with connect(address, patience=patience, retries=0, connections=1) as client:
            client.ping()
    except RedisError as error:
        raise away(error) from error


def away(*errors: RedisError) -> Unavailable:
    """Why Redis cannot be used; whoever is not believed is not away, and waiting does not help."""
    if any(_UNBELIEVED in str(error) for error in errors):
        return Unavailable("redis_away", "The certificate of Redis is not trusted; check ca= in its address.")
    return Unavailable("redis_away", "Redis does not answer.")


def _ways(address: RedisAddress, patience: float, retries: int) -> dict[str, Any]:
    """How each connection is made."""
    pauses = ExponentialWithJitterBackoff(base=_FIRST_PAUSE, cap=_LONGEST_PAUSE)
    return {
        "username": address.user or None,
        "password": address.password or None,
        "socket_timeout": patience,
        "socket_connect_timeout": patience,
        "socket_keepalive": True,
        "health_check_interval": _IDLE,
        "retry": Retry(pauses, retries, (NotConnected, NotInTime)),
        "client_name": "shrutik",
        # They would lengthen the timeouts whenever a server says so, and need one command more.
        "maint_notifications_config": MaintNotificationsConfig(enabled=False),
        **(_tls(address) if address.tls else {}),
    }


def _telling(met: Callable[[], None] | None) -> dict[str, Any]:
    if met is None:
        return {}

    def greet(connection: Connection) -> None:
        connection.on_connect()  # type: ignore[no-untyped-call]
        met()

    return {"redis_connect_func": greet}


def _tls(address: RedisAddress) -> dict[str, Any]:
    """Whom we trust; a file that cannot be read is told now, not with the first command."""
    authority = address.authority
    try:
        ssl.create_default_context(cafile=authority)
    except OSError as error:
        detail = f"The file {authority} in the address of Redis cannot be read as certificates of an authority (PEM)."
        raise Invalid("settings_invalid", detail) from error
    return {
        "ssl_cert_reqs": "required",
        "ssl_check_hostname": True,
        "ssl_ca_certs": str(authority) if authority else None,
        "ssl_min_version": ssl.TLSVersion.TLSv1_2,
    }
