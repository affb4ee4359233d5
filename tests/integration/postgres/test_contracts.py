"""The promises of the ports, kept by PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.contracts.accounts import AccountsContract
from shrutik_core.testing.contracts.activity import ActivitiesContract
from shrutik_core.testing.contracts.api_keys import ApiKeysContract, KnownApiKeysContract
from shrutik_core.testing.contracts.arrivals import ArrivalsContract
from shrutik_core.testing.contracts.audit import AuditTrailContract
from shrutik_core.testing.contracts.chunks import ChunksContract
from shrutik_core.testing.contracts.claims import ClaimsContract
from shrutik_core.testing.contracts.clip_measures import ClipMeasuresContract
from shrutik_core.testing.contracts.clip_sets import ClipSetsContract
from shrutik_core.testing.contracts.consent_documents import ConsentDocumentsContract
from shrutik_core.testing.contracts.decisions import DecisionsContract
from shrutik_core.testing.contracts.deliveries import DeliveriesContract
from shrutik_core.testing.contracts.entrusted import EntrustedSpeakersContract
from shrutik_core.testing.contracts.erasing import ErasingContract
from shrutik_core.testing.contracts.fingerprints import FingerprintsContract
from shrutik_core.testing.contracts.flags import FlagsContract
from shrutik_core.testing.contracts.golds import GoldsContract
from shrutik_core.testing.contracts.heartbeats import HeartbeatsContract, PeriodicTurnsContract
from shrutik_core.testing.contracts.identities import IdentitiesContract
from shrutik_core.testing.contracts.invitations import InvitationsContract
from shrutik_core.testing.contracts.job_recovery import JobRecoveryContract
from shrutik_core.testing.contracts.job_turns import JobTurnsContract
from shrutik_core.testing.contracts.jobs import JobsContract
from shrutik_core.testing.contracts.known_devices import KnownDevicesContract
from shrutik_core.testing.contracts.leases import LeasesContract
from shrutik_core.testing.contracts.notices import (
    NoticePostContract,
    NoticesContract,
    PreferencesOfNoticesContract,
)
from shrutik_core.testing.contracts.overview import OverviewContract
from shrutik_core.testing.contracts.people import ContributorsContract
from shrutik_core.testing.contracts.prompt_kinds import PromptKindsContract
from shrutik_core.testing.contracts.prompt_skips import PromptSkipsContract
from shrutik_core.testing.contracts.prompts import CollectionsContract, PromptsContract
from shrutik_core.testing.contracts.pulses import PulsesContract
from shrutik_core.testing.contracts.queue_counts import QueueCountsContract
from shrutik_core.testing.contracts.readings import ReadingsContract
from shrutik_core.testing.contracts.receipts import ReceiptsContract
from shrutik_core.testing.contracts.recordings import RecordingsContract
from shrutik_core.testing.contracts.release_rows import ReleaseRowsContract
from shrutik_core.testing.contracts.release_selection import ReleaseSelectionContract
from shrutik_core.testing.contracts.releases import ReleaseMembersContract, ReleasesContract
from shrutik_core.testing.contracts.reviews import ReviewsContract
from shrutik_core.testing.contracts.series_feeds import SeriesFeedsContract
from shrutik_core.testing.contracts.sessions import SessionsContract
from shrutik_core.testing.contracts.speakers import ConsentsContract, SpeakersContract
from shrutik_core.testing.contracts.standings import StandingsContract
from shrutik_core.testing.contracts.tasks import TasksContract
from shrutik_core.testing.contracts.transcriptions import ConsensusesContract, TranscriptionsContract
from shrutik_core.testing.contracts.unit_of_work import UnitOfWorkContract
from shrutik_core.testing.contracts.uploads import UploadsContract
from shrutik_core.testing.contracts.webhooks import WebhooksContract
from shrutik_core.testing.contracts.withdrawals import WithdrawalFeedContract, WithdrawalsContract
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.known_api_keys import PostgresKnownApiKeys


class OnPostgres:
    """Units of work over PostgreSQL, which run side by side."""

    parallel = True

    @pytest.fixture
    def units(self, units_of_work: UnitsOfWork) -> UnitsOfWork:
        return units_of_work


class TestChunks(OnPostgres, ChunksContract):
    """Chunks."""


class TestPulses(OnPostgres, PulsesContract):
    pass


class TestReadings(OnPostgres, ReadingsContract):
    """What gauges show."""


class TestClaims(OnPostgres, ClaimsContract):
    """Who is lent what."""


class TestGolds(OnPostgres, GoldsContract):
    """Chunks whose text is known."""


class TestInvitations(OnPostgres, InvitationsContract):
    """Codes that open accounts."""


class TestEntrustedSpeakers(OnPostgres, EntrustedSpeakersContract):
    """Voices that facilitators look after."""


class TestIdentities(OnPostgres, IdentitiesContract):
    """Who is who at providers of log-in."""


class TestJobs(OnPostgres, JobsContract):
    """Background work."""


class TestJobRecovery(OnPostgres, JobRecoveryContract):
    """Background work whose worker or broker was lost."""


class TestHeartbeats(OnPostgres, HeartbeatsContract):
    """Who does background work."""


class TestPeriodicTurns(OnPostgres, PeriodicTurnsContract):
    """Whose turn a periodic task is."""


class TestSessions(OnPostgres, SessionsContract):
    """Log-ins."""


class TestAccounts(OnPostgres, AccountsContract):
    """Who calls."""

    @pytest.fixture
    def accounts(self, empty_engine: Engine) -> Iterator[PostgresAccounts]:
        accounts = PostgresAccounts(empty_engine)
        yield accounts
        accounts.close()


class TestApiKeys(OnPostgres, ApiKeysContract):
    """What programs show."""


class TestKnownApiKeys(OnPostgres, KnownApiKeysContract):
    """Keys as each request of a program asks for them."""

    @pytest.fixture
    def known(self, empty_engine: Engine) -> Iterator[PostgresKnownApiKeys]:
        listener = AccountListener(empty_engine.url)
        known = PostgresKnownApiKeys(empty_engine, listener)
        yield known
        known.close()
        listener.close()


class TestArrivals(OnPostgres, ArrivalsContract):
    """How accounts came to be."""


class TestFlags(OnPostgres, FlagsContract):
    """What an admin should look at."""


class TestAuditTrail(OnPostgres, AuditTrailContract):
    """What was done."""


class TestNoticePost(OnPostgres, NoticePostContract):
    """Notices that are to go out by mail."""


class TestPreferencesOfNotices(OnPostgres, PreferencesOfNoticesContract):
    """What people chose about notices."""


class TestKnownDevices(OnPostgres, KnownDevicesContract):
    """By which devices accounts are logged in to."""


class TestNotices(OnPostgres, NoticesContract):
    """What people were told."""


class TestReceipts(OnPostgres, ReceiptsContract):
    """What idempotency keys brought about."""


class TestConsents(OnPostgres, ConsentsContract):
    """Agreements."""


class TestContributors(OnPostgres, ContributorsContract):
    """Accounts."""


class TestSpeakers(OnPostgres, SpeakersContract):
    """Voices."""


class TestCollections(OnPostgres, CollectionsContract):
    """Collections."""


class TestConsentDocuments(OnPostgres, ConsentDocumentsContract):
    """What speakers are asked to agree to."""


class TestPrints(OnPostgres, FingerprintsContract):
    """What recordings are known by."""


class TestActivities(OnPostgres, ActivitiesContract):
    pass


class TestOverview(OnPostgres, OverviewContract):
    pass


class TestQueueCounts(OnPostgres, QueueCountsContract):
    pass


class TestPromptKinds(OnPostgres, PromptKindsContract):
    pass


class TestPromptSkips(OnPostgres, PromptSkipsContract):
    pass


class TestPrompts(OnPostgres, PromptsContract):
    """What is to be said."""


class TestRecordings(OnPostgres, RecordingsContract):
    """Recordings and their cuts."""


class TestReleaseRows(OnPostgres, ReleaseRowsContract):
    """What may go out."""


class TestClipMeasures(OnPostgres, ClipMeasuresContract):
    """What decoding has shown."""


class TestReleaseSelection(OnPostgres, ReleaseSelectionContract):
    """What may go out."""


class TestReleaseMembers(OnPostgres, ReleaseMembersContract):
    """What is in a release."""


class TestReleases(OnPostgres, ReleasesContract):
    """Datasets."""


class TestReviews(OnPostgres, ReviewsContract):
    """The reviewers' queue."""


