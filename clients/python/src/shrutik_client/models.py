"""Messages of the API, generated from its document: what is sent and comes, as dictionaries with types."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

AgeBand = Literal[
    "teens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
]

Audience = Literal[
    "account",
    "voice",
    "reviewer",
]

Channel = Literal[
    "off",
    "page",
    "at_once",
    "daily",
    "weekly",
]

ChunkStatus = Literal[
    "silent",
    "open",
    "in_review",
    "settled",
    "rejected",
    "withdrawn",
]

Closure = Literal[
    "account_inactive",
    "leases_held",
    "tasks_used_up",
    "no_chunks",
]

ConsentStatus = Literal[
    "given",
    "withdrawn",
]

ContributorStatus = Literal[
    "active",
    "disabled",
    "erased",
]

DeliveryStatus = Literal[
    "waiting",
    "delivered",
    "dead",
]

EventType = Literal[
    "recording.chunked",
    "recording.refused",
    "recording.failed",
    "chunk.settled",
    "chunk.rejected",
    "chunk.reopened",
    "review.asked",
    "release.ready",
    "release.failed",
    "consent.withdrawn",
    "voice.withdrawn",
    "withdrawal.undone",
    "withdrawal.erased",
    "webhook.test",
]

FlagKind = Literal[
    "too_fast",
    "copied",
]

Gender = Literal[
    "female",
    "male",
    "another",
]

InvitationState = Literal[
    "open",
    "expired",
    "used",
    "revoked",
]

JobKind = Literal[
    "process_recording",
    "decide_chunk",
    "build_release",
    "recompute_collection",
    "send_letter",
    "withdraw",
    "ask_consent_anew",
    "tell_speakers",
]

JobStatus = Literal[
    "waiting",
    "running",
    "done",
    "dead",
]

LeaderboardOrder = Literal[
    "recorded",
    "transcribed",
]

LeftOut = Literal[
    "withdrawn",
    "unsettled",
    "without_consent",
    "account_disabled",
    "wordless",
    "synthetic",
    "reported",
    "language",
    "decision",
    "confidence",
    "expected_wer",
    "duration",
    "quality",
    "date",
    "traits",
    "prompt",
]

NoticeKind = Literal[
    "role_changed",
    "account_disabled",
    "account_enabled",
    "password_changed",
    "email_changed",
    "new_session",
    "refresh_reused",
    "withdrawal_begun",
    "withdrawal_undone",
    "withdrawal_done",
    "consent_asked_again",
    "recording_refused",
    "release_ready",
    "review_asked",
    "key_made",
    "identity_linked",
    "webhook_off",
]

Obstacle = Literal[
    "not_open",
    "own_voice",
    "kin_voice",
    "entrusted_voice",
    "had_before",
    "enough_votes",
]

Permission = Literal[
    "record",
    "transcribe",
    "invite",
    "record_for_others",
    "review",
    "read_releases",
    "make_releases",
    "see_all",
    "manage_collections",
    "manage_people",
    "manage_jobs",
    "read_audit",
    "use_webhooks",
]

PromptKind = Literal[
    "text",
    "picture",
    "sound",
    "question",
]

PromptSkipReason = Literal[
    "cannot_read",
    "has_errors",
    "wrong_language",
    "offensive",
    "personal",
    "other",
]

PromptState = Literal[
    "offered",
    "set_aside",
]

Purpose = Literal[
    "record",
    "publish",
    "contact",
]

RecordingStatus = Literal[
    "uploaded",
    "processing",
    "chunked",
    "refused",
    "failed",
    "withdrawn",
]

RefreshTokenIn = Literal[
    "body",
    "cookie",
]

ReleaseFormat = Literal[
    "csv",
    "jsonl",
    "common_voice",
    "ljspeech",
    "kaldi",
    "nemo",
    "lhotse",
    "webdataset",
    "parquet",
]

ReleaseStatus = Literal[
    "requested",
    "building",
    "ready",
    "failed",
    "superseded",
]

ReviewDecision = Literal[
    "accept",
    "edit",
    "reject",
]

ReviewStatus = Literal[
    "queued",
    "decided",
    "closed",
]

Role = Literal[
    "contributor",
    "facilitator",
    "reviewer",
    "researcher",
    "admin",
]

Settler = Literal[
    "consensus",
    "reviewer",
]

SkipReason = Literal[
    "inaudible",
    "wrong_language",
    "no_speech",
    "several_speakers",
    "cut_off",
    "offensive",
    "too_hard",
    "other",
]

Split = Literal[
    "train",
    "dev",
    "test",
    "all",
]

SplitBy = Literal[
    "speaker",
    "prompt",
]

TaskStatus = Literal[
    "leased",
    "submitted",
    "skipped",
    "expired",
    "cancelled",
]

Trait = Literal[
    "age",
    "gender",
    "native_language",
    "accent",
    "dialect",
    "region",
]

UploadStatus = Literal[
    "receiving",
    "complete",
    "refused",
]

WebhookStatus = Literal[
    "active",
    "paused",
    "failing",
    "gone",
]

Why = Literal[
    "unanimous",
    "most_votes",
    "most_weight",
    "context",
]

WithdrawalKind = Literal[
    "recording",
    "purpose",
    "account",
]

WithdrawalReason = Literal[
    "recording",
    "purpose",
    "account",
    "undone",
]

WithdrawalStatus = Literal[
    "requested",
    "undone",
    "erasing",
    "done",
]


class AcceptanceRequest(TypedDict):
    """A person who was invited opens their account, or has it given back."""

    code: str
    name: str
    locale: NotRequired[str]
    refresh_token_in: NotRequired[RefreshTokenIn]


class AccountMessage(TypedDict):
    """An account."""

    id: str
    email: str | None
    name: str
    role: Role
    locale: str
    status: ContributorStatus
    created_at: str
    collection_ids: list[str]
    email_verified_at: str | None
    collections: list[str]


class AgreementMessage(TypedDict):
    """How far second looks bear out what settled the chunks; the figures are some minutes old at most."""

    clips: int
    same: int
    alpha_texts: float | None
    alpha_words: float | None


class AgreementQuery(TypedDict):
    """Of which collection the agreement is wanted."""

    collection: str


class ApiKeyMessage(TypedDict):
    """An API key, without its secret."""

    id: str
    name: str
    prefix: str
    scopes: list[Permission]
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None


class ApiKeyPage(TypedDict):
    """Some of the caller's keys, and where the next page begins."""

    items: list[ApiKeyMessage]
    next_cursor: str | None
    total: int | None


