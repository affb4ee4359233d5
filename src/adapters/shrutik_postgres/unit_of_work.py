"""The unit of work on PostgreSQL: one read-committed transaction with its shelves."""

from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from shrutik_postgres.shelves.chunks import PostgresChunks
from shrutik_postgres.shelves.consensuses import PostgresConsensuses
from shrutik_postgres.shelves.golds import PostgresGolds
from shrutik_postgres.shelves.jobs import PostgresJobs
from shrutik_postgres.shelves.ledgers import PostgresAuditTrail, PostgresReceipts
from shrutik_postgres.shelves.people import PostgresConsents, PostgresContributors, PostgresSpeakers
from shrutik_postgres.shelves.prints import PostgresPrints
from shrutik_postgres.shelves.prompts import PostgresCollections, PostgresPrompts
from shrutik_postgres.shelves.recordings import PostgresRecordings
from shrutik_postgres.shelves.releases import PostgresReleases
from shrutik_postgres.shelves.reviews import PostgresReviews
from shrutik_postgres.shelves.standings import PostgresStandings
from shrutik_postgres.shelves.tasks import PostgresTasks
from shrutik_postgres.shelves.transcriptions import PostgresTranscriptions
from shrutik_postgres.transaction import Transaction


class PostgresUnitOfWork:
    """`UnitOfWork` over one connection; waits for others by row locks and advisory locks, never by isolation."""

    def __init__(self, engine: Engine) -> None:
        transaction = Transaction(engine)
        self._transaction = transaction
        self.contributors = PostgresContributors(transaction)
        self.speakers = PostgresSpeakers(transaction)
        self.consents = PostgresConsents(transaction)
        self.collections = PostgresCollections(transaction)
        self.prompts = PostgresPrompts(transaction)
        self.recordings = PostgresRecordings(transaction)
        self.prints = PostgresPrints(transaction)
        self.chunks = PostgresChunks(transaction)
        self.tasks = PostgresTasks(transaction)
        self.golds = PostgresGolds(transaction)
        self.transcriptions = PostgresTranscriptions(transaction)
        self.consensuses = PostgresConsensuses(transaction)
        self.standings = PostgresStandings(transaction)
        self.reviews = PostgresReviews(transaction)
        self.releases = PostgresReleases(transaction)
        self.jobs = PostgresJobs(transaction)
        self.receipts = PostgresReceipts(transaction)
        self.audit = PostgresAuditTrail(transaction)

    def __enter__(self) -> Self:
        self._transaction.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transaction.open:
            self._transaction.end(keep=False)

    def commit(self) -> None:
        """See `UnitOfWork.commit`."""
        self._transaction.end(keep=True)


class PostgresUnitsOfWork:
    """`UnitsOfWork` over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self) -> PostgresUnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        return PostgresUnitOfWork(self._engine)
