"""Migrations that take something away, and since which release nobody reads it; all others only add."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

FIRST = "0040"
"""The newest revision of the first release; what is older was never run beside another one."""


@attrs.frozen
class TakenAway:
    """What makes a migration harmless that takes something away.

    Attributes:
        unread_since: the first release whose programs do without what is taken.
        needs: the newest revision that this release knows; programs that do not know it cannot go on.
    """

    unread_since: str
    needs: str


CONTRACTS: Mapping[str, TakenAway] = MappingProxyType({})
"""By revision. A migration of this list says ``contract = True``; a test holds both together."""


def readable_from() -> str:
    """Programs that know this revision, or a newer one, go on with the tables of the newest."""
    return max([FIRST, *(one.needs for one in CONTRACTS.values())])
