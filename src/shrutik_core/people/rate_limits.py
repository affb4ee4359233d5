"""Rate limits: how many calls of each kind one account, or one address, may make in a time."""

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, UsedUp, declare

declare(UsedUp, "rate_limited", "There were too many calls in a short time.")

MOST_TOKENS = 1_000_000_000
LONGEST_SECONDS = 31 * 24 * 3600
_NANOSECONDS = 1_000_000_000


class Limit(StrEnum):
    """The classes of operations, by what a call of them costs us or tells an attacker."""

    READ = "read"
    WRITE = "write"
    COSTLY = "costly"
    """It makes work for minutes, or takes many rows at once."""
    LOGIN = "login"
    """It tries a secret: a password, a code from a letter."""
    REGISTER = "register"
    """It makes an account, or sends a letter to an address that anybody may name."""
    UPLOAD = "upload"


class By(StrEnum):
    """Of what the calls are counted."""

    ACCOUNT = "account"
    """The account that calls."""
    ADDRESS = "address"
    """The network address of the client; of calls whose account is known only for `Limit.LOGIN` and `REGISTER`."""
    NAMED = "named"
    """The account that the message names, whoever calls."""
    NAMED_FROM_ADDRESS = "named_from_address"
    """The account that the message names, by each address apart: who guesses does not keep its owner out."""


@attrs.frozen
class Reserve:
    """What is left of a rate after a call was counted, or was not.

    Attributes:
        granted: whether the tokens were there, and are taken.
        remaining: tokens that are left, 0 or more.
        wait: seconds until as many as were wanted are there; 0 if they were.
        full_in: seconds until all are there again.
    """

    granted: bool
    remaining: int
    wait: float
    full_in: float


