"""The repository of arrivals on PostgreSQL."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Uuid, any_, false, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from shrutik_core.people.arrival import Arrival
from shrutik_core.ports.arrivals import Arrived
from shrutik_core.shared.ids import ContributorId
from shrutik_postgres.tables.arrivals import arrivals
from shrutik_postgres.tables.people import contributors
from shrutik_postgres.transaction import Transaction


class PostgresArrivals:
    """`Arrivals` on PostgreSQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, arrival: Arrival) -> None:
        """See `Arrivals.add`."""
        values = {"contributor": arrival.contributor, "origin": arrival.origin, "vouched": arrival.vouched}
        self._transaction.run(insert(arrivals).values(values))

    def of(self, contributors_: Iterable[ContributorId]) -> Mapping[ContributorId, Arrived]:
        """See `Arrivals.of`."""
        wanted = any_(literal(list(set(contributors_)), ARRAY(Uuid)))
        vouched = func.coalesce(arrivals.c.vouched, false()).label("vouched")
        query = (
            select(contributors.c.id, contributors.c.created_at, arrivals.c.origin, vouched)
            .outerjoin(arrivals, arrivals.c.contributor == contributors.c.id)
            .where(contributors.c.id == wanted)
        )
        rows = self._transaction.all(query)
        return {row.id: Arrived(Arrival(row.id, row.origin, row.vouched), row.created_at) for row in rows}
