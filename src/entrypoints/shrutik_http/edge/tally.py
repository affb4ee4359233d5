"""What is counted of one request, before anything is done for it that costs more than counting."""

from typing import Protocol

import attrs
import falcon.asgi

from shrutik_core.people.contributor import Contributor
from shrutik_core.people.rate_limits import By, Limit, Rate, RateLimits, Reserve, refused
from shrutik_core.ports.rate_limiter import RateLimiter
from shrutik_http.edge.origin import counted_as

# Of these, every call is counted by address, before its body is read.
_STRICT = frozenset({Limit.LOGIN, Limit.REGISTER})


class NamesAccount(Protocol):
    """A message that may name an account whose password it tries, or to which it sends a letter."""

    def names_account(self) -> str | None:
        """A normal form of what it is named by; None if it names none."""
        ...


@attrs.frozen
class Counting:
    """Counts calls for all processes of a machine.

    Attributes:
        limiter: gives tokens out.
        limits: how many.
    """

    limiter: RateLimiter
    limits: RateLimits = attrs.field(factory=RateLimits)

    def tally(self, limit: Limit | None, origin: str) -> "CallTally":
        """The tally of a request.

        Args:
            limit: class of the operation; None if it is not limited.
            origin: address of the client.
        """
        return CallTally(self, limit, counted_as(origin))


@attrs.define
class CallTally:
    """What was counted of one request so far."""

    _counting: Counting
    _limit: Limit | None
    _address: str
    _taken: list[tuple[str, Rate]] = attrs.field(factory=list)
    _tightest: tuple[Rate, Reserve] | None = None

    @property
    def is_strict(self) -> bool:
        """Whether a request is counted before its body is read."""
        return self._limit in _STRICT

    def arrived(self) -> None:
        """Count a request of a strict class by its address, before its body is read.

        Raises:
            UsedUp: ``rate_limited``.
        """
        if self.is_strict:
            self._count(self._limit, By.ADDRESS, self._address)

    def came_from(self, caller: Contributor | None) -> None:
        """Count a request by the account that calls, or else by its address.

        Raises:
            UsedUp: ``rate_limited``.
        """
        if caller is not None:
            self._count(self._limit, By.ACCOUNT, str(caller.id))
        elif not self.is_strict:
            self._count(self._limit, By.ADDRESS, self._address)

    def came_from_a_stranger(self) -> None:
        """Count a request whose caller showed something that is not valid.

        Raises:
            UsedUp: ``rate_limited``.
        """
        if self._limit is not None:
            self._count(Limit.READ, By.ADDRESS, self._address)

    def names(self, message: NamesAccount | None) -> None:
        """Count a request of a strict class by the account that its message names.

        Raises:
            UsedUp: ``rate_limited``.
        """
        named = message.names_account() if message is not None and self.is_strict else None
        if named is not None:
            self._count(self._limit, By.NAMED_FROM_ADDRESS, f"{self._address} {named}")
            self._count(self._limit, By.NAMED, named)

    def succeeded(self) -> None:
        """Note that a secret was right: of `Limit.LOGIN`, failures alone count."""
        if self._limit is Limit.LOGIN:
            for key, rate in self._taken:
                self._counting.limiter.give_back(key, rate)

    def write(self, resp: falcon.asgi.Response) -> None:
        """Say in the answer's headers what is left of the rate that is nearest to its end."""
        if self._tightest is not None:
            rate, reserve = self._tightest
            resp.set_header("RateLimit-Limit", str(rate.most))
            resp.set_header("RateLimit-Remaining", str(reserve.remaining))
            resp.set_header("RateLimit-Reset", str(-int(-reserve.full_in // 1)))
            resp.set_header("RateLimit-Policy", f"{rate.most};w={rate.seconds}")

    def _count(self, limit: Limit | None, by: By, who: str) -> None:
        rate = self._counting.limits.rate(limit, by) if limit is not None else None
        if limit is None or rate is None:
            return
        key = f"{limit}.{by}.{who}"
        reserve = self._counting.limiter.take(key, rate)
        if self._tightest is None or reserve.remaining < self._tightest[1].remaining:
            self._tightest = rate, reserve
        if not reserve.granted:
            raise refused(reserve)
        self._taken.append((key, rate))