class ApiKeyRequest(TypedDict):
    """A key for a program of one's own."""

    name: str
    scopes: list[Permission]
    expires_in: NotRequired[int | None]


class ArrivalMessage(TypedDict):
    """The account that a log-in elsewhere opened, or was linked to."""

    account: AccountMessage
    new: bool
    linked: bool
    access_token: str | None
    token_type: str
    expires_in: int | None
    refresh_token: str | None


class AuditMessage(TypedDict):
    """One thing that was done."""

    id: str
    number: int
    at: str
    actor_id: str | None
    action: str
    subject_id: str
    facts: dict[str, Any]
    origin: str
    digest: str


class AuditPage(TypedDict):
    """Some entries, and where the next page begins."""

    items: list[AuditMessage]
    next_cursor: str | None
    total: int | None


class AuditQuery(TypedDict):
    """Which entries are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    subject: NotRequired[str | None]
    actor: NotRequired[str | None]
    action: NotRequired[str | None]
    before: NotRequired[str | None]


class Bounds(TypedDict):
    """Numbers from one to another, both included; null is no bound."""

    low: NotRequired[float | None]
    high: NotRequired[float | None]


class CallbackQuery(TypedDict):
    """What a browser brings back from a provider; anything else that it brings is ignored."""

    code: NotRequired[str]
    state: NotRequired[str]
    iss: NotRequired[str]


class CheckMessage(TypedDict):
    """Whether one part can be used."""

    ok: bool
    detail: str
    vital: bool


class ChoiceMessage(TypedDict):
    """One thing that may have been said at one place."""

    text: str
    probability: float
    support: float
    voters: list[int]
    weights: list[float]


class ChunkMessage(TypedDict):
    """One clip of a recording."""

    id: str
    recording_id: str | None
    collection_id: str
    index: int | None
    start: float | None
    end: float | None
    duration: float
    silent: bool
    status: ChunkStatus
    votes: int
    votes_wanted: int
    text: str | None
    confidence: float | None
    settled_by: Settler | None
    sample_rate: int
    bytes: int
    sha256: str | None
    quality: dict[str, Any]
    audio_url: str
    peaks_url: str
    spectrogram_url: str


class ChunkPage(TypedDict):
    """Some chunks of a recording, and where the next page begins."""

    items: list[ChunkMessage]
    next_cursor: str | None
    total: int | None


class ClipReportMessage(TypedDict):
    """A report of a clip; it stays out of new releases until a reviewer has looked."""

    id: str
    reason: str
    reported_at: str


class ClosureMessage(TypedDict):
    """What prevents lending a person anything."""

    closure: Closure
    detail: str


class CollectionChange(TypedDict):
    """What a collection gets in place of what it has; what is left out stays."""

    policies: NotRequired[PoliciesRequest]
    about: NotRequired[dict[str, str]]
    guidelines: NotRequired[dict[str, str]]
    goal_hours: NotRequired[float | None]


class CollectionMessage(TypedDict):
    """What is collected together."""

    id: str
    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentTextMessage
    policies: PoliciesMessage
    about: dict[str, str]
    guidelines: dict[str, str]
    goal_hours: float | None
    created_at: str


class CollectionPage(TypedDict):
    """Some collections, and where the next page begins."""

    items: list[CollectionMessage]
    next_cursor: str | None
    total: int | None


class CollectionQuery(TypedDict):
    """Which collections are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    language: NotRequired[str | None]


class CollectionRequest(TypedDict):
    """A collection as an admin wants it."""

    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentDraftRequest
    policies: NotRequired[PoliciesRequest]
    about: NotRequired[dict[str, str]]
    guidelines: NotRequired[dict[str, str]]
    goal_hours: NotRequired[float | None]


class ConcernedRelease(TypedDict):
    """A release that holds the voice: its files are no longer served, and its feed tells of the clips."""

    id: str
    name: str
    version: int
    withdrawals: str


class ConsensusMessage(TypedDict):
    """What a chunk's transcriptions agree on."""

    chunk_id: str
    status: ChunkStatus
    decision: Literal["accept", "more_votes", "review"]
    text: str | None
    confidence: float | None
    expected_wer: float | None
    rate: Literal["WER", "CER"]
    votes: int
    reasons: list[str]
    words: list[dict[str, Any]]
    settled_by: Settler | None
    consensus_text: str | None
    method: str | None
    computed_at: str | None
    network: list[SlotMessage] | None
    transcriptions: list[VoteMessage] | None