class TestDecisions(OnPostgres, DecisionsContract):
    """Deciding in bulk."""


class TestJobTurns(OnPostgres, JobTurnsContract):
    """Whose turn it is."""


class TestStandings(OnPostgres, StandingsContract):
    """How reliable people are."""


class TestLeases(OnPostgres, LeasesContract):
    """Whose turn it is, and how many they hold."""


class TestTasks(OnPostgres, TasksContract):
    """Leases."""


class TestConsensuses(OnPostgres, ConsensusesContract):
    """What voices agree on."""


class TestTranscriptions(OnPostgres, TranscriptionsContract):
    """What people typed."""


class TestUnitOfWork(OnPostgres, UnitOfWorkContract):
    """All or nothing."""


class TestWithdrawals(OnPostgres, WithdrawalsContract):
    """What people took back."""


class TestWithdrawalFeed(OnPostgres, WithdrawalFeedContract):
    """What holders of a release are told."""


class TestSeriesFeeds(OnPostgres, SeriesFeedsContract):
    """What holders of any release of a name are told."""


class TestClipSets(OnPostgres, ClipSetsContract):
    """All clips of a recording at once."""


class TestErasing(OnPostgres, ErasingContract):
    """Deletion of what was derived."""


class TestUploads(OnPostgres, UploadsContract):
    """Uploads that come in parts."""


class TestWebhooks(OnPostgres, WebhooksContract):
    """Where programs are told."""


class TestDeliveries(OnPostgres, DeliveriesContract):
    """What they are told."""
