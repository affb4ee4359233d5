"""What an operator wants to know of Redis: whether it answers, how soon, and whether its memory suffices."""

import statistics
import time

import attrs
from redis import Redis
from redis.exceptions import AuthenticationError, RedisError, ResponseError
from redis.sentinel import MasterNotFoundError, SentinelConnectionPool

from shrutik_core.shared.errors import Unavailable
from shrutik_redis.address import RedisAddress
from shrutik_redis.connecting import away, connect

_ASKED = 5


@attrs.frozen
class RedisMemory:
    """What Redis says of its memory.

    Attributes:
        used: bytes.
        most: bytes that it may use; 0 for no limit.
        policy: what it does when there is no room, e.g. ``noeviction``.
        evicted: names that it dropped for want of room since it started.
    """

    used: int
    most: int
    policy: str
    evicted: int


@attrs.frozen
class RedisAnswering:
    """How a Redis answers.

    Attributes:
        seconds: from a question to its answer: the median of some.
        memory: None if our user may not ask.
    """

    seconds: float
    memory: RedisMemory | None


def answering(address: RedisAddress, patience: float) -> RedisAnswering:
    """Ask it, on a connection of its own.

    Args:
        address: of it.
        patience: seconds that each question may take.

    Raises:
        Unavailable: ``redis_away``; the message says whether it refuses our user, or its certificate is not believed.
    """
    with connect(address, patience=patience, retries=0, connections=1) as client:
        try:
            client.ping()
            return RedisAnswering(statistics.median(_asked(client) for _ in range(_ASKED)), _memory(client))
        except (AuthenticationError, ResponseError) as error:
            raise Unavailable("redis_away", "Redis refuses us; check user and secret.") from error
        except MasterNotFoundError as error:
            raise away(*_said_to_sentinels(client)) from error
        except RedisError as error:
            raise away(error) from error


def _said_to_sentinels(client: Redis) -> list[RedisError]:
    """Why each cannot be asked; whoever looks for a server that leads is told only that none is known."""
    said: list[RedisError] = []
    pool = client.connection_pool
    for sentinel in pool.sentinel_manager.sentinels if isinstance(pool, SentinelConnectionPool) else ():
        try:
            sentinel.ping()
        except RedisError as error:
            said.append(error)
    return said


def watched(address: RedisAddress, patience: float) -> tuple[tuple[str, int], ...]:
    """Where the sentinels say that the servers are, who leads first; empty if they know of none that leads.

    Args:
        address: of the sentinels.
        patience: seconds that each may take.
    """
    with connect(address, patience=patience, retries=0, connections=1) as client:
        sentinels = client.connection_pool.sentinel_manager
        try:
            return (sentinels.discover_master(address.name), *sentinels.discover_slaves(address.name))
        except RedisError:
            return ()


def _asked(client: Redis) -> float:
    started = time.perf_counter()
    client.ping()
    return time.perf_counter() - started


def _memory(client: Redis) -> RedisMemory | None:
    """What it says, unless it answers that this is not for us."""
    try:
        memory, stats = client.info("memory"), client.info("stats")
    except ResponseError:
        return None
    return RedisMemory(
        memory["used_memory"], memory["maxmemory"], memory["maxmemory_policy"], int(stats["evicted_keys"])
    )
