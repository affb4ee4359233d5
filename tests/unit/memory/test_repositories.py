"""The memory adapter's repositories keep the promises of their ports."""

import pytest

from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.api_keys import KnownApiKeys
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing import contracts
from shrutik_memory.accounts import MemoryAccounts
from shrutik_memory.api_keys import MemoryKnownApiKeys
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork


class InMemory:
    @pytest.fixture
    def units(self) -> UnitsOfWork:
        return MemoryUnitsOfWork(MemoryStore())


class TestUnitOfWork(InMemory, contracts.UnitOfWorkContract): ...


class TestContributors(InMemory, contracts.ContributorsContract): ...


class TestSpeakers(InMemory, contracts.SpeakersContract): ...


class TestSessions(InMemory, contracts.SessionsContract): ...


class TestConsents(InMemory, contracts.ConsentsContract): ...


class TestCollections(InMemory, contracts.CollectionsContract): ...


class TestConsentDocuments(InMemory, contracts.ConsentDocumentsContract): ...


class TestPrompts(InMemory, contracts.PromptsContract): ...


class TestActivities(InMemory, contracts.ActivitiesContract): ...


class TestReadings(InMemory, contracts.ReadingsContract): ...


class TestPulses(InMemory, contracts.PulsesContract): ...


class TestOverview(InMemory, contracts.OverviewContract): ...


class TestQueueCounts(InMemory, contracts.QueueCountsContract): ...


class TestPromptKinds(InMemory, contracts.PromptKindsContract): ...


class TestClipReports(InMemory, contracts.ClipReportsContract): ...


class TestPromptSkips(InMemory, contracts.PromptSkipsContract): ...


class TestRecordings(InMemory, contracts.RecordingsContract): ...


class TestUploads(InMemory, contracts.UploadsContract): ...


class TestPrints(InMemory, contracts.FingerprintsContract): ...


class TestChunks(InMemory, contracts.ChunksContract): ...


class TestClaims(InMemory, contracts.ClaimsContract): ...


class TestLeases(InMemory, contracts.LeasesContract): ...


class TestApiKeys(InMemory, contracts.ApiKeysContract): ...


class TestKnownApiKeys(InMemory, contracts.KnownApiKeysContract):
    @pytest.fixture
    def known(self, units) -> KnownApiKeys:
        return MemoryKnownApiKeys(units)


class TestArrivals(InMemory, contracts.ArrivalsContract): ...


class TestFlags(InMemory, contracts.FlagsContract): ...


class TestTasks(InMemory, contracts.TasksContract): ...


class TestTranscriptions(InMemory, contracts.TranscriptionsContract): ...


class TestConsensuses(InMemory, contracts.ConsensusesContract): ...


class TestDecisions(InMemory, contracts.DecisionsContract): ...


class TestJobTurns(InMemory, contracts.JobTurnsContract): ...


class TestStandings(InMemory, contracts.StandingsContract): ...


class TestGolds(InMemory, contracts.GoldsContract): ...


class TestReviews(InMemory, contracts.ReviewsContract): ...


class TestReleases(InMemory, contracts.ReleasesContract): ...


class TestReleaseRows(InMemory, contracts.ReleaseRowsContract): ...


class TestClipMeasures(InMemory, contracts.ClipMeasuresContract): ...


class TestReleaseSelection(InMemory, contracts.ReleaseSelectionContract): ...


class TestReleaseMembers(InMemory, contracts.ReleaseMembersContract): ...


class TestInvitations(InMemory, contracts.InvitationsContract): ...


class TestEntrustedSpeakers(InMemory, contracts.EntrustedSpeakersContract): ...


class TestIdentities(InMemory, contracts.IdentitiesContract): ...


class TestJobs(InMemory, contracts.JobsContract): ...


class TestJobRecovery(InMemory, contracts.JobRecoveryContract): ...


class TestHeartbeats(InMemory, contracts.HeartbeatsContract): ...


class TestPeriodicTurns(InMemory, contracts.PeriodicTurnsContract): ...


class TestReceipts(InMemory, contracts.ReceiptsContract): ...


class TestAuditTrail(InMemory, contracts.AuditTrailContract): ...


class TestAccounts(InMemory, contracts.AccountsContract):
    @pytest.fixture
    def accounts(self, units: UnitsOfWork) -> Accounts:
        return MemoryAccounts(units)


class TestNotices(InMemory, contracts.NoticesContract): ...


class TestNoticePost(InMemory, contracts.NoticePostContract): ...


class TestPreferencesOfNotices(InMemory, contracts.PreferencesOfNoticesContract): ...


class TestKnownDevices(InMemory, contracts.KnownDevicesContract): ...


class TestWithdrawals(InMemory, contracts.WithdrawalsContract): ...


class TestWithdrawalFeed(InMemory, contracts.WithdrawalFeedContract): ...


class TestSeriesFeeds(InMemory, contracts.SeriesFeedsContract): ...


class TestClipSets(InMemory, contracts.ClipSetsContract): ...


class TestErasing(InMemory, contracts.ErasingContract): ...


class TestWebhooks(InMemory, contracts.WebhooksContract): ...


class TestDeliveries(InMemory, contracts.DeliveriesContract): ...