@attrs.frozen
class Rate:
    """At most so many tokens at once; they come back evenly over a time.

    The generic cell rate algorithm (ITU-T I.371, 2004): all that is kept of a key is one number, the instant at which
    all of its tokens are there again.

    Attributes:
        most: tokens, 1 to a thousand million.
        seconds: in which all of them come back, 1 to those of 31 days.

    Raises:
        Invalid: ``rate_invalid``.
    """

    most: int
    seconds: int

    def __attrs_post_init__(self) -> None:
        if not (1 <= self.most <= MOST_TOKENS and 1 <= self.seconds <= LONGEST_SECONDS):
            detail = f"A rate is 1 to {MOST_TOKENS} calls in 1 to {LONGEST_SECONDS} seconds."
            raise Invalid("rate_invalid", detail, errors=[FieldError("rate", detail)])

    @property
    def apart(self) -> int:
        """Nanoseconds in which one token comes back."""
        return max(1, self.seconds * _NANOSECONDS // self.most)

    def take(self, full_at: int, now: int, count: int = 1) -> tuple[int, Reserve]:
        """Take tokens, all or none.

        Args:
            full_at: when all tokens are there again, nanoseconds of a clock; any past instant if they are.
            now: of the same clock.
            count: tokens wanted, 1 or more.

        Returns:
            ``full_at`` from now on, and what is left.
        """
        apart = self.apart
        whole = apart * self.most
        # A clock that was set back, or a rate that was larger, cannot make anyone wait for longer than this rate does.
        full_at = min(max(full_at, now), now + whole)
        wanted = full_at + apart * count
        late = wanted - now - whole
        if late > 0:
            return full_at, Reserve(
                granted=False,
                remaining=(whole - (full_at - now)) // apart,
                wait=late / _NANOSECONDS,
                full_in=(full_at - now) / _NANOSECONDS,
            )
        left = (whole - (wanted - now)) // apart
        return wanted, Reserve(granted=True, remaining=left, wait=0.0, full_in=(wanted - now) / _NANOSECONDS)

    def give_back(self, full_at: int, count: int = 1) -> int:
        """``full_at`` when that many tokens are there again after all."""
        return full_at - self.apart * count


DEFAULT_RATES: Mapping[tuple[Limit, By], Rate] = MappingProxyType(
    {
        # A page makes some ten calls a minute for a person, a program that works through a corpus some hundred a
        # second: this holds back a program that runs wild, and is a part of what one process answers.
        (Limit.READ, By.ACCOUNT): Rate(60_000, 60),
        (Limit.WRITE, By.ACCOUNT): Rate(30_000, 60),
        # Callers who have not logged in: open pages, and audio by signed links, of a few classrooms behind one address.
        (Limit.READ, By.ADDRESS): Rate(30_000, 60),
        (Limit.WRITE, By.ADDRESS): Rate(6_000, 60),
        # Each may be minutes of work: two a minute go on for ever, an hour's worth may come at once.
        (Limit.COSTLY, By.ACCOUNT): Rate(120, 3_600),
        (Limit.COSTLY, By.ADDRESS): Rate(120, 3_600),
        # A recording takes longer to make than half a second; an import of a folder comes at once. What all of them
        # may hold is the daily quota's matter.
        (Limit.UPLOAD, By.ACCOUNT): Rate(1_200, 600),
        # Failures alone, for those who are let in get their token back: a classroom in which each mistypes twice.
        (Limit.LOGIN, By.ADDRESS): Rate(100, 600),
        # A person who mistypes tries a handful of times; 1,440 guesses a day find no password that is not a word.
        (Limit.LOGIN, By.NAMED_FROM_ADDRESS): Rate(10, 600),
        # Many addresses that guess one password: ten times as much, so that one of them cannot keep its owner out.
        (Limit.LOGIN, By.NAMED): Rate(100, 600),
        (Limit.LOGIN, By.ACCOUNT): Rate(30, 600),
        # Five classrooms an hour; each account costs a hash of 64 MB.
        (Limit.REGISTER, By.ADDRESS): Rate(200, 3_600),
        # Each may be a letter to somebody who did not ask for it.
        (Limit.REGISTER, By.NAMED): Rate(30, 3_600),
        (Limit.REGISTER, By.ACCOUNT): Rate(60, 3_600),
    }
)
"""What is allowed unless an installation says otherwise; what is not here is not limited."""


@attrs.frozen
class RateLimits:
    """The rates of one installation.

    Attributes:
        rates: by class and by what is counted.
    """

    rates: Mapping[tuple[Limit, By], Rate] = DEFAULT_RATES

    def rate(self, limit: Limit, by: By) -> Rate | None:
        """The rate; None if there is no limit."""
        return self.rates.get((limit, by))

    def changed(self, wishes: Mapping[str, tuple[int, int] | None]) -> "RateLimits":
        """The same with other numbers.

        Args:
            wishes: tokens and seconds, or None for no limit, by names such as ``login.address``; ``login`` alone means
                all rates of the class that there are by default, ``*`` those of all classes.

        Raises:
            Invalid: ``rate_invalid``.
        """
        rates = dict(self.rates)
        for name, wish in wishes.items():
            for place in self._places(name):
                rates.pop(place, None)
                if wish is not None:
                    rates[place] = Rate(*wish)
        return RateLimits(MappingProxyType(rates))

    def _places(self, name: str) -> list[tuple[Limit, By]]:
        limit, _, by = name.partition(".")
        places = [(one, other) for one in Limit for other in By]
        if by:
            found = [place for place in places if place == (limit, by)]
        else:
            found = [place for place in places if limit in {"*", place[0]} and place in DEFAULT_RATES]
        if not found:
            names = f"{', '.join(Limit)}, each also with {', '.join(By)} after a dot"
            detail = f"There is no rate {name!r}; they are named {names}."
            raise Invalid("rate_invalid", detail, errors=[FieldError(name, detail)])
        return found


NO_LIMITS = RateLimits(MappingProxyType({}))


def refused(reserve: Reserve) -> UsedUp:
    """The error that tells a caller when to come again."""
    seconds = max(1, math.ceil(reserve.wait))
    detail = f"There were too many calls in a short time; try again in {seconds} seconds."
    return UsedUp("rate_limited", detail, retry_after=seconds)
