"""Counts of changes that all machines see at once: who remembers a thing asks whether it is still so."""

import secrets
import time
from collections.abc import Callable
from threading import Lock
from typing import Protocol

from redis import Redis

from shrutik_core.shared.errors import Unavailable
from shrutik_redis.asking import PAUSE, PREFIX, Asking

KEPT_SECONDS = 600
"""How long a change stays in Redis: longer than anybody remembers what was read before it."""
SHORT_SECONDS = 2
"""How long a thing is remembered while Redis is away, if nothing is heard of it otherwise."""
_EPOCH = f"{PREFIX}changed"
_MOST = 1 << 62


class MachineCounts(Protocol):
    """Counts of the processes of one machine."""

    def of(self, name: str) -> int:
        """The count under a name."""
        ...

    def advance(self, name: str) -> None:
        """Count a change."""
        ...


class RedisChangeCounts:
    """Marks under names, another one after each change of what stands under the name, for many threads.

    A mark is the sum of what may tell that what was read before is out of date: a random number that a change leaves
    in Redis; one that a Redis lacks which lost all; how often this process met a server, for another server may not
    know of the last changes; and the count of the machine. It may change though nothing did, and it does not stay the
    same if something did, unless Redis was away from whoever changed it.

    Args:
        connect: makes a client that calls what it is given whenever it met a server.
        here: counts of this machine.
        pause: see `Asking`.
    """

    def __init__(
        self, connect: Callable[[Callable[[], None]], Redis], here: MachineCounts, pause: float = PAUSE
    ) -> None:
        self._here, self._owes = here, False
        self._lock, self._met = Lock(), 0
        self._asking = Asking(connect(self._meet), "revocations reach other machines by the database meanwhile", pause)

    def of(self, name: str) -> int:
        """The mark under a name: one question to Redis; while it is away another mark every two seconds."""
        try:
            if self._owes:
                self._renew()
            epoch, change = self._asking.ask(lambda client: client.mget(_EPOCH, _key(name)))
            whole = self._begin() if epoch is None else int(epoch)
        except Unavailable:
            return -1 - (self._here.of(name) * _MOST + int(time.monotonic() // SHORT_SECONDS))
        return self._here.of(name) + self._met + whole + int(change or 0)

    def advance(self, name: str) -> None:
        """Note a change; whoever asks from now on, on whichever machine, gets another mark.

        While Redis is away the machine alone notes it, and all marks change when Redis is back.
        """
        self._here.advance(name)
        try:
            self._asking.ask(lambda client: client.set(_key(name), _random(), ex=KEPT_SECONDS))
        except Unavailable:
            self._owes = True

    def _meet(self) -> None:
        with self._lock:
            self._met += 1

    def _begin(self) -> int:
        """The mark of this Redis, which had none: it is new, or has lost all."""
        self._asking.ask(lambda client: client.set(_EPOCH, _random(), nx=True))
        return int(self._asking.ask(lambda client: client.get(_EPOCH)) or 0)

    def _renew(self) -> None:
        self._asking.ask(lambda client: client.set(_EPOCH, _random()))
        self._owes = False


def _key(name: str) -> str:
    return f"{PREFIX}changed:{{{name}}}"


def _random() -> int:
    return secrets.randbelow(_MOST)
