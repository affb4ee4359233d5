"""The repository of arrivals."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.people.arrival import Arrival
from shrutik_core.shared.ids import ContributorId


@attrs.frozen
class Arrived:
    """An account's arrival, and when it was.

    Attributes:
        arrival: how; the empty one if it was not kept.
        at: when the account was made, UTC.
    """

    arrival: Arrival
    at: datetime


class Arrivals(Protocol):
    """How accounts came to be; at most one for each, and never changed."""

    def add(self, arrival: Arrival) -> None:
        """Keep that of a new account."""
        ...

    def of(self, contributors: Iterable[ContributorId]) -> Mapping[ContributorId, Arrived]:
        """That of each account that there is."""
        ...
