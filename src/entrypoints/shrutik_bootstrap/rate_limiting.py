"""The one counter of calls of a machine's API processes."""

from functools import cache

from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_system.rate_limiter import SharedRateLimiter


@cache
def machine_rate_limiter() -> RateLimiter:
    """The same for this process and all that are forked of it later: whoever forks API processes asks for it before."""
    return SharedRateLimiter()
