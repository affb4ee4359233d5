"""Promises of the ports, as tests: subclass one for each adapter."""

import shrutik_core.testing.needed_extra  # noqa: F401 - says which extra to install, before anything is missing
from shrutik_core.testing.contracts.accounts import AccountsContract
from shrutik_core.testing.contracts.activity import ActivitiesContract
from shrutik_core.testing.contracts.api_keys import ApiKeysContract, ApiKeySecretsContract, KnownApiKeysContract
from shrutik_core.testing.contracts.arrivals import ArrivalsContract
from shrutik_core.testing.contracts.audio import AudioProcessorContract
from shrutik_core.testing.contracts.audit import AuditTrailContract
from shrutik_core.testing.contracts.base import Contract, StoreContract
from shrutik_core.testing.contracts.blob_beginnings import BlobBeginningsContract
from shrutik_core.testing.contracts.blob_store import BlobStoreContract
from shrutik_core.testing.contracts.cache import CacheContract
from shrutik_core.testing.contracts.chunks import ChunksContract
from shrutik_core.testing.contracts.claims import ClaimsContract
from shrutik_core.testing.contracts.clip_measurer import ClipMeasurerContract
from shrutik_core.testing.contracts.clip_measures import ClipMeasuresContract
from shrutik_core.testing.contracts.clip_pictures import ClipPicturesContract
from shrutik_core.testing.contracts.clip_reports import ClipReportsContract
from shrutik_core.testing.contracts.clip_sets import ClipSetsContract
from shrutik_core.testing.contracts.compressor import CompressorContract
from shrutik_core.testing.contracts.consent_documents import ConsentDocumentsContract
from shrutik_core.testing.contracts.database_copies import DatabaseCopiesContract
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
from shrutik_core.testing.contracts.licence_texts import LicenceTextsContract
from shrutik_core.testing.contracts.log_in_providers import LogInProvidersContract
from shrutik_core.testing.contracts.mailer import MailerContract
from shrutik_core.testing.contracts.metrics import MetricsContract
from shrutik_core.testing.contracts.notices import NoticePostContract, NoticesContract, PreferencesOfNoticesContract
from shrutik_core.testing.contracts.origins import OriginHasherContract
from shrutik_core.testing.contracts.overview import OverviewContract
from shrutik_core.testing.contracts.people import ContributorsContract
from shrutik_core.testing.contracts.prompt_kinds import PromptKindsContract
from shrutik_core.testing.contracts.prompt_skips import PromptSkipsContract
from shrutik_core.testing.contracts.prompts import CollectionsContract, PromptsContract
from shrutik_core.testing.contracts.proofs import AccessTokensContract, LinkSignerContract
from shrutik_core.testing.contracts.pulses import PulsesContract
from shrutik_core.testing.contracts.queue_counts import QueueCountsContract
from shrutik_core.testing.contracts.rate_limiter import RateLimiterContract
from shrutik_core.testing.contracts.readings import ReadingsContract
from shrutik_core.testing.contracts.receipts import ReceiptsContract
from shrutik_core.testing.contracts.recordings import RecordingsContract
from shrutik_core.testing.contracts.release_keyring import ReleaseKeyringContract
from shrutik_core.testing.contracts.release_rows import ReleaseRowsContract
from shrutik_core.testing.contracts.release_selection import ReleaseSelectionContract
from shrutik_core.testing.contracts.release_signer import ReleaseSignerContract
from shrutik_core.testing.contracts.releases import ReleaseMembersContract, ReleasesContract
from shrutik_core.testing.contracts.reviews import ReviewsContract
from shrutik_core.testing.contracts.sealer import SealerContract
from shrutik_core.testing.contracts.security_log import SecurityLogContract
from shrutik_core.testing.contracts.series_feeds import SeriesFeedsContract
from shrutik_core.testing.contracts.sessions import SessionsContract
from shrutik_core.testing.contracts.speakers import ConsentsContract, SpeakersContract
from shrutik_core.testing.contracts.spectral_reporter import SpectralReporterContract
from shrutik_core.testing.contracts.standings import StandingsContract
from shrutik_core.testing.contracts.system import (
    ClockContract,
    IdSourceContract,
    JobSenderContract,
    PasswordHasherContract,
    RandomSourceContract,
    SecretSourceContract,
)
from shrutik_core.testing.contracts.tasks import TasksContract
from shrutik_core.testing.contracts.traces import FaultReceiverContract, TraceCollectorContract
from shrutik_core.testing.contracts.transcript_tables import (
    TableSinkContract,
    TranscriptSorterContract,
    TranscriptSourceContract,
)
from shrutik_core.testing.contracts.transcriptions import ConsensusesContract, TranscriptionsContract
from shrutik_core.testing.contracts.unit_of_work import UnitOfWorkContract
from shrutik_core.testing.contracts.uploads import UploadsContract
from shrutik_core.testing.contracts.views import LineSortingContract, ViewContract
from shrutik_core.testing.contracts.voice_activity import VoiceActivityContract
from shrutik_core.testing.contracts.webhook_sender import WebhookSenderContract
from shrutik_core.testing.contracts.webhooks import WebhooksContract, WebhookSecretsContract
from shrutik_core.testing.contracts.withdrawals import WithdrawalFeedContract, WithdrawalsContract
from shrutik_core.testing.contracts.work_pool import WorkPoolContract
from shrutik_core.testing.contracts.zipper import ZipperContract

