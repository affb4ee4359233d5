"""How long a caller waits between attempts to log in: longer after each that failed, and never for ever."""

from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address

import attrs

from shrutik_core.people.session import digest_of
from shrutik_core.shared.errors import UsedUp, declare

declare(UsedUp, "login_throttled", "Too many attempts to log in failed lately.")

LONGEST_WAIT = timedelta(minutes=15)
FORGIVING = timedelta(minutes=15)
"""Each such while without an attempt takes one failure off the count."""
FORGOTTEN_AFTER = timedelta(days=1)
"""A count is deleted if nothing was tried for so long."""


class LoginScope(StrEnum):
    """What attempts are counted for, in the order in which counts are asked for."""

    ACCOUNT = "account"
    ORIGIN = "origin"


FREE_FAILURES = {LoginScope.ACCOUNT: 3, LoginScope.ORIGIN: 20}
"""Failures after which nobody waits yet: a person mistypes, and a school of people shares one network address."""


def wait_after(failures: int, free: int) -> timedelta:
    """How long nothing is tried after these failures: 1, 2, 4, ... seconds beyond the free ones, at most 15 minutes."""
    if failures <= free:
        return timedelta()
    # Beyond so many doublings the longest wait is reached anyway.
    return min(timedelta(seconds=2 ** min(failures - free - 1, 20)), LONGEST_WAIT)


@attrs.frozen
class LoginAttempts:
    """Attempts to log in to one account, or from one network address, that failed or are under way.

    Attributes:
        digest: of the account's address or of the network address, see `login_digest`.
        failures: in a row, 0 and up.
        last_at: when the last one began, UTC; None if there is none.
    """

    digest: str
    failures: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    last_at: datetime | None = None

    def begin(self, now: datetime, scope: LoginScope) -> "LoginAttempts":
        """One more attempt under way: it counts as failed until it succeeds, so that a crowd at once is counted too.

        Raises:
            UsedUp: ``login_throttled`` if it comes before the wait is over.
        """
        if self.last_at is None or now - self.last_at >= FORGOTTEN_AFTER:
            return LoginAttempts(self.digest, 1, now)
        # Of attempts at once, one may be counted before another that began a moment earlier.
        passed = max(timedelta(), now - self.last_at)
        forgiven = passed // FORGIVING
        left = wait_after(self.failures, FREE_FAILURES[scope]) - passed
        if left > timedelta():
            seconds = -(-left // timedelta(seconds=1))
            raise UsedUp(
                "login_throttled",
                f"Too many attempts to log in failed lately; try again in {seconds} seconds.",
                retry_after=seconds,
            )
        return LoginAttempts(self.digest, max(0, self.failures - forgiven) + 1, max(now, self.last_at))

    def take_back(self) -> "LoginAttempts":
        """Without the last attempt, which succeeded; those before it stay."""
        return attrs.evolve(self, failures=max(0, self.failures - 1))

    def cleared(self) -> "LoginAttempts":
        """As if nothing had been tried."""
        return LoginAttempts(self.digest)


def origin_group(origin: str) -> str:
    """The network address for which attempts are counted: of IPv6 the /64, which one household or server has whole."""
    try:
        address = ip_address(origin.partition("%")[0])
    except ValueError:
        return origin
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))


def login_digest(scope: LoginScope, what: str) -> str:
    """The name under which attempts are counted for an e-mail address in normal form, or for a network address."""
    return digest_of(f"{scope}:{what}")