class ConsentDocumentMessage(TypedDict):
    """One version of a collection's consent document, in one of its languages."""

    version: str
    text: str
    language: str
    languages: list[str]
    purposes: list[Purpose]
    hash: str
    audio: dict[str, str]
    collection_id: str
    main_language: str
    licence: str
    replaces: bool
    published_at: str


class ConsentDraftRequest(TypedDict):
    """What speakers are asked to agree to, word for word."""

    version: str
    text: str
    language: NotRequired[str | None]
    translations: NotRequired[dict[str, str]]
    purposes: NotRequired[list[Literal["record", "publish", "contact"]]]
    replaces: NotRequired[bool]


class ConsentMessage(TypedDict):
    """One agreement."""

    id: str
    collection_id: str
    version: str
    purposes: list[Purpose]
    language: str | None
    hash: str | None
    narrowed_from: str | None
    statement: str | None
    status: ConsentStatus
    given_at: str
    withdrawn_at: str | None


class ConsentPage(TypedDict):
    """Some of the caller's consents, and where the next page begins."""

    items: list[ConsentMessage]
    next_cursor: str | None
    total: int | None


class ConsentQuery(TypedDict):
    """Which version is wanted, and in which language."""

    version: NotRequired[str | None]
    language: NotRequired[str | None]


class ConsentRequest(TypedDict):
    """A speaker agrees to what a collection asks, in the wording that was shown."""

    collection: str
    version: str
    purposes: list[Literal["record", "publish", "contact"]]
    language: NotRequired[str | None]
    hash: NotRequired[str | None]


class ConsentTextMessage(TypedDict):
    """What speakers are asked to agree to, word for word."""

    version: str
    text: str
    language: str
    languages: list[str]
    purposes: list[Purpose]
    hash: str
    audio: dict[str, str]


class ConsentVersionQuery(TypedDict):
    """Which version is wanted."""

    version: NotRequired[str | None]


class DatedPageQuery(TypedDict):
    """Which page of a list is wanted, and from which time."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]


class DayBounds(TypedDict):
    """Days, UTC, from one to another, both included; null is no bound."""

    first: NotRequired[str | None]
    last: NotRequired[str | None]


class DayMessage(TypedDict):
    """One day of a person."""

    date: str
    recorded_seconds: float
    transcriptions: int


class DeliveryMessage(TypedDict):
    """One event on its way to one webhook, or there."""

    event_id: str
    message: EventMessage
    status: DeliveryStatus
    attempts: int
    next_attempt_at: str | None
    ended_at: str | None
    answer: int | None
    error: str


class DeliveryPage(TypedDict):
    """Some of a webhook's deliveries, and where the next page begins."""

    items: list[DeliveryMessage]
    next_cursor: str | None
    total: int | None


class DeliveryQuery(TypedDict):
    """Which deliveries are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    status: NotRequired[DeliveryStatus | None]


class DifferingMessage(TypedDict):
    """What settled a chunk, and what a second look came to; who decided is not said."""

    earlier: str
    second: str | None


class EmailChange(TypedDict):
    """A person changes their address, once the new one is confirmed."""

    email: str
    password: NotRequired[str | None]


class EmailVerification(TypedDict):
    """The code from a letter, which shows that the letter reached the person."""

    token: str


class EventMessage(TypedDict):
    """What a program is sent."""

    type: EventType
    timestamp: str
    data: dict[str, Any]


class EvidenceMessage(TypedDict):
    """One text that is evidence for a flag."""

    transcription_id: str
    chunk_id: str
    beside_id: str | None
    took_seconds: float | None
    clip_seconds: float | None


class FlagMessage(TypedDict):
    """What an admin should look at in a person's texts; it changes nothing by itself."""

    id: str
    kind: FlagKind
    contributor_id: str
    other_id: str | None
    raised_at: str
    evidence: list[EvidenceMessage]


class FlagPage(TypedDict):
    """Some flags, and where the next page begins."""

    items: list[FlagMessage]
    next_cursor: str | None
    total: int | None


class FlagQuery(TypedDict):
    """Which flags are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    kind: NotRequired[FlagKind | None]
    contributor_id: NotRequired[str | None]


class ForgottenPassword(TypedDict):
    """A person has forgotten their password."""

    email: str


class GoldMessage(TypedDict):
    """A chunk whose text is known, lent unseen among others."""

    chunk_id: str
    collection_id: str
    text: str
    marked_by: str
    marked_at: str
    lent: int


class GoldRequest(TypedDict):
    """What is known to be said in a chunk."""

    text: NotRequired[str | None]


class HealthMessage(TypedDict):
    """The process answers."""

    status: str


class IdentityList(TypedDict):
    """Your log-ins elsewhere."""

    items: list[IdentityMessage]


class IdentityMessage(TypedDict):
    """A log-in elsewhere that opens your account."""

    id: str
    issuer: str
    subject: str
    created_at: str


class InvitationMessage(TypedDict):
    """An invitation as whoever made it sees it."""

    id: str
    prefix: str
    collection_id: str
    name: str
    status: InvitationState
    made_by: str | None
    replaces: str | None
    created_at: str
    expires_at: str
    ended_at: str | None
    account_id: str | None
    account_name: str | None


class InvitationPage(TypedDict):
    """Some invitations, and where the next page begins."""

    items: list[InvitationMessage]
    next_cursor: str | None
    total: int | None


class InvitationQuery(TypedDict):
    """Which invitations are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    collection: NotRequired[str | None]
    status: NotRequired[InvitationState | None]


