"""What API machines share by Redis; loaded only if the settings name one."""

from collections.abc import Callable

from redis import Redis
from sqlalchemy import Engine, event

from shrutik_bootstrap.rate_limiting import machine_rate_limiter
from shrutik_bootstrap.settings import Settings
from shrutik_core.ports.cache import Cache
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_redis.address import read_redis_url
from shrutik_redis.cache import RedisCache
from shrutik_redis.change_counts import RedisChangeCounts
from shrutik_redis.connecting import connect
from shrutik_redis.rate_limiter import RedisRateLimiter
from shrutik_system.change_counts import ChangeCounts

# A request asks two or three times, and may not wait for long; a lost answer is not asked for again.
_PATIENCE, _RETRIES = 0.25, 0
_SPARE_CONNECTIONS = 4


class SharedRedis:
    """The Redis of the settings; its connections are closed when the engine's are.

    Args:
        settings: that name one.
        engine: of the database.

    Raises:
        Invalid: ``settings_invalid``.
    """

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._address = read_redis_url(settings.redis_url or "")
        self._engine, self._connections = engine, settings.http_threads + _SPARE_CONNECTIONS

    def rate_limiter(self) -> RateLimiter:
        """Counts for all machines."""
        return RedisRateLimiter(self._connect(), machine_rate_limiter())

    def cache(self, meanwhile: Cache) -> Cache:
        """Remembers for all machines; ``meanwhile`` remembers for this process."""
        return RedisCache(self._connect(), meanwhile)

    def change_counts(self, here: ChangeCounts) -> RedisChangeCounts:
        """Counts of all machines; ``here`` are this one's."""
        return RedisChangeCounts(self._connect, here)

    def _connect(self, met: Callable[[], None] | None = None) -> Redis:
        client = connect(self._address, patience=_PATIENCE, retries=_RETRIES, connections=self._connections, met=met)
        event.listen(self._engine, "engine_disposed", lambda _: client.close())
        return client
