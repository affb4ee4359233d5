"""The door: which connections of a process are there, and which one goes if there are too many."""

from collections import defaultdict
from typing import Protocol

from shrutik_http.front.limits import FrontLimits
from shrutik_http.front.shares import Share


class Guest(Protocol):
    """A connection as the door sees it."""

    @property
    def address(self) -> str:
        """Whose it is."""
        ...

    @property
    def idle(self) -> bool:
        """Whether no request is under way, so that closing it costs nobody an answer."""
        ...

    def leave(self) -> None:
        """Close it."""
        ...


class Door:
    """Lets connections in, in their order; for one loop.

    Args:
        limits: on how many they may be.
        share: told of each that leaves.
    """

    def __init__(self, limits: FrontLimits, share: Share) -> None:
        self.limits = limits
        self._share = share
        # Dictionaries, as sets that keep the order in which their members came.
        self._all: dict[Guest, None] = {}
        self._by_address: dict[str, dict[Guest, None]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, guest: Guest) -> bool:
        """Count a new connection; whether it may ask for more than whether we live.

        If there are too many, the one that came first of those that are idle goes.
        """
        limits = self.limits
        room = self._room(self._by_address[guest.address], limits.connections_per_address)
        room = self._room(self._all, limits.connections) and room
        self._all[guest] = self._by_address[guest.address][guest] = None
        if len(self._all) > limits.connections + limits.spare:
            guest.leave()
        return room

    def back(self, guest: Guest) -> None:
        """Note that a request is over: of those that are idle now, this one became so last."""
        for guests in (self._all, self._by_address[guest.address]):
            if guest in guests:
                del guests[guest]
                guests[guest] = None

    def exit(self, guest: Guest) -> None:
        """Count a connection no more."""
        if guest in self._all:
            del self._all[guest]
            self._share.less()
        theirs = self._by_address[guest.address]
        theirs.pop(guest, None)
        if not theirs:
            self._by_address.pop(guest.address)

    def _room(self, guests: dict[Guest, None], most: int) -> bool:
        while len(guests) >= most:
            first_idle = next((one for one in guests if one.idle), None)
            if first_idle is None:
                return False
            self.exit(first_idle)
            first_idle.leave()
        return True
