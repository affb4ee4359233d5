"""The broker on Redis, for many machines: what it loses, the outbox still has."""

from typing import Any

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionFailed
from redis import Redis, RedisError

from shrutik_dramatiq.limits import middleware

NAMESPACE = "shrutik:jobs"
HEARTBEAT_MS = 30_000
"""Silence after which what a worker had fetched and not begun is given to another."""


class _Broker(RedisBroker):
    """Dramatiq's, with errors of its own family."""

    def enqueue(self, message: dramatiq.Message[Any], *, delay: int | None = None) -> dramatiq.Message[Any]:
        """See `dramatiq.Broker.enqueue`."""
        try:
            return super().enqueue(message, delay=delay)
        except RedisError as error:
            raise ConnectionFailed("Redis does not answer.") from error  # type: ignore[no-untyped-call]  # it is not typed


def redis_broker(client: Redis) -> RedisBroker:
    """A broker of queues that live in Redis, under ``shrutik:jobs:``.

    Args:
        client: with timeouts of its own, or of the primary that Sentinel names.
    """
    broker = _Broker(  # type: ignore[no-untyped-call]  # it is not typed
        client=client, namespace=NAMESPACE, middleware=middleware(), heartbeat_timeout=HEARTBEAT_MS
    )
    broker.emit_after("process_boot")
    return broker
