"""The state of the memory adapter: a table for each repository, one journal, one lock."""

from datetime import datetime
from threading import Lock, get_ident, local
from uuid import UUID

import attrs

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.chunking.cuts import Cuts
from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.collections.words import CollectionWords
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.metrics.metric import GaugeReading
from shrutik_core.metrics.pulse import PulseSlot
from shrutik_core.notices.letter import Letter
from shrutik_core.notices.notice import Notice
from shrutik_core.notices.preferences import NoticePreferences
from shrutik_core.people.api_key import ApiKey
from shrutik_core.people.arrival import Arrival
from shrutik_core.people.consent import Consent
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.entrusted import EntrustedSpeaker, RecordedConsent
from shrutik_core.people.identity import Identity
from shrutik_core.people.invitation import Invitation
from shrutik_core.people.login_attempts import LoginAttempts
from shrutik_core.people.one_time_token import OneTimeToken
from shrutik_core.people.session import RefreshToken, Session
from shrutik_core.people.speaker import Speaker
from shrutik_core.people.withdrawal import Withdrawal
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import Prompt
from shrutik_core.prompts.skip import PromptSkip
from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.recordings.upload import Upload, UploadPart
from shrutik_core.releases.feed.head import SignedHead
from shrutik_core.releases.feed.row import FeedRow
from shrutik_core.releases.release import Release
from shrutik_core.releases.row import ReleaseMember
from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.releases.withdrawn_clip import WithdrawnClip
from shrutik_core.review.report import ClipReport
from shrutik_core.review.review import Review
from shrutik_core.shared.heartbeats import Heartbeat
from shrutik_core.shared.ids import ReleaseId, WithdrawalId
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import Receipt
from shrutik_core.transcription.flag import Flag
from shrutik_core.transcription.gold import Gold
from shrutik_core.transcription.task import Task
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.webhooks.delivery import Delivery
from shrutik_core.webhooks.webhook import Webhook
from shrutik_memory.notice_rows import KnownDevice, PostedNotice
from shrutik_memory.tables import Journal, Table


@attrs.frozen
class WithdrawnState:
    """The state in which a withdrawal found a recording, or one of its chunks."""

    withdrawal: WithdrawalId
    thing: UUID
    status: RecordingStatus | ChunkStatus


@attrs.frozen
class ToldClip:
    """A row of a release's withdrawal feed, and the withdrawal that it is of."""

    release: ReleaseId
    withdrawal: WithdrawalId
    row: WithdrawnClip


class _Commits(local):
    """How many commits were begun; each thread has a number of its own.

    Attributes:
        begun: by this thread.
    """

    begun = 0


