"""The unit of work on PostgreSQL: one read-committed transaction with its repositories."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from shrutik_postgres.repositories.activity import PostgresActivities
from shrutik_postgres.repositories.api_keys import PostgresApiKeys
from shrutik_postgres.repositories.arrivals import PostgresArrivals
from shrutik_postgres.repositories.audit import PostgresAuditTrail
from shrutik_postgres.repositories.chunks import PostgresChunks
from shrutik_postgres.repositories.clip_measures import PostgresClipMeasures
from shrutik_postgres.repositories.clip_reports import PostgresClipReports
from shrutik_postgres.repositories.clip_sets import PostgresClipSets
from shrutik_postgres.repositories.consensuses import PostgresConsensuses
from shrutik_postgres.repositories.consent_documents import PostgresConsentDocuments
from shrutik_postgres.repositories.consents import PostgresConsents
from shrutik_postgres.repositories.decisions import PostgresDecisions
from shrutik_postgres.repositories.deliveries import PostgresDeliveries
from shrutik_postgres.repositories.entrusted import PostgresEntrustedSpeakers
from shrutik_postgres.repositories.erasing import PostgresErasing
from shrutik_postgres.repositories.fingerprints import PostgresFingerprints
from shrutik_postgres.repositories.flags import PostgresFlags
from shrutik_postgres.repositories.golds import PostgresGolds
from shrutik_postgres.repositories.heartbeats import PostgresHeartbeats, PostgresPeriodicTurns
from shrutik_postgres.repositories.identities import PostgresIdentities
from shrutik_postgres.repositories.invitations import PostgresInvitations
from shrutik_postgres.repositories.jobs import PostgresJobs
from shrutik_postgres.repositories.known_devices import PostgresKnownDevices
from shrutik_postgres.repositories.leases import PostgresLeases
from shrutik_postgres.repositories.letters import PostgresLetters
from shrutik_postgres.repositories.login_attempts import PostgresLoginAttemptCounts
from shrutik_postgres.repositories.notice_post import PostgresNoticePost, PostgresPreferencesOfNotices
from shrutik_postgres.repositories.notices import PostgresNotices
from shrutik_postgres.repositories.one_time_tokens import PostgresOneTimeTokens
from shrutik_postgres.repositories.people import PostgresContributors, PostgresSpeakers
from shrutik_postgres.repositories.prompt_skips import PostgresPromptSkips
from shrutik_postgres.repositories.prompts import PostgresCollections, PostgresPrompts
from shrutik_postgres.repositories.pulses import PostgresPulses
from shrutik_postgres.repositories.readings import PostgresReadings
from shrutik_postgres.repositories.receipts import PostgresReceipts
from shrutik_postgres.repositories.recordings import PostgresRecordings
from shrutik_postgres.repositories.releases import PostgresReleases
from shrutik_postgres.repositories.reviews import PostgresReviews
from shrutik_postgres.repositories.series_feeds import PostgresSeriesFeeds
from shrutik_postgres.repositories.sessions import PostgresSessions
from shrutik_postgres.repositories.standings import PostgresStandings
from shrutik_postgres.repositories.tasks import PostgresTasks
from shrutik_postgres.repositories.transcriptions import PostgresTranscriptions
from shrutik_postgres.repositories.uploads import PostgresUploads
from shrutik_postgres.repositories.webhooks import PostgresWebhooks
from shrutik_postgres.repositories.withdrawal_feed import PostgresWithdrawalFeed
from shrutik_postgres.repositories.withdrawals import PostgresWithdrawals
from shrutik_postgres.transaction import Transaction


class CommitCount(threading.local):
    """How many commits were begun; each thread has a number of its own."""

    begun = 0


class PostgresUnitOfWork:
    """`UnitOfWork` over one connection; waits for others by row locks and advisory locks, never by isolation.

    Args:
        connect: takes a connection out of a pool.
        changed: see `PostgresUnitsOfWork`.
        commits: counts those that are begun.
    """

    def __init__(self, connect: Callable[[], Connection], changed: Callable[[str], None], commits: CommitCount) -> None:
        transaction = Transaction(connect)
        self._transaction, self._changed, self._commits = transaction, changed, commits
        self.contributors = PostgresContributors(transaction)
        self.speakers = PostgresSpeakers(transaction)
        self.consents = PostgresConsents(transaction)
        self.arrivals = PostgresArrivals(transaction)
        self.collections = PostgresCollections(transaction)
        self.consent_documents = PostgresConsentDocuments(transaction)
        self.activities = PostgresActivities(transaction)
        self.recordings = PostgresRecordings(transaction)
        self.uploads = PostgresUploads(transaction)
        self.fingerprints = PostgresFingerprints(transaction)
        self.chunks = PostgresChunks(transaction)
        self.clip_sets = PostgresClipSets(transaction)
        self.tasks = PostgresTasks(transaction)
        self.leases = PostgresLeases(transaction)
        self.flags = PostgresFlags(transaction)
        self.golds = PostgresGolds(transaction)
        self.transcriptions = PostgresTranscriptions(transaction)
        self.consensuses = PostgresConsensuses(transaction)
        self.decisions = PostgresDecisions(transaction)
        self.standings = PostgresStandings(transaction)
        self.reviews = PostgresReviews(transaction)
        self.clip_reports = PostgresClipReports(transaction)
        self._set_up_work(transaction)
        self._set_up_prompts(transaction)
        self._set_up_accounts(transaction)
        self._set_up_releases(transaction)

    def _set_up_work(self, transaction: Transaction) -> None:
        self.jobs = PostgresJobs(transaction)
        self.heartbeats = PostgresHeartbeats(transaction)
        self.periodic_turns = PostgresPeriodicTurns(transaction)
        self.receipts = PostgresReceipts(transaction)
        self.readings = PostgresReadings(transaction)
        self.pulses = PostgresPulses(transaction)
        self.webhooks = PostgresWebhooks(transaction)
        self.deliveries = PostgresDeliveries(transaction)

    def _set_up_prompts(self, transaction: Transaction) -> None:
        self.prompts = PostgresPrompts(transaction)
        self.prompt_skips = PostgresPromptSkips(transaction)

    def _set_up_accounts(self, transaction: Transaction) -> None:
        self.sessions = PostgresSessions(transaction)
        self.one_time_tokens = PostgresOneTimeTokens(transaction)
        self.letters = PostgresLetters(transaction)
        self.login_attempts = PostgresLoginAttemptCounts(transaction)
        self.audit = PostgresAuditTrail(transaction)
        self._set_up_notices(transaction)
        self._set_up_groups(transaction)
        self.api_keys = PostgresApiKeys(transaction)

    def _set_up_notices(self, transaction: Transaction) -> None:
        self.notices = PostgresNotices(transaction)
        self.notice_post = PostgresNoticePost(transaction)
        self.notice_preferences = PostgresPreferencesOfNotices(transaction)
        self.known_devices = PostgresKnownDevices(transaction)

    def _set_up_releases(self, transaction: Transaction) -> None:
        self.clip_measures = PostgresClipMeasures(transaction)
        self.releases = PostgresReleases(transaction)
        self.withdrawals = PostgresWithdrawals(transaction)
        self.withdrawal_feed = PostgresWithdrawalFeed(transaction)
        self.series_feeds = PostgresSeriesFeeds(transaction)
        self.erasing = PostgresErasing(transaction)

    def _set_up_groups(self, transaction: Transaction) -> None:
        self.invitations = PostgresInvitations(transaction)
        self.entrusted = PostgresEntrustedSpeakers(transaction)
        self.identities = PostgresIdentities(transaction)

    def __enter__(self) -> Self:
        self._transaction.begin()
        self.audit.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transaction.open:
            self._transaction.end(keep=False)

    def commit(self) -> None:
        """See `UnitOfWork.commit`."""
        self.audit.write()
        self._commits.begun += 1
        self._transaction.end(keep=True)
        for name in self._transaction.told:
            self._changed(name)


class PostgresUnitsOfWork:
    """`UnitsOfWork` over one engine.

    Args:
        engine: of the database.
        changed: is told the id of each account and the prefix of each key that a commit changed, before the commit is
            over for whoever asked for it: caches of other processes need not hear of it to know.
    """

    def __init__(self, engine: Engine, changed: Callable[[str], None] = lambda _: None) -> None:
        self._engine = engine
        self._changed = changed
        self._commits = CommitCount()

    def __call__(self) -> PostgresUnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        return PostgresUnitOfWork(self._engine.connect, self._changed, self._commits)

    def commits_begun(self) -> int:
        """See `UnitsOfWork.commits_begun`."""
        return self._commits.begun