class InvitationRequest(TypedDict):
    """Codes for new people of a collection, or one code that gives an account back to its holder."""

    collection: NotRequired[str | None]
    name: NotRequired[str]
    count: NotRequired[int]
    expires_in: NotRequired[int]
    replaces: NotRequired[str | None]


class IssuedInvitationMessage(TypedDict):
    """An invitation with its code, which is shown this once."""

    id: str
    code: str
    prefix: str
    url: str
    qr_svg: str
    collection: str
    name: str
    replaces: str | None
    created_at: str
    expires_at: str


class IssuedInvitations(TypedDict):
    """The new invitations."""

    items: list[IssuedInvitationMessage]


class JobMessage(TypedDict):
    """One piece of background work."""

    id: str
    kind: JobKind
    subject_id: str
    status: JobStatus
    attempts: int
    error: str
    error_code: str | None
    due_at: str
    sent_at: str | None
    started_at: str | None
    finished_at: str | None
    created_at: str


class JobPage(TypedDict):
    """Some jobs, and where the next page begins."""

    items: list[JobMessage]
    next_cursor: str | None
    total: int | None


class JobQuery(TypedDict):
    """Which jobs are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    status: NotRequired[JobStatus | None]


class JwksMessage(TypedDict):
    """Public keys, by which others may check access tokens; none if tokens are signed with a shared secret."""

    keys: list[dict[str, str]]


class KindMessage(TypedDict):
    """How notices of one kind reach the caller."""

    kind: NoticeKind
    audience: Audience
    channel: Channel
    choices: list[Channel]


class KnownWebhookMessage(TypedDict):
    """A webhook with its secret, by which its program verifies what it is sent."""

    id: str
    name: str
    url: str
    events: list[EventType]
    collection_id: str | None
    status: WebhookStatus
    failures: int
    failing_since: str | None
    rotated_at: str | None
    created_at: str
    secret: str


class LanguageMessage(TypedDict):
    """A language that Shrutik can name; others are taken by their BCP 47 tags."""

    tag: str
    name: str
    endonym: str
    direction: str


class LanguagesMessage(TypedDict):
    """All of them; the list has one page."""

    items: list[LanguageMessage]
    next_cursor: None


class LeaderboardMessage(TypedDict):
    """Who gave most this month, of those who chose to be named (`on_leaderboard`); it is some minutes old at most."""

    first: list[LeaderboardPlaceMessage]
    own: LeaderboardPlaceMessage | None


class LeaderboardPlaceMessage(TypedDict):
    """A person's place; the month begins in UTC."""

    rank: int
    name: str
    recorded_seconds_this_month: float
    recorded_seconds: float
    transcribed_this_month: int
    transcribed: int


class LeaderboardQuery(TypedDict):
    """What the leaderboard goes by."""

    by: NotRequired[LeaderboardOrder]


class LeftOutMessage(TypedDict):
    """Clips that stay out for one reason."""

    reason: LeftOut
    clips: int
    seconds: float


class LentChunkMessage(TypedDict):
    """What is to be transcribed."""

    id: str
    duration: float
    language: str
    audio_url: str
    peaks_url: str
    spectrogram_url: str


class LetterMessage(TypedDict):
    """Word that a letter is on its way, if mail is set up and there is somebody to send it to."""

    detail: str


class LineFault(TypedDict):
    """What is wrong with one line of a file."""

    line: int
    detail: str
    code: str
    figures: dict[str, float]


class LinkMessage(TypedDict):
    """A log-in elsewhere that will be linked to your account."""

    url: str


class ListedPromptMessage(TypedDict):
    """A prompt as it stands in a list, with what speakers say of it."""

    id: str
    collection_id: str
    kind: PromptKind
    text: str
    media_url: str | None
    media_type: str | None
    longest: int | None
    source: str
    created_at: str
    set_aside_at: str | None
    skips: dict[str, int] | None


class LoginRequest(TypedDict):
    """An address and its password."""

    email: str
    password: str
    refresh_token_in: NotRequired[RefreshTokenIn]


class MadeApiKeyMessage(TypedDict):
    """A new API key, to be sent as `Authorization: Bearer shk_…`."""

    id: str
    name: str
    prefix: str
    scopes: list[Permission]
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None
    key: str | None


class NextPromptRequest(TypedDict):
    """The collection for which the caller wants something to say."""

    collection: str
    speaker: NotRequired[str | None]


class NoticeMessage(TypedDict):
    """One notice."""

    id: str
    kind: NoticeKind
    text: str
    language: str
    facts: dict[str, str | int]
    leads_to: str
    created_at: str
    read_at: str | None


class NoticePage(TypedDict):
    """Some of the caller's notices, and where the next page begins."""

    items: list[NoticeMessage]
    next_cursor: str | None
    total: int | None
    unread: int


class NoticeQuery(TypedDict):
    """Which notices are wanted, and in which language."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    unread: NotRequired[bool]
    language: NotRequired[str | None]


class NumberedPageQuery(TypedDict):
    """Which page of a list in order of numbers is wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]


class ObstacleMessage(TypedDict):
    """What keeps chunks from a person."""

    obstacle: Obstacle
    chunks: int
    detail: str


