"""What one process of background work does: all of it on a laptop, a part of it where there are many."""

from collections.abc import Collection, Iterable

import attrs

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.job_kinds import JobQueue


@attrs.frozen
class Duties:
    """The part of background work that one process does.

    Attributes:
        queues: whose jobs it does.
        relays: whether it carries jobs from the outbox to the broker, watches heartbeats, and does periodic tasks.
        alone: whether it is the only process of its database that does jobs: then what was under way when its
            forerunner was lost is taken up at once, and not when its heartbeats are missed.
    """

    queues: frozenset[JobQueue] = frozenset(JobQueue)
    relays: bool = False
    alone: bool = False


EVERYTHING = Duties(relays=True, alone=True)
RELAYING = Duties(queues=frozenset(), relays=True)


def duties_of(names: Iterable[str]) -> Duties:
    """Those of a worker for the queues of these names; for all if there are none.

    Raises:
        Invalid: ``queue_unknown``, with the names that there are.
    """
    wanted = [name.strip() for name in names if name.strip()]
    known: Collection[str] = tuple(JobQueue)
    for name in wanted:
        if name not in known:
            raise Invalid("queue_unknown", f"There is no queue {name!r}; there are {', '.join(known)}.")
    return Duties(frozenset(map(JobQueue, wanted)) or frozenset(JobQueue))
