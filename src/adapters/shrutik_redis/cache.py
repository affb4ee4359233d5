"""What was worked out already, in Redis: made by one process of all machines, told to all."""

import hashlib
import secrets
import time
from collections.abc import Callable
from contextlib import suppress

from redis import Redis

from shrutik_core.ports.cache import Cache, Keeping
from shrutik_core.shared.errors import Unavailable
from shrutik_redis.asking import PAUSE, PREFIX, Asking

_LOOK_AGAIN = 0.02
# How a value begins: whether it is something, and until when it is fresh, milliseconds of Redis' clock in 16 digits.
_HEAD = 17
# Tells the value, or nil; and whether the caller is the one who is to make it.
_LOOK = """
local time = redis.call('TIME')
local kept, fresh = redis.call('GET', KEYS[1]), false
if kept then
    fresh = time[1] * 1000 + math.floor(time[2] / 1000) < tonumber(kept:sub(2, 17))
end
local ours = not fresh and redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2])
return {kept, ours and 1 or 0}
"""
# Keeps what was made, unless somebody else makes it by now, or it was forgotten meanwhile.
_KEEP = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
    return 0
end
redis.call('DEL', KEYS[2])
local time = redis.call('TIME')
local until_ = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[3]
redis.call('SET', KEYS[1], ARGV[2] .. string.format('%016.0f', until_) .. ARGV[5], 'PX', ARGV[4])
return 1
"""
_LEAVE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    redis.call('DEL', KEYS[1])
end
"""


class RedisCache:
    """`Cache` of many machines. Redis sees digests of names.

    Args:
        client: with a patience of a fraction of a second.
        meanwhile: remembers while Redis is away.
        pause: see `Asking`.
    """

    def __init__(self, client: Redis, meanwhile: Cache, pause: float = PAUSE) -> None:
        self._asking = Asking(client, "each process remembers for itself meanwhile", pause)
        self._look, self._keep, self._leave = map(client.register_script, (_LOOK, _KEEP, _LEAVE))
        self._meanwhile = meanwhile

    def get(self, name: str, make: Callable[[], bytes | None], keeping: Keeping) -> bytes | None:
        """See `Cache.get`."""
        keys, mine = _keys(name), secrets.token_hex(8)
        while True:
            try:
                kept, ours = self._asking.ask(lambda _: self._look(keys, [mine, _ms(keeping.longest)]))
            except Unavailable:
                return self._meanwhile.get(name, make, keeping)
            if ours:
                return self._make(keys, mine, make, keeping)
            if kept is not None:
                return bytes(kept[_HEAD:]) if kept[:1] == b"1" else None
            time.sleep(_LOOK_AGAIN)

    def forget(self, name: str) -> None:
        """See `Cache.forget`; while Redis is away it is forgotten here alone, and elsewhere when its time is over."""
        self._meanwhile.forget(name)
        with suppress(Unavailable):
            self._asking.ask(lambda client: client.delete(*_keys(name)))

    def _make(self, keys: list[str], mine: str, make: Callable[[], bytes | None], keeping: Keeping) -> bytes | None:
        made = False
        try:
            value = make()
            made = True
        finally:
            if not made:
                with suppress(Unavailable):
                    self._asking.ask(lambda _: self._leave(keys[1:], [mine]))
        fresh, stale = (keeping.nothing, 0.0) if value is None else (keeping.fresh, keeping.stale)
        words: list[str | int | bytes] = [mine, int(value is not None), _ms(fresh), _ms(fresh + stale), value or b""]
        with suppress(Unavailable):
            self._asking.ask(lambda _: self._keep(keys, words))
        return value


def _keys(name: str) -> list[str]:
    """Of the value, and of who makes it; both where one server has them."""
    digest = hashlib.blake2b(name.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return [f"{PREFIX}cache:{{{digest}}}", f"{PREFIX}making:{{{digest}}}"]


def _ms(seconds: float) -> int:
    return max(1, int(seconds * 1_000))