class OverviewDayMessage(TypedDict):
    """What was done on one day."""

    date: str
    recorded_seconds: float
    transcribed_seconds: float
    settled_seconds: float
    people: int


class OverviewMessage(TypedDict):
    """How much there is, and what was done; the sums are some minutes old at most."""

    recordings: dict[str, int]
    chunks: dict[str, int]
    transcriptions: TranscriptionCountsMessage
    days: list[OverviewDayMessage]


class OverviewQuery(TypedDict):
    """Which collection is wanted, and by which clock days begin."""

    utc_offset: NotRequired[int]
    collection: NotRequired[str | None]


class PageQuery(TypedDict):
    """Which page of a list is wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]


class PasswordChange(TypedDict):
    """A person changes their password; all their sessions end."""

    current_password: NotRequired[str | None]
    new_password: str


class PasswordReset(TypedDict):
    """The code from a letter, and the account's new password."""

    token: str
    password: str


class PeaksMessage(TypedDict):
    """The outline of a clip, of all its channels; full scale is 127."""

    per_second: int
    low: list[int]
    high: list[int]


class PoliciesMessage(TypedDict):
    """How a collection differs from the defaults, by family; what is not named has its default."""

    chunking: NotRequired[dict[str, Any]]
    quality: NotRequired[dict[str, Any]]
    consensus: NotRequired[dict[str, Any]]
    lending: NotRequired[dict[str, Any]]
    copies: NotRequired[dict[str, Any]]
    voters: NotRequired[dict[str, Any]]
    second_look: NotRequired[dict[str, Any]]
    offering: NotRequired[dict[str, Any]]


class PoliciesRequest(TypedDict):
    """How a collection differs from the defaults, by family; what is left out has its default."""

    chunking: NotRequired[dict[str, Any]]
    quality: NotRequired[dict[str, Any]]
    consensus: NotRequired[dict[str, Any]]
    lending: NotRequired[dict[str, Any]]
    copies: NotRequired[dict[str, Any]]
    voters: NotRequired[dict[str, Any]]
    second_look: NotRequired[dict[str, Any]]
    offering: NotRequired[dict[str, Any]]


class PreferencesMessage(TypedDict):
    """What the caller chose about notices."""

    items: list[KindMessage]
    reached: bool
    utc_offset: int | None


class PreferencesRequest(TypedDict):
    """What the caller chooses; what is left out stays as it was."""

    choices: NotRequired[dict[str, Channel]]
    utc_offset: NotRequired[int | None]


class PreviewMessage(TypedDict):
    """What a release would hold, had it been built now; each clip that stays out is counted under one reason."""

    clips: int
    seconds: float
    speakers: int
    splits: list[SplitMessage]
    left_out: list[LeftOutMessage]


class PreviewedPrompt(TypedDict):
    """A prompt as an import would make it."""

    text: str
    kind: PromptKind
    media_url: str | None
    longest: int | None


class Problem(TypedDict):
    """An error (RFC 9457), with a stable code for programs and a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemField]


class ProblemField(TypedDict):
    """One field of the input that was wrong."""

    field: str
    detail: str
    code: str


class ProfileMessage(TypedDict):
    """A person's own account, with what they say of themselves."""

    id: str
    email: str | None
    name: str
    role: Role
    locale: str
    status: ContributorStatus
    created_at: str
    collection_ids: list[str]
    email_verified_at: str | None
    collections: list[str]
    traits: TraitsMessage
    traits_in_releases: bool | list[Trait]
    on_leaderboard: bool


class ProfileRequest(TypedDict):
    """What is to change; what is left out stays as it is."""

    name: NotRequired[str | None]
    locale: NotRequired[str | None]
    traits: NotRequired[TraitsRequest | None]
    traits_in_releases: NotRequired[bool | list[Trait] | None]
    on_leaderboard: NotRequired[bool | None]


class ProgressMessage(TypedDict):
    """How far a collection has come; the sums are some minutes old at most."""

    recorded_hours: float
    transcribed_hours: float
    settled_hours: float
    speakers: int
    goal_hours: float | None


class PromptItem(TypedDict):
    """One thing to be said, of any kind."""

    text: str
    kind: NotRequired[PromptKind]
    media_id: NotRequired[str | None]
    longest: NotRequired[int | None]


class PromptMediumMessage(TypedDict):
    """A picture or a sound that prompts may show or play."""

    id: str
    media_type: str
    bytes: int


class PromptMessage(TypedDict):
    """What a speaker is asked to say."""

    id: str
    collection_id: str
    kind: PromptKind
    text: str
    media_url: str | None
    media_type: str | None
    longest: int | None
    source: str
    created_at: str


class PromptPage(TypedDict):
    """Some prompts of a collection, and where the next page begins."""

    items: list[ListedPromptMessage]
    next_cursor: str | None
    total: int | None