__all__ = [
    "AccessTokensContract",
    "AccountsContract",
    "ActivitiesContract",
    "ApiKeySecretsContract",
    "ApiKeysContract",
    "ArrivalsContract",
    "AudioProcessorContract",
    "AuditTrailContract",
    "BlobBeginningsContract",
    "BlobStoreContract",
    "CacheContract",
    "ChunksContract",
    "ClaimsContract",
    "ClipMeasurerContract",
    "ClipMeasuresContract",
    "ClipPicturesContract",
    "ClipReportsContract",
    "ClipSetsContract",
    "ClockContract",
    "CollectionsContract",
    "CompressorContract",
    "ConsensusesContract",
    "ConsentDocumentsContract",
    "ConsentsContract",
    "Contract",
    "ContributorsContract",
    "DatabaseCopiesContract",
    "DecisionsContract",
    "DeliveriesContract",
    "EntrustedSpeakersContract",
    "ErasingContract",
    "FaultReceiverContract",
    "FingerprintsContract",
    "FlagsContract",
    "GoldsContract",
    "HeartbeatsContract",
    "IdSourceContract",
    "IdentitiesContract",
    "InvitationsContract",
    "JobRecoveryContract",
    "JobSenderContract",
    "JobTurnsContract",
    "JobsContract",
    "KnownApiKeysContract",
    "KnownDevicesContract",
    "LeasesContract",
    "LicenceTextsContract",
    "LineSortingContract",
    "LinkSignerContract",
    "LogInProvidersContract",
    "MailerContract",
    "MetricsContract",
    "NoticePostContract",
    "NoticesContract",
    "OriginHasherContract",
    "OverviewContract",
    "PasswordHasherContract",
    "PeriodicTurnsContract",
    "PreferencesOfNoticesContract",
    "PromptKindsContract",
    "PromptSkipsContract",
    "PromptsContract",
    "PulsesContract",
    "QueueCountsContract",
    "RandomSourceContract",
    "RateLimiterContract",
    "ReadingsContract",
    "ReceiptsContract",
    "RecordingsContract",
    "ReleaseKeyringContract",
    "ReleaseMembersContract",
    "ReleaseRowsContract",
    "ReleaseSelectionContract",
    "ReleaseSignerContract",
    "ReleasesContract",
    "ReviewsContract",
    "SealerContract",
    "SecretSourceContract",
    "SecurityLogContract",
    "SeriesFeedsContract",
    "SessionsContract",
    "SpeakersContract",
    "SpectralReporterContract",
    "StandingsContract",
    "StoreContract",
    "TableSinkContract",
    "TasksContract",
    "TraceCollectorContract",
    "TranscriptSorterContract",
    "TranscriptSourceContract",
    "TranscriptionsContract",
    "UnitOfWorkContract",
    "UploadsContract",
    "ViewContract",
    "VoiceActivityContract",
    "WebhookSecretsContract",
    "WebhookSenderContract",
    "WebhooksContract",
    "WithdrawalFeedContract",
    "WithdrawalsContract",
    "WorkPoolContract",
    "ZipperContract",
]
