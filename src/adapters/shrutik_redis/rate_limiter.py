"""Tokens of keys, counted by Redis for all machines that ask it, and by each machine for itself while it is away."""

import hashlib

from redis import Redis

from shrutik_core.people.rate_limits import Rate, Reserve
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_core.shared.errors import Unavailable
from shrutik_redis.asking import PAUSE, PREFIX, Asking

# Kept of a key is what is owed: nanoseconds until all of its tokens are there, and when that was so by Redis' clock.
# A Lua number holds whole numbers up to 2^53 exactly: 104 days of nanoseconds, and no rate is longer than 31 days.
# Returned is what was owed before, of which Python tells the same reserve by the same rule.
_SCRIPT = """
local apart, whole, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local second, micro, owed = tonumber(time[1]), tonumber(time[2]), 0
local kept = redis.call('GET', KEYS[1])
if kept then
    local was, then_second, then_micro = kept:match('(%d+) (%d+) (%d+)')
    local passed = (second - tonumber(then_second)) * 1000000 + micro - tonumber(then_micro)
    owed = math.min(math.max(tonumber(was) - math.max(passed, 0) * 1000, 0), whole)
end
local wanted = math.max(owed + apart * count, 0)
if wanted <= whole then
    if wanted > 0 then
        local words = string.format('%.0f %.0f %.0f', wanted, second, micro)
        redis.call('SET', KEYS[1], words, 'PX', string.format('%.0f', math.ceil(wanted / 1000000)))
    elseif kept then
        redis.call('DEL', KEYS[1])
    end
end
return string.format('%.0f', owed)
"""


class RedisRateLimiter:
    """`RateLimiter` of many machines, by the generic cell rate algorithm as `Rate` has it.

    While Redis does not answer each machine counts for itself, from nothing: a request never fails for want of Redis.
    Redis sees digests of keys, not the keys.

    Args:
        client: with a patience of a fraction of a second, and without retries: a lost answer would count twice.
        meanwhile: counts while Redis is away.
        pause: see `Asking`.
    """

    def __init__(self, client: Redis, meanwhile: RateLimiter, pause: float = PAUSE) -> None:
        self._asking = Asking(client, "each machine counts calls for itself meanwhile", pause)
        self._script = client.register_script(_SCRIPT)
        self._meanwhile = meanwhile

    def take(self, key: str, rate: Rate, count: int = 1) -> Reserve:
        """See `RateLimiter.take`."""
        try:
            owed = self._move(key, rate, count)
        except Unavailable:
            return self._meanwhile.take(key, rate, count)
        return rate.take(owed, 0, count)[1]

    def give_back(self, key: str, rate: Rate, count: int = 1) -> None:
        """See `RateLimiter.give_back`."""
        try:
            self._move(key, rate, -count)
        except Unavailable:
            self._meanwhile.give_back(key, rate, count)

    def _move(self, key: str, rate: Rate, count: int) -> int:
        """Nanoseconds until all tokens would have been there."""
        name = f"{PREFIX}rate:{{{_digest(key)}}}"
        values = [rate.apart, rate.apart * rate.most, count]
        return int(self._asking.ask(lambda client: self._script([name], values, client)))


def _digest(key: str) -> str:
    return hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=16).hexdigest()