class PromptQuery(TypedDict):
    """Whose prompts are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    collection: str
    state: NotRequired[PromptState | None]


class PromptSkipRequest(TypedDict):
    """Why a speaker would rather not say a prompt."""

    reason: PromptSkipReason
    speaker: NotRequired[str | None]


class PromptsAdded(TypedDict):
    """How many prompts were new."""

    added: int
    passed_over: int


class PromptsImportQuery(TypedDict):
    """Where imported prompts go."""

    collection: str
    source: NotRequired[str]


class PromptsPreviewMessage(TypedDict):
    """What an import would do; nothing was kept."""

    added: int
    passed_over: int
    errors: list[LineFault]
    items: list[PreviewedPrompt]


class PromptsRequest(TypedDict):
    """What is to be said; prompts that the collection already has are passed over."""

    collection: str
    texts: NotRequired[list[str]]
    items: NotRequired[list[PromptItem]]
    source: NotRequired[str]


class ProviderList(TypedDict):
    """The institutions."""

    items: list[ProviderMessage]


class ProviderMessage(TypedDict):
    """An institution whose log-in people may use."""

    name: str
    url: str


class PulseMessage(TypedDict):
    """How the installation did, in at most 120 points; what was seen is a minute old at most."""

    point_minutes: int
    points: list[PulsePointMessage]


class PulsePointMessage(TypedDict):
    """What was seen in one stretch of time."""

    begins: str
    requests: int
    failed: int
    decided: int
    waiting: int
    oldest_seconds: float
    dead: int


class PulseQuery(TypedDict):
    """Of how many days the pulse is wanted."""

    days: NotRequired[int]


class QueueMessage(TypedDict):
    """Why a person is lent what they are lent; `obstacles` and `offered` add up to all chunks of the collection."""

    offered: int
    places: int
    chunks: dict[str, int]
    closures: list[ClosureMessage]
    obstacles: list[ObstacleMessage]


class QueueQuery(TypedDict):
    """For whom a queue is explained, and which."""

    collection: str
    user_id: str


class ReadMessage(TypedDict):
    """What became of it."""

    read: int


class ReadRequest(TypedDict):
    """Which notices were read."""

    up_to: NotRequired[str | None]
    only: NotRequired[str | None]


class ReadinessMessage(TypedDict):
    """Every vital part can be used."""

    status: str
    release: str
    checks: dict[str, CheckMessage]


class ReasonMessage(TypedDict):
    """Why a recording was refused, failed, or was taken with a warning."""

    code: str
    detail: str


class RecordingMessage(TypedDict):
    """One take of one voice, and what became of it."""

    id: str
    status: RecordingStatus
    reasons: list[ReasonMessage]
    duration: float | None
    sample_rate: int | None
    channels: int | None
    codec: str | None
    chunk_count: int
    quality: dict[str, Any]
    collection_id: str
    prompt_id: str | None
    media_type: str
    bytes: int
    sha256: str
    metadata: dict[str, Any]
    copy_of: str | None
    audio_url: str
    created_at: str
    updated_at: str
    withdrawn_at: str | None


class RecordingPage(TypedDict):
    """Some recordings, and where the next page begins."""

    items: list[RecordingMessage]
    next_cursor: str | None
    total: int | None


class RecordingQuery(TypedDict):
    """Which recordings are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    collection: NotRequired[str | None]
    status: NotRequired[RecordingStatus | None]
    speaker: NotRequired[str | None]


class RecordingReceipt(TypedDict):
    """A recording has been stored; its cutting is due."""

    id: str
    status: RecordingStatus
    collection_id: str
    prompt_id: str | None
    media_type: str
    bytes: int
    sha256: str
    created_at: str


class RefreshRequest(TypedDict):
    """The refresh token to be traded; without one, the cookie's is traded, and the next comes in the cookie."""

    refresh_token: NotRequired[str | None]


class RegistrationRequest(TypedDict):
    """A person makes an account of their own; its role is contributor."""

    email: str
    password: str
    name: str
    locale: NotRequired[str]


class ReleaseFileMessage(TypedDict):
    """One file of a release."""

    name: str
    bytes: int
    sha256: str
    media_type: str
    url: str


class ReleaseMessage(TypedDict):
    """A numbered dataset; nothing in it changes once it is ready."""

    id: str
    name: str
    version: int
    status: ReleaseStatus
    progress: float
    clips: int
    seconds: float
    files: list[ReleaseFileMessage]
    withdrawals: str
    digest: str
    error: str
    error_code: str | None
    collection_ids: list[str]
    formats: list[ReleaseFormat]
    min_confidence: float
    selection: SelectionMessage
    created_at: str
    finished_at: str | None


class ReleasePage(TypedDict):
    """Some releases, and where the next page begins."""

    items: list[ReleaseMessage]
    next_cursor: str | None
    total: int | None


class ReleaseQuery(TypedDict):
    """Which releases are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    status: NotRequired[ReleaseStatus | None]


class ReleaseReceipt(TypedDict):
    """A release has been asked for; its building is due."""

    id: str
    name: str
    version: int
    status: ReleaseStatus
    created_at: str


class ReleaseRequest(TypedDict):
    """A release as a researcher wants it; all conditions hold at once."""

    name: str
    collections: list[str]
    formats: list[Literal["csv", "jsonl", "common_voice", "ljspeech", "kaldi", "nemo", "lhotse", "webdataset", "parquet"]]
    min_confidence: NotRequired[float]
    max_expected_wer: NotRequired[float | None]
    decisions: NotRequired[list[Literal["consensus", "reviewer"]]]
    languages: NotRequired[list[str]]
    seconds: NotRequired[Bounds]
    quality: NotRequired[dict[str, Any]]
    recorded: NotRequired[DayBounds]
    traits: NotRequired[dict[str, Any]]
    synthetic: NotRequired[bool]
    reported: NotRequired[bool]
    split_by: NotRequired[Literal["speaker", "prompt"]]
    parted: NotRequired[bool]
    accepted: NotRequired[dict[str, Any]]


class ReleasedClipReportRequest(TypedDict):
    """What is wrong with a clip of a release."""

    reason: str
    clip: str


class ReportRequest(TypedDict):
    """What is wrong with a clip."""

    reason: str


class ReportedMessage(TypedDict):
    """What somebody says is wrong with a clip; who it was is not said."""

    reason: str
    reported_at: str


class ReviewCaseMessage(TypedDict):
    """All that a reviewer needs to decide."""

    id: str
    chunk_id: str
    collection_id: str
    reasons: list[str]
    queued_at: str
    chunk: ChunkMessage
    consensus: ConsensusMessage
    transcriptions: list[ReviewedTranscription]
    differing: DifferingMessage | None
    reports: list[ReportedMessage]


class ReviewCasePage(TypedDict):
    """Some chunks that wait for a reviewer, and where the next page begins."""

    items: list[ReviewCaseMessage]
    next_cursor: str | None
    total: int | None


class ReviewMessage(TypedDict):
    """A decided review."""

    id: str
    chunk_id: str
    status: ReviewStatus
    decision: ReviewDecision | None
    text: str | None
    reason: str
    decided_at: str | None


class ReviewQueueQuery(TypedDict):
    """Which chunks that wait for a reviewer are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    collection: NotRequired[str | None]


