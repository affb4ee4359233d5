"""What processes share, on one machine by memory and files, on several by Redis as well."""

from collections.abc import Callable
from pathlib import Path

import attrs
from sqlalchemy import Engine

from shrutik_bootstrap.extras import load
from shrutik_bootstrap.rate_limiting import machine_rate_limiter
from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.cache import Cache
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_memory.cache import MemoryCache
from shrutik_system.change_counts import ChangeCounts
from shrutik_system.clock import SystemClock

CHANGES = "changes"


@attrs.frozen
class SharedPorts:
    """What is shared.

    Attributes:
        rate_limiter: counts calls.
        cache: remembers what is the same for everybody.
        changed: notes that what stands under a name changed.
        count_of: tells whether it did, see `HeardCache`.
    """

    rate_limiter: RateLimiter
    cache: Cache
    changed: Callable[[str], None]
    count_of: Callable[[str], int]


def shared_ports(settings: Settings, engine: Engine, folder: Path) -> SharedPorts:
    """What this process shares with others.

    Raises:
        Invalid: ``settings_invalid`` if the address of Redis cannot be used.
        Unavailable: ``extra_missing``.
    """
    here, cache = ChangeCounts(folder / CHANGES), MemoryCache(SystemClock())
    if settings.redis_url is None:
        return SharedPorts(machine_rate_limiter(), cache, here.advance, here.of)
    redis = load("shrutik_bootstrap.shared_redis", "redis").SharedRedis(settings, engine)
    counts = redis.change_counts(here)
    return SharedPorts(redis.rate_limiter(), redis.cache(cache), counts.advance, counts.of)
