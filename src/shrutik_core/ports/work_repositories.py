"""The repositories of background work, as a unit of work has them."""

from typing import Protocol

from shrutik_core.ports.deliveries import Deliveries
from shrutik_core.ports.heartbeats import Heartbeats
from shrutik_core.ports.jobs import Jobs
from shrutik_core.ports.periodic_turns import PeriodicTurns
from shrutik_core.ports.pulses import Pulses
from shrutik_core.ports.readings import Readings
from shrutik_core.ports.receipts import Receipts
from shrutik_core.ports.webhooks import Webhooks


class WorkRepositories(Protocol):
    """What is to be done, who does it, and what came of it."""

    @property
    def jobs(self) -> Jobs:
        """Background work, and the outbox."""
        ...

    @property
    def heartbeats(self) -> Heartbeats:
        """Who does background work."""
        ...

    @property
    def periodic_turns(self) -> PeriodicTurns:
        """Whose turn a periodic task is."""
        ...

    @property
    def pulses(self) -> Pulses:
        """What was asked, and what waited, in each five minutes."""
        ...

    @property
    def readings(self) -> Readings:
        """What gauges show."""
        ...

    @property
    def receipts(self) -> Receipts:
        """What idempotency keys brought about."""
        ...

    @property
    def webhooks(self) -> Webhooks:
        """Programs that are told of events."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """What they are told."""
        ...