class ReviewedTranscription(TypedDict):
    """What one person typed; who it was is not said."""

    id: str
    text: str
    late: bool
    created_at: str


class RulingRequest(TypedDict):
    """What a reviewer decides; `edit` takes the text, the others take none."""

    chunk_id: str
    decision: ReviewDecision
    text: NotRequired[str | None]
    reason: NotRequired[str]


class SelectionMessage(TypedDict):
    """The conditions that a release was made under; bounds are a list of two, null is no bound."""

    min_confidence: float
    max_expected_wer: float | None
    decisions: list[Settler]
    languages: list[str]
    seconds: list[float | None]
    quality: dict[str, list[float | None]]
    recorded: list[str | None]
    traits: dict[str, list[str]]
    synthetic: bool
    reported: bool
    split_by: SplitBy
    parted: bool
    accepted: dict[str, str]


class SeriesFeedQuery(TypedDict):
    """From where the feed of a series is wanted."""

    after: NotRequired[int]


class SessionMessage(TypedDict):
    """One place where you are logged in."""

    id: str
    created_at: str
    last_used_at: str
    agent: str
    current: bool


class SessionPage(TypedDict):
    """Where you are logged in, newest first."""

    items: list[SessionMessage]
    next_cursor: str | None
    total: int | None


class SkipRequest(TypedDict):
    """Why the caller gives a task up."""

    reason: NotRequired[SkipReason]


class SkippedPromptMessage(TypedDict):
    """A prompt that was skipped."""

    prompt_id: str
    reason: PromptSkipReason


class SkippedTaskMessage(TypedDict):
    """A task that was given up."""

    id: str
    chunk_id: str
    status: TaskStatus
    reason: SkipReason | None


class SlotMessage(TypedDict):
    """One place of the aligned network: what was chosen there, and what else was heard."""

    chosen: ChoiceMessage
    why: Why
    rivals: list[ChoiceMessage]


class SpeakerMessage(TypedDict):
    """A person without an account, for whom you record."""

    id: str
    collection_id: str
    name: str
    minor: bool
    guardian: str
    created_at: str


class SpeakerPage(TypedDict):
    """Some speakers, and where the next page begins."""

    items: list[SpeakerMessage]
    next_cursor: str | None
    total: int | None


class SpeakerRequest(TypedDict):
    """A person without an account, for whom you record."""

    collection: str
    name: str
    minor: NotRequired[bool]
    guardian: NotRequired[str]


class SplitMessage(TypedDict):
    """Clips that would go out in one split."""

    split: Split
    clips: int
    seconds: float


class StartQuery(TypedDict):
    """What the log-in is for."""

    to: NotRequired[str]


class StatsMessage(TypedDict):
    """What a person has done so far; recordings that were refused, failed or withdrawn do not count."""

    recorded_seconds: float
    recordings: int
    transcriptions: int
    settled: int
    streak_days: int
    days: list[DayMessage]


class StatsQuery(TypedDict):
    """By which clock days begin."""

    utc_offset: NotRequired[int]


class StopQuery(TypedDict):
    """What proves that a letter reached whoever asks."""

    expires: str
    subject: str
    signature: str


class TaskMessage(TypedDict):
    """One chunk lent to one person for a while."""

    id: str
    status: TaskStatus
    collection_id: str
    leased_at: str
    lease_expires_at: str
    chunk: LentChunkMessage


class TaskPage(TypedDict):
    """Some of the caller's tasks, and where the next page begins."""

    items: list[TaskMessage]
    next_cursor: str | None
    total: int | None


class TaskQuery(TypedDict):
    """Which of the caller's own tasks are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    status: NotRequired[TaskStatus | None]


class TasksRequest(TypedDict):
    """How many chunks the caller would like to transcribe."""

    collection: str
    count: NotRequired[int]


class TasksTaken(TypedDict):
    """What was lent; an empty list if there is nothing to do."""

    items: list[TaskMessage]


class TokenMessage(TypedDict):
    """Proof of who calls, to be sent as `Authorization: Bearer ...`."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None


class TraitsMessage(TypedDict):
    """What a person says of themselves; null if they say nothing."""

    age: AgeBand | None
    gender: Gender | None
    native_language: str | None
    accent: str | None
    dialect: str | None
    region: str | None


