"""Which broker carries jobs: one in this process, or Redis for many machines."""

from dramatiq import Broker

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.settings import Settings
from shrutik_dramatiq.broker import in_process_broker
from shrutik_dramatiq.limits import TIME_LIMITS_MS

__all__ = ["TIME_LIMITS_MS", "make_broker"]


def make_broker(settings: Settings) -> Broker:
    """The broker that the settings name; what speaks to Redis is loaded only if there is one.

    Raises:
        Unavailable: ``extra_missing``.
    """
    if settings.redis_url is None:
        return in_process_broker()
    address = load("shrutik_redis.address", "redis").read_redis_url(settings.redis_url)
    client = load("shrutik_redis.connecting", "redis").connect(address)
    made: Broker = load("shrutik_dramatiq.redis_broker", "redis").redis_broker(client)
    return made
