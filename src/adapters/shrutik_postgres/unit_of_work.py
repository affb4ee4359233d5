"""The unit of work on PostgreSQL: one read-committed transaction with its repositories."""

from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from shrutik_postgres.repositories.arrivals import PostgresArrivals
from shrutik_postgres.repositories.audit import PostgresAuditTrail
from shrutik_postgres.repositories.chunks import PostgresChunks
from shrutik_postgres.repositories.consensuses import PostgresConsensuses
from shrutik_postgres.repositories.decisions import PostgresDecisions
from shrutik_postgres.repositories.fingerprints import PostgresFingerprints
from shrutik_postgres.repositories.flags import PostgresFlags
from shrutik_postgres.repositories.golds import PostgresGolds
from shrutik_postgres.repositories.jobs import PostgresJobs
from shrutik_postgres.repositories.leases import PostgresLeases
from shrutik_postgres.repositories.people import PostgresConsents, PostgresContributors, PostgresSpeakers
from shrutik_postgres.repositories.prompts import PostgresCollections, PostgresPrompts
from shrutik_postgres.repositories.receipts import PostgresReceipts
from shrutik_postgres.repositories.recordings import PostgresRecordings
from shrutik_postgres.repositories.releases import PostgresReleases
from shrutik_postgres.repositories.reviews import PostgresReviews
from shrutik_postgres.repositories.standings import PostgresStandings
from shrutik_postgres.repositories.tasks import PostgresTasks
from shrutik_postgres.repositories.transcriptions import PostgresTranscriptions
from shrutik_postgres.transaction import Transaction


class PostgresUnitOfWork:
    """`UnitOfWork` over one connection; waits for others by row locks and advisory locks, never by isolation."""

    def __init__(self, engine: Engine) -> None:
        transaction = Transaction(engine)
        self._transaction = transaction
        self.contributors = PostgresContributors(transaction)
        self.speakers = PostgresSpeakers(transaction)
        self.consents = PostgresConsents(transaction)
        self.arrivals = PostgresArrivals(transaction)
        self.collections = PostgresCollections(transaction)
        self.prompts = PostgresPrompts(transaction)
        self.recordings = PostgresRecordings(transaction)
        self.fingerprints = PostgresFingerprints(transaction)
        self.chunks = PostgresChunks(transaction)
        self.tasks = PostgresTasks(transaction)
        self.leases = PostgresLeases(transaction)
        self.flags = PostgresFlags(transaction)
        self.golds = PostgresGolds(transaction)
        self.transcriptions = PostgresTranscriptions(transaction)
        self.consensuses = PostgresConsensuses(transaction)
        self.decisions = PostgresDecisions(transaction)
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