class MemoryStore:
    """Everything that is kept; make one for each test, share it among the units of work."""

    def __init__(self) -> None:
        self.journal, self.commits = Journal(), _Commits()
        self._set_up_people(self.journal)
        self._set_up_log_ins(self.journal)
        self._set_up_voices(self.journal)
        self._set_up_prompts(self.journal)
        self._set_up_work(self.journal)
        self._set_up_withdrawals(self.journal)
        self._set_up_groups(self.journal)
        self._set_up_notices(self.journal)
        self._lock = Lock()
        self._owner: int | None = None

    def _set_up_people(self, journal: Journal) -> None:
        self.contributors = Table[Contributor](journal, "contributor", email=lambda row: row.email)
        self.speakers = Table[Speaker](journal, "speaker")
        self.arrivals = Table[Arrival](journal, "arrival", origin=lambda row: row.origin)
        self.consents = Table[Consent](
            journal, "consent", speaker=lambda row: row.speaker, about=lambda row: (row.speaker, row.collection)
        )
        self.receipts = Table[Receipt](journal, "receipt")
        self.audit = Table[AuditEntry](journal, "audit_entry", subject=lambda row: row.subject)
        self.api_keys = Table[ApiKey](
            journal, "api_key", contributor=lambda row: row.contributor, prefix=lambda row: row.prefix
        )

    def _set_up_log_ins(self, journal: Journal) -> None:
        self.sessions = Table[Session](journal, "session", contributor=lambda row: row.contributor)
        self.refresh_tokens = Table[RefreshToken](journal, "refresh_token")
        self.one_time_tokens = Table[OneTimeToken](journal, "one_time_token", contributor=lambda row: row.contributor)
        self.letters = Table[Letter](journal, "letter")
        self.login_attempts = Table[LoginAttempts](journal, "login_attempts")

    def _set_up_voices(self, journal: Journal) -> None:
        self.collections = Table[Collection](journal, "collection", slug=lambda row: row.slug)
        self.collection_words = Table[CollectionWords](journal, "collection_words")
        self.consent_documents = Table[ConsentDocument](
            journal, "consent_document", collection=lambda row: row.collection
        )
        self.recordings = Table[Recording](
            journal, "recording", prompt=lambda row: row.prompt, speaker=lambda row: row.speaker
        )
        self.uploads = Table[Upload](journal, "upload", contributor=lambda row: row.contributor)
        self.upload_parts = Table[UploadPart](journal, "upload_part", upload=lambda row: row.upload)
        self.cuts = Table[Cuts](journal, "cuts")
        self.fingerprints = Table[RecordingFingerprint](journal, "fingerprint", collection=lambda row: row.collection)
        self.chunks = Table[Chunk](
            journal,
            "chunk",
            recording=lambda row: row.recording,
            collection=lambda row: row.collection,
            queue=lambda row: (row.collection, row.status),
        )
        self.releases = Table[Release](journal, "release", name=lambda row: row.name)
        self.measures = Table[MeasuredClip](journal, "measures")
        self.members = Table[frozenset[ReleaseMember]](journal, "members")

    def _set_up_prompts(self, journal: Journal) -> None:
        self.prompts = Table[Prompt](
            journal,
            "prompt",
            collection=lambda row: row.collection,
            asked=lambda row: (row.collection, row.kind, row.medium, row.text),
        )
        self.prompt_media = Table[PromptMedium](journal, "prompt_medium")
        self.prompt_skips = Table[PromptSkip](
            journal,
            "prompt_skip",
            prompt=lambda row: row.prompt,
            speaker=lambda row: row.speaker,
            pair=lambda row: (row.prompt, row.speaker),
        )

    def _set_up_work(self, journal: Journal) -> None:
        self.tasks = Table[Task](
            journal,
            "task",
            chunk=lambda row: row.chunk,
            contributor=lambda row: row.contributor,
            pair=lambda row: (row.chunk, row.contributor),
            status=lambda row: row.status,
        )
        self.transcriptions = Table[Transcription](
            journal,
            "transcription",
            chunk=lambda row: row.chunk,
            task=lambda row: row.task,
            contributor=lambda row: row.contributor,
            pair=lambda row: (row.chunk, row.contributor),
        )
        self.golds = Table[Gold](journal, "gold", collection=lambda row: row.collection)
        self.consensuses = Table[ConsensusRecord](journal, "consensus")
        self.standings = Table[Standing](journal, "standing")
        self.flags = Table[Flag](journal, "flag", about=lambda row: row.about)
        self.reviews = Table[Review](journal, "review", chunk=lambda row: row.chunk, status=lambda row: row.status)
        self.jobs = Table[Job](journal, "job", status=lambda row: row.status, work=lambda row: (row.kind, row.subject))
        self.heartbeats = Table[Heartbeat](journal, "heartbeat")
        self.periodic_turns = Table[datetime](journal, "periodic_turn")
        self.readings = Table[tuple[GaugeReading, datetime]](journal, "reading")
        self.pulses = Table[PulseSlot](journal, "pulse")
        self.webhooks = Table[Webhook](journal, "webhook", contributor=lambda row: row.contributor)
        self.deliveries = Table[Delivery](journal, "delivery", webhook=lambda row: row.webhook)

    def _set_up_withdrawals(self, journal: Journal) -> None:
        self.clip_reports = Table[ClipReport](
            journal, "clip_report", chunk=lambda row: row.chunk, contributor=lambda row: row.contributor
        )
        self.withdrawals = Table[Withdrawal](journal, "withdrawal", contributor=lambda row: row.contributor)
        self.withdrawn_states = Table[WithdrawnState](journal, "withdrawn_state", withdrawal=lambda row: row.withdrawal)
        self.withdrawn_clips = Table[ToldClip](
            journal, "withdrawn_clip", release=lambda row: row.release, withdrawal=lambda row: row.withdrawal
        )
        self.feed_rows = Table[FeedRow](journal, "feed_row", series=lambda row: row.series)
        self.feed_heads = Table[SignedHead](journal, "feed_head")

    def _set_up_groups(self, journal: Journal) -> None:
        self.invitations = Table[Invitation](journal, "invitation", code=lambda row: row.code_hash)
        self.entrusted = Table[EntrustedSpeaker](journal, "speaker", facilitator=lambda row: row.facilitator)
        self.recorded_consents = Table[RecordedConsent](journal, "recorded_consent")
        self.identities = Table[Identity](
            journal, "identity", who=lambda row: (row.issuer, row.subject), contributor=lambda row: row.contributor
        )

    def _set_up_notices(self, journal: Journal) -> None:
        self.notices = Table[Notice](journal, "notice", contributor=lambda row: row.contributor)
        self.notice_post = Table[PostedNotice](
            journal, "posted_notice", contributor=lambda row: row.contributor, letter=lambda row: row.letter
        )
        self.notice_preferences = Table[NoticePreferences](journal, "notice_preferences")
        self.known_devices = Table[KnownDevice](journal, "known_device", contributor=lambda row: row.contributor)

    def begin(self) -> None:
        """Wait for the end of the unit of work of another thread.

        Raises:
            RuntimeError: if this thread has one open already: it would wait for itself.
        """
        if self._owner == get_ident():
            raise RuntimeError("This thread has a unit of work open already; end it before another is begun.")
        self._lock.acquire()
        self._owner = get_ident()

    def end(self, *, keep: bool) -> None:
        """Let the next unit of work begin, with what this one changed, or without."""
        if keep:
            self.journal.forget()
        else:
            self.journal.undo()
        self._owner = None
        self._lock.release()