class TraitsRequest(TypedDict):
    """What a person says of themselves: a trait that is left out stays, one that is null is withdrawn."""

    age: NotRequired[AgeBand | None]
    gender: NotRequired[Gender | None]
    native_language: NotRequired[str | None]
    accent: NotRequired[str | None]
    dialect: NotRequired[str | None]
    region: NotRequired[str | None]


class TranscriptionCountsMessage(TypedDict):
    """Transcriptions, with those that are still to come."""

    votes: int
    leased: int
    wanted: int


class TranscriptionMessage(TypedDict):
    """What the caller typed."""

    id: str
    task_id: str
    chunk_id: str
    late: bool
    created_at: str
    text: str


class TranscriptionPage(TypedDict):
    """Some of the caller's transcriptions, and where the next page begins."""

    items: list[TranscriptionMessage]
    next_cursor: str | None
    total: int | None


class TranscriptionReceipt(TypedDict):
    """A transcription that was kept."""

    id: str
    task_id: str
    chunk_id: str
    late: bool
    created_at: str


class TranscriptionReceipts(TypedDict):
    """The transcriptions that were kept, in the order of the items."""

    items: list[TranscriptionReceipt]


class TranscriptionRequest(TypedDict):
    """What was heard for one task; empty if nothing is said."""

    task_id: str
    text: str


class TranscriptionsRequest(TypedDict):
    """What was heard for one or more tasks; all of it is kept, or none."""

    items: list[TranscriptionRequest]


class UploadMessage(TypedDict):
    """A recording on its way, and what became of it."""

    id: str
    status: UploadStatus
    collection_id: str
    bytes: int
    offset: int
    recording_id: str | None
    sha256: str | None
    problem: UploadProblem | None
    created_at: str
    expires_at: str


class UploadPage(TypedDict):
    """Some of the caller's uploads that take more, and where the next page begins."""

    items: list[UploadMessage]
    next_cursor: str | None
    total: int | None


class UploadProblem(TypedDict):
    """Why an upload was refused for good."""

    code: str
    detail: str


class UploadQuery(TypedDict):
    """Where a recording goes, said before it is sent."""

    collection: NotRequired[str | None]
    speaker: NotRequired[str | None]


class UserChange(TypedDict):
    """What an admin changes in an account; what is left out stays."""

    role: NotRequired[Role | None]
    status: NotRequired[Literal["active", "disabled"] | None]
    collections: NotRequired[list[str] | None]


class UserPage(TypedDict):
    """Some accounts, and where the next page begins."""

    items: list[AccountMessage]
    next_cursor: str | None
    total: int | None


class UserQuery(TypedDict):
    """Which accounts are wanted."""

    limit: NotRequired[int]
    cursor: NotRequired[str | None]
    total: NotRequired[bool]
    created_after: NotRequired[str | None]
    created_before: NotRequired[str | None]
    status: NotRequired[ContributorStatus | None]
    role: NotRequired[Role | None]
    q: NotRequired[str]


class VoteMessage(TypedDict):
    """One transcription as it counts in the consensus."""

    letter: str | None
    text: str
    accuracy: float
    agreement: float
    counted: bool
    witness: bool


class WebhookChangeRequest(TypedDict):
    """What changes in a webhook; what is left out stays."""

    name: NotRequired[str | None]
    url: NotRequired[str | None]
    events: NotRequired[list[EventType] | None]
    active: NotRequired[bool | None]


class WebhookMessage(TypedDict):
    """A webhook, without its secret."""

    id: str
    name: str
    url: str
    events: list[EventType]
    collection_id: str | None
    status: WebhookStatus
    failures: int
    failing_since: str | None
    rotated_at: str | None
    created_at: str


class WebhookPage(TypedDict):
    """Some of the caller's webhooks, and where the next page begins."""

    items: list[WebhookMessage]
    next_cursor: str | None
    total: int | None


class WebhookRequest(TypedDict):
    """A program that wants to be told."""

    name: str
    url: str
    events: list[EventType]
    collection: NotRequired[str | None]


class WelcomeMessage(TypedDict):
    """The account, and proof of who calls."""

    account: AccountMessage
    collection_id: str
    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None


class WithdrawalMessage(TypedDict):
    """Something that was taken back."""

    id: str
    kind: WithdrawalKind
    status: WithdrawalStatus
    recording_id: str | None
    collection_id: str | None
    purpose: Purpose | None
    requested_at: str
    undo_until: str
    ended_at: str | None
    releases: list[ConcernedRelease]


class WithdrawalPage(TypedDict):
    """Some of the caller's withdrawals, and where the next page begins."""

    items: list[WithdrawalMessage]
    next_cursor: str | None
    total: int | None


class WithdrawalRequest(TypedDict):
    """What is taken back: a recording, or a collection and one purpose of it, or the account; one of them."""

    recording: NotRequired[str | None]
    collection: NotRequired[str | None]
    purpose: NotRequired[str | None]
    account: NotRequired[bool]


class WithdrawnClipMessage(TypedDict):
    """A clip to be taken out of copies of a release; a later row for the same clip overrides an earlier one."""

    number: int
    clip: str
    reason: WithdrawalReason
    at: str


class WithdrawnClipPage(TypedDict):
    """Some rows of a release's withdrawal feed, oldest first, and where the next page begins."""

    items: list[WithdrawnClipMessage]
    next_cursor: str | None
    total: int | None
