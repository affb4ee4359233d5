"""The promises of the ports about recordings, texts, releases and background work, kept by PostgreSQL."""

from integration.postgres.on_postgres import OnPostgres
from shrutik_core.testing.contracts.chunks import ChunksContract
from shrutik_core.testing.contracts.claims import ClaimsContract
from shrutik_core.testing.contracts.clip_measures import ClipMeasuresContract
from shrutik_core.testing.contracts.clip_reports import ClipReportsContract
from shrutik_core.testing.contracts.clip_sets import ClipSetsContract
from shrutik_core.testing.contracts.decisions import DecisionsContract
from shrutik_core.testing.contracts.deliveries import DeliveriesContract
from shrutik_core.testing.contracts.erasing import ErasingContract
from shrutik_core.testing.contracts.fingerprints import FingerprintsContract
from shrutik_core.testing.contracts.golds import GoldsContract
from shrutik_core.testing.contracts.heartbeats import HeartbeatsContract, PeriodicTurnsContract
from shrutik_core.testing.contracts.job_recovery import JobRecoveryContract
from shrutik_core.testing.contracts.job_turns import JobTurnsContract
from shrutik_core.testing.contracts.jobs import JobsContract
from shrutik_core.testing.contracts.leases import LeasesContract
from shrutik_core.testing.contracts.overview import OverviewContract
from shrutik_core.testing.contracts.prompt_kinds import PromptKindsContract
from shrutik_core.testing.contracts.prompt_skips import PromptSkipsContract
from shrutik_core.testing.contracts.prompts import CollectionsContract, PromptsContract
from shrutik_core.testing.contracts.pulses import PulsesContract
from shrutik_core.testing.contracts.queue_counts import QueueCountsContract
from shrutik_core.testing.contracts.readings import ReadingsContract
from shrutik_core.testing.contracts.recordings import RecordingsContract
from shrutik_core.testing.contracts.release_rows import ReleaseRowsContract
from shrutik_core.testing.contracts.release_selection import ReleaseSelectionContract
from shrutik_core.testing.contracts.releases import ReleaseMembersContract, ReleasesContract
from shrutik_core.testing.contracts.reviews import ReviewsContract
from shrutik_core.testing.contracts.series_feeds import SeriesFeedsContract
from shrutik_core.testing.contracts.tasks import TasksContract
from shrutik_core.testing.contracts.transcriptions import ConsensusesContract, TranscriptionsContract
from shrutik_core.testing.contracts.unit_of_work import UnitOfWorkContract
from shrutik_core.testing.contracts.uploads import UploadsContract
from shrutik_core.testing.contracts.webhooks import WebhooksContract
from shrutik_core.testing.contracts.withdrawals import WithdrawalFeedContract


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


class TestJobs(OnPostgres, JobsContract):
    """Background work."""


class TestJobRecovery(OnPostgres, JobRecoveryContract):
    """Background work whose worker or broker was lost."""


class TestHeartbeats(OnPostgres, HeartbeatsContract):
    """Who does background work."""


class TestPeriodicTurns(OnPostgres, PeriodicTurnsContract):
    """Whose turn a periodic task is."""


class TestCollections(OnPostgres, CollectionsContract):
    """Collections."""


class TestPrints(OnPostgres, FingerprintsContract):
    """What recordings are known by."""


class TestOverview(OnPostgres, OverviewContract):
    pass


class TestQueueCounts(OnPostgres, QueueCountsContract):
    pass


class TestPromptKinds(OnPostgres, PromptKindsContract):
    pass


class TestClipReports(OnPostgres, ClipReportsContract):
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
