"""The unit of work in memory: one at a time, undone unless committed."""

from types import TracebackType
from typing import Self

from shrutik_memory.activity import MemoryActivities
from shrutik_memory.api_keys import MemoryApiKeys
from shrutik_memory.arrivals import MemoryArrivals
from shrutik_memory.audit import MemoryAuditTrail
from shrutik_memory.chunks import MemoryChunks
from shrutik_memory.clip_measures import MemoryClipMeasures
from shrutik_memory.clip_reports import MemoryClipReports
from shrutik_memory.clip_sets import MemoryClipSets
from shrutik_memory.consensuses import MemoryConsensuses
from shrutik_memory.consent_documents import MemoryConsentDocuments
from shrutik_memory.decisions import MemoryDecisions
from shrutik_memory.entrusted import MemoryEntrustedSpeakers
from shrutik_memory.erasing import MemoryErasing
from shrutik_memory.fingerprints import MemoryFingerprints
from shrutik_memory.flags import MemoryFlags
from shrutik_memory.golds import MemoryGolds
from shrutik_memory.heartbeats import MemoryHeartbeats, MemoryPeriodicTurns
from shrutik_memory.identities import MemoryIdentities
from shrutik_memory.invitations import MemoryInvitations
from shrutik_memory.jobs import MemoryJobs
from shrutik_memory.known_devices import MemoryKnownDevices
from shrutik_memory.leases import MemoryLeases
from shrutik_memory.letters import MemoryLetters
from shrutik_memory.login_attempts import MemoryLoginAttemptCounts
from shrutik_memory.notices import MemoryNoticePost, MemoryNotices, MemoryPreferencesOfNotices
from shrutik_memory.one_time_tokens import MemoryOneTimeTokens
from shrutik_memory.people import MemoryConsents, MemoryContributors, MemorySpeakers
from shrutik_memory.prompt_skips import MemoryPromptSkips
from shrutik_memory.prompts import MemoryCollections, MemoryPrompts
from shrutik_memory.pulses import MemoryPulses
from shrutik_memory.readings import MemoryReadings
from shrutik_memory.receipts import MemoryReceipts
from shrutik_memory.recordings import MemoryRecordings
from shrutik_memory.releases import MemoryReleases
from shrutik_memory.reviews import MemoryReviews
from shrutik_memory.series_feeds import MemorySeriesFeeds
from shrutik_memory.sessions import MemorySessions
from shrutik_memory.standings import MemoryStandings
from shrutik_memory.store import MemoryStore
from shrutik_memory.tasks import MemoryTasks
from shrutik_memory.transcriptions import MemoryTranscriptions
from shrutik_memory.uploads import MemoryUploads
from shrutik_memory.webhooks import MemoryDeliveries, MemoryWebhooks
from shrutik_memory.withdrawal_feed import MemoryWithdrawalFeed
from shrutik_memory.withdrawals import MemoryWithdrawals


class MemoryUnitOfWork:
    """`UnitOfWork` over a `MemoryStore`; units of work of other threads wait for its end."""

    def __init__(self, store: MemoryStore) -> None:
        self._store, self._open = store, False
        self.contributors = MemoryContributors(store)
        self.speakers = MemorySpeakers(store)
        self.consents = MemoryConsents(store)
        self.arrivals = MemoryArrivals(store)
        self.collections = MemoryCollections(store)
        self.consent_documents = MemoryConsentDocuments(store)
        self.activities = MemoryActivities(store)
        self.recordings = MemoryRecordings(store)
        self.uploads = MemoryUploads(store)
        self.fingerprints = MemoryFingerprints(store)
        self.chunks = MemoryChunks(store)
        self.clip_sets = MemoryClipSets(store)
        self.clip_measures = MemoryClipMeasures(store)
        self.tasks = MemoryTasks(store)
        self.leases = MemoryLeases(store)
        self.flags = MemoryFlags(store)
        self.golds = MemoryGolds(store)
        self.transcriptions = MemoryTranscriptions(store)
        self.consensuses = MemoryConsensuses(store)
        self.decisions = MemoryDecisions(store)
        self.standings = MemoryStandings(store)
        self.reviews = MemoryReviews(store)
        self.clip_reports = MemoryClipReports(store)
        self.releases = MemoryReleases(store)
        self._set_up_work(store)
        self._set_up_prompts(store)
        self._set_up_accounts(store)
        self._set_up_withdrawals(store)

    def _set_up_work(self, store: MemoryStore) -> None:
        self.jobs = MemoryJobs(store)
        self.heartbeats = MemoryHeartbeats(store)
        self.periodic_turns = MemoryPeriodicTurns(store)
        self.receipts = MemoryReceipts(store)
        self.readings = MemoryReadings(store)
        self.pulses = MemoryPulses(store)
        self.webhooks = MemoryWebhooks(store)
        self.deliveries = MemoryDeliveries(store)

    def _set_up_prompts(self, store: MemoryStore) -> None:
        self.prompts = MemoryPrompts(store)
        self.prompt_skips = MemoryPromptSkips(store)

    def _set_up_accounts(self, store: MemoryStore) -> None:
        self.sessions = MemorySessions(store)
        self.one_time_tokens = MemoryOneTimeTokens(store)
        self.letters = MemoryLetters(store)
        self.login_attempts = MemoryLoginAttemptCounts(store)
        self.audit = MemoryAuditTrail(store)
        self._set_up_notices(store)
        self._set_up_groups(store)
        self.api_keys = MemoryApiKeys(store)

    def _set_up_notices(self, store: MemoryStore) -> None:
        self.notices = MemoryNotices(store)
        self.notice_post = MemoryNoticePost(store)
        self.notice_preferences = MemoryPreferencesOfNotices(store)
        self.known_devices = MemoryKnownDevices(store)

    def _set_up_withdrawals(self, store: MemoryStore) -> None:
        self.withdrawals = MemoryWithdrawals(store)
        self.withdrawal_feed = MemoryWithdrawalFeed(store)
        self.series_feeds = MemorySeriesFeeds(store)
        self.erasing = MemoryErasing(store)

    def _set_up_groups(self, store: MemoryStore) -> None:
        self.invitations = MemoryInvitations(store)
        self.entrusted = MemoryEntrustedSpeakers(store)
        self.identities = MemoryIdentities(store)

    def __enter__(self) -> Self:
        self._store.begin()
        self._open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(keep=False)

    def commit(self) -> None:
        """See `UnitOfWork.commit`."""
        if not self._open:
            raise RuntimeError("This unit of work is over or was not begun.")
        self._store.commits.begun += 1
        self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            self._store.end(keep=keep)


class MemoryUnitsOfWork:
    """`UnitsOfWork` over one store."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def __call__(self) -> MemoryUnitOfWork:
        """A new one, not begun; its ``with`` begins it."""
        return MemoryUnitOfWork(self._store)

    def commits_begun(self) -> int:
        """See `UnitsOfWork.commits_begun`."""
        return self._store.commits.begun
