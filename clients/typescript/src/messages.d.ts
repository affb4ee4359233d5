/** Messages of the API, generated from its document. */

/** How old a speaker is, by decades; who says nothing has no band. */
export type AgeBand = "teens" | "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties";

/** As whom a person is told. */
export type Audience = "account" | "voice" | "reviewer";

/** How notices of one kind reach a person; whatever comes by mail stands on the page as well. */
export type Channel = "off" | "page" | "at_once" | "daily" | "weekly";

/** Where a chunk is in its life. */
export type ChunkStatus = "silent" | "open" | "in_review" | "settled" | "rejected" | "withdrawn";

/** Why a person is offered nothing at all, whatever chunks there are. */
export type Closure = "account_inactive" | "leases_held" | "tasks_used_up" | "no_chunks";

/** Where a consent is in its life: ``given -> withdrawn``. */
export type ConsentStatus = "given" | "withdrawn";

/** Where an account is in its life. */
export type ContributorStatus = "active" | "disabled" | "erased";

/** Where a delivery is in its life. */
export type DeliveryStatus = "waiting" | "delivered" | "dead";

/** What happened; a name that is told once never gets another meaning. */
export type EventType = "recording.chunked" | "recording.refused" | "recording.failed" | "chunk.settled" | "chunk.rejected" | "chunk.reopened" | "review.asked" | "release.ready" | "release.failed" | "consent.withdrawn" | "voice.withdrawn" | "withdrawal.undone" | "withdrawal.erased" | "webhook.test";

/** What is to be looked at. */
export type FlagKind = "too_fast" | "copied";

/** What a speaker says of their gender; who says nothing has none. */
export type Gender = "female" | "male" | "another";

/** What became of an invitation so far: where it is in its life, and whether it ran out meanwhile. */
export type InvitationState = "open" | "expired" | "used" | "revoked";

/** What a job does; each kind has one use case and one actor of its name. */
export type JobKind = "process_recording" | "decide_chunk" | "build_release" | "recompute_collection" | "send_letter" | "withdraw" | "ask_consent_anew" | "tell_speakers";

/** Where a job is in its life. */
export type JobStatus = "waiting" | "running" | "done" | "dead";

/** What a leaderboard goes by. */
export type LeaderboardOrder = "recorded" | "transcribed";

/** Why a chunk does not go out; the first that holds, in this order, is the one that is told. */
export type LeftOut = "withdrawn" | "unsettled" | "without_consent" | "account_disabled" | "wordless" | "synthetic" | "reported" | "language" | "decision" | "confidence" | "expected_wer" | "duration" | "quality" | "date" | "traits" | "prompt";

/** What a notice tells of; `wording` has the words of each, `catalogue` the rules. */
export type NoticeKind = "role_changed" | "account_disabled" | "account_enabled" | "password_changed" | "email_changed" | "new_session" | "refresh_reused" | "withdrawal_begun" | "withdrawal_undone" | "withdrawal_done" | "consent_asked_again" | "recording_refused" | "release_ready" | "review_asked" | "key_made" | "identity_linked" | "webhook_off";

/** Why a person is not offered a chunk. */
export type Obstacle = "not_open" | "own_voice" | "kin_voice" | "entrusted_voice" | "had_before" | "enough_votes";

/** One thing that a use case asks leave for. */
export type Permission = "record" | "transcribe" | "invite" | "record_for_others" | "review" | "read_releases" | "make_releases" | "see_all" | "manage_collections" | "manage_people" | "manage_jobs" | "read_audit" | "use_webhooks";

/** How a speaker is brought to speak. */
export type PromptKind = "text" | "picture" | "sound" | "question";

/** Why a speaker would rather not say a prompt. */
export type PromptSkipReason = "cannot_read" | "has_errors" | "wrong_language" | "offensive" | "personal" | "other";

/** Whether a prompt is offered. */
export type PromptState = "offered" | "set_aside";

/** What a speaker may be asked to agree to. */
export type Purpose = "record" | "publish" | "contact";

/** Where a recording is in its life. */
export type RecordingStatus = "uploaded" | "processing" | "chunked" | "refused" | "failed" | "withdrawn";

/** Where a caller's refresh tokens go. */
export type RefreshTokenIn = "body" | "cookie";

/** How a release's texts are written, beside its manifest. */
export type ReleaseFormat = "csv" | "jsonl" | "common_voice" | "ljspeech" | "kaldi" | "nemo" | "lhotse" | "webdataset" | "parquet";

/** Where a release is in its life. */
export type ReleaseStatus = "requested" | "building" | "ready" | "failed" | "superseded";

/** What a reviewer may say. */
export type ReviewDecision = "accept" | "edit" | "reject";

/** Where a review is in its life. */
export type ReviewStatus = "queued" | "decided" | "closed";

/** What a contributor's account is for; each account has one. */
export type Role = "contributor" | "facilitator" | "reviewer" | "researcher" | "admin";

/** Who had the last word on a chunk's text. */
export type Settler = "consensus" | "reviewer";

/** Why a contributor would rather not transcribe a chunk. */
export type SkipReason = "inaudible" | "wrong_language" | "no_speech" | "several_speakers" | "cut_off" | "offensive" | "too_hard" | "other";

/** What a clip is meant for. */
export type Split = "train" | "dev" | "test" | "all";

/** What is never in two splits. */
export type SplitBy = "speaker" | "prompt";

/** Where a task is in its life. */
export type TaskStatus = "leased" | "submitted" | "skipped" | "expired" | "cancelled";

/** One thing that a speaker may say of themselves. */
export type Trait = "age" | "gender" | "native_language" | "accent" | "dialect" | "region";

/** Where an upload is in its life. */
export type UploadStatus = "receiving" | "complete" | "refused";

/** Whether a webhook is told anything. */
export type WebhookStatus = "active" | "paused" | "failing" | "gone";

/** Why a slot's choice was given out and no other. */
export type Why = "unanimous" | "most_votes" | "most_weight" | "context";

/** How much is withdrawn. */
export type WithdrawalKind = "recording" | "purpose" | "account";

/** Why a clip stands in a feed; never who took it back. */
export type WithdrawalReason = "recording" | "purpose" | "account" | "undone";

/** Where a withdrawal is in its life. */
export type WithdrawalStatus = "requested" | "undone" | "erasing" | "done";

/** A person who was invited opens their account, or has it given back. */
export interface AcceptanceRequest {
  code: string;
  name: string;
  locale?: string;
  refresh_token_in?: RefreshTokenIn;
}

/** An account. */
export interface AccountMessage {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  locale: string;
  status: ContributorStatus;
  created_at: string;
  collection_ids: string[];
  email_verified_at: string | null;
  collections: string[];
}

/** How far second looks bear out what settled the chunks; the figures are some minutes old at most. */
export interface AgreementMessage {
  clips: number;
  same: number;
  alpha_texts: number | null;
  alpha_words: number | null;
}

/** Of which collection the agreement is wanted. */
export interface AgreementQuery {
  collection: string;
}

/** An API key, without its secret. */
export interface ApiKeyMessage {
  id: string;
  name: string;
  prefix: string;
  scopes: Permission[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** Some of the caller's keys, and where the next page begins. */
export interface ApiKeyPage {
  items: ApiKeyMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A key for a program of one's own. */
export interface ApiKeyRequest {
  name: string;
  scopes: Permission[];
  expires_in?: number | null;
}

/** The account that a log-in elsewhere opened, or was linked to. */
export interface ArrivalMessage {
  account: AccountMessage;
  new: boolean;
  linked: boolean;
  access_token: string | null;
  token_type: string;
  expires_in: number | null;
  refresh_token: string | null;
}

/** One thing that was done. */
export interface AuditMessage {
  id: string;
  number: number;
  at: string;
  actor_id: string | null;
  action: string;
  subject_id: string;
  facts: Record<string, unknown>;
  origin: string;
  digest: string;
}

/** Some entries, and where the next page begins. */
export interface AuditPage {
  items: AuditMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which entries are wanted. */
export interface AuditQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  subject?: string | null;
  actor?: string | null;
  action?: string | null;
  before?: string | null;
}

/** Numbers from one to another, both included; null is no bound. */
export interface Bounds {
  low?: number | null;
  high?: number | null;
}

/** What a browser brings back from a provider; anything else that it brings is ignored. */
export interface CallbackQuery {
  code?: string;
  state?: string;
  iss?: string;
}

/** Whether one part can be used. */
export interface CheckMessage {
  ok: boolean;
  detail: string;
  vital: boolean;
}

/** One thing that may have been said at one place. */
export interface ChoiceMessage {
  text: string;
  probability: number;
  support: number;
  voters: number[];
  weights: number[];
}

/** One clip of a recording. */
export interface ChunkMessage {
  id: string;
  recording_id: string | null;
  collection_id: string;
  index: number | null;
  start: number | null;
  end: number | null;
  duration: number;
  silent: boolean;
  status: ChunkStatus;
  votes: number;
  votes_wanted: number;
  text: string | null;
  confidence: number | null;
  settled_by: Settler | null;
  sample_rate: number;
  bytes: number;
  sha256: string | null;
  quality: Record<string, unknown>;
  audio_url: string;
  peaks_url: string;
  spectrogram_url: string;
}

/** Some chunks of a recording, and where the next page begins. */
export interface ChunkPage {
  items: ChunkMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A report of a clip; it stays out of new releases until a reviewer has looked. */
export interface ClipReportMessage {
  id: string;
  reason: string;
  reported_at: string;
}

/** What prevents lending a person anything. */
export interface ClosureMessage {
  closure: Closure;
  detail: string;
}

/** What a collection gets in place of what it has; what is left out stays. */
export interface CollectionChange {
  policies?: PoliciesRequest;
  about?: Record<string, string>;
  guidelines?: Record<string, string>;
  goal_hours?: number | null;
}

/** What is collected together. */
export interface CollectionMessage {
  id: string;
  slug: string;
  language: string;
  name: string;
  licence: string;
  consent: ConsentTextMessage;
  policies: PoliciesMessage;
  about: Record<string, string>;
  guidelines: Record<string, string>;
  goal_hours: number | null;
  created_at: string;
}

/** Some collections, and where the next page begins. */
export interface CollectionPage {
  items: CollectionMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which collections are wanted. */
export interface CollectionQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  language?: string | null;
}

/** A collection as an admin wants it. */
export interface CollectionRequest {
  slug: string;
  language: string;
  name: string;
  licence: string;
  consent: ConsentDraftRequest;
  policies?: PoliciesRequest;
  about?: Record<string, string>;
  guidelines?: Record<string, string>;
  goal_hours?: number | null;
}

/** A release that holds the voice: its files are no longer served, and its feed tells of the clips. */
export interface ConcernedRelease {
  id: string;
  name: string;
  version: number;
  withdrawals: string;
}

/** What a chunk's transcriptions agree on. */
export interface ConsensusMessage {
  chunk_id: string;
  status: ChunkStatus;
  decision: "accept" | "more_votes" | "review";
  text: string | null;
  confidence: number | null;
  expected_wer: number | null;
  rate: "WER" | "CER";
  votes: number;
  reasons: string[];
  words: Record<string, unknown>[];
  settled_by: Settler | null;
  consensus_text: string | null;
  method: string | null;
  computed_at: string | null;
  network: SlotMessage[] | null;
  transcriptions: VoteMessage[] | null;
}

/** One version of a collection's consent document, in one of its languages. */
export interface ConsentDocumentMessage {
  version: string;
  text: string;
  language: string;
  languages: string[];
  purposes: Purpose[];
  hash: string;
  audio: Record<string, string>;
  collection_id: string;
  main_language: string;
  licence: string;
  replaces: boolean;
  published_at: string;
}

/** What speakers are asked to agree to, word for word. */
export interface ConsentDraftRequest {
  version: string;
  text: string;
  language?: string | null;
  translations?: Record<string, string>;
  purposes?: ("record" | "publish" | "contact")[];
  replaces?: boolean;
}

/** One agreement. */
export interface ConsentMessage {
  id: string;
  collection_id: string;
  version: string;
  purposes: Purpose[];
  language: string | null;
  hash: string | null;
  narrowed_from: string | null;
  statement: string | null;
  status: ConsentStatus;
  given_at: string;
  withdrawn_at: string | null;
}

/** Some of the caller's consents, and where the next page begins. */
export interface ConsentPage {
  items: ConsentMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which version is wanted, and in which language. */
export interface ConsentQuery {
  version?: string | null;
  language?: string | null;
}

/** A speaker agrees to what a collection asks, in the wording that was shown. */
export interface ConsentRequest {
  collection: string;
  version: string;
  purposes: ("record" | "publish" | "contact")[];
  language?: string | null;
  hash?: string | null;
}

/** What speakers are asked to agree to, word for word. */
export interface ConsentTextMessage {
  version: string;
  text: string;
  language: string;
  languages: string[];
  purposes: Purpose[];
  hash: string;
  audio: Record<string, string>;
}

/** Which version is wanted. */
export interface ConsentVersionQuery {
  version?: string | null;
}

/** Which page of a list is wanted, and from which time. */
export interface DatedPageQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
}

/** Days, UTC, from one to another, both included; null is no bound. */
export interface DayBounds {
  first?: string | null;
  last?: string | null;
}

/** One day of a person. */
export interface DayMessage {
  date: string;
  recorded_seconds: number;
  transcriptions: number;
}

/** One event on its way to one webhook, or there. */
export interface DeliveryMessage {
  event_id: string;
  message: EventMessage;
  status: DeliveryStatus;
  attempts: number;
  next_attempt_at: string | null;
  ended_at: string | null;
  answer: number | null;
  error: string;
}

/** Some of a webhook's deliveries, and where the next page begins. */
export interface DeliveryPage {
  items: DeliveryMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which deliveries are wanted. */
export interface DeliveryQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  status?: DeliveryStatus | null;
}

/** What settled a chunk, and what a second look came to; who decided is not said. */
export interface DifferingMessage {
  earlier: string;
  second: string | null;
}

/** A person changes their address, once the new one is confirmed. */
export interface EmailChange {
  email: string;
  password?: string | null;
}

/** The code from a letter, which shows that the letter reached the person. */
export interface EmailVerification {
  token: string;
}

/** What a program is sent. */
export interface EventMessage {
  type: EventType;
  timestamp: string;
  data: Record<string, unknown>;
}

/** One text that is evidence for a flag. */
export interface EvidenceMessage {
  transcription_id: string;
  chunk_id: string;
  beside_id: string | null;
  took_seconds: number | null;
  clip_seconds: number | null;
}

/** What an admin should look at in a person's texts; it changes nothing by itself. */
export interface FlagMessage {
  id: string;
  kind: FlagKind;
  contributor_id: string;
  other_id: string | null;
  raised_at: string;
  evidence: EvidenceMessage[];
}

/** Some flags, and where the next page begins. */
export interface FlagPage {
  items: FlagMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which flags are wanted. */
export interface FlagQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  kind?: FlagKind | null;
  contributor_id?: string | null;
}

/** A person has forgotten their password. */
export interface ForgottenPassword {
  email: string;
}

/** A chunk whose text is known, lent unseen among others. */
export interface GoldMessage {
  chunk_id: string;
  collection_id: string;
  text: string;
  marked_by: string;
  marked_at: string;
  lent: number;
}

/** What is known to be said in a chunk. */
export interface GoldRequest {
  text?: string | null;
}

/** The process answers. */
export interface HealthMessage {
  status: string;
}

/** Your log-ins elsewhere. */
export interface IdentityList {
  items: IdentityMessage[];
}

/** A log-in elsewhere that opens your account. */
export interface IdentityMessage {
  id: string;
  issuer: string;
  subject: string;
  created_at: string;
}

/** An invitation as whoever made it sees it. */
export interface InvitationMessage {
  id: string;
  prefix: string;
  collection_id: string;
  name: string;
  status: InvitationState;
  made_by: string | null;
  replaces: string | null;
  created_at: string;
  expires_at: string;
  ended_at: string | null;
  account_id: string | null;
  account_name: string | null;
}

/** Some invitations, and where the next page begins. */
export interface InvitationPage {
  items: InvitationMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which invitations are wanted. */
export interface InvitationQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  collection?: string | null;
  status?: InvitationState | null;
}

/** Codes for new people of a collection, or one code that gives an account back to its holder. */
export interface InvitationRequest {
  collection?: string | null;
  name?: string;
  count?: number;
  expires_in?: number;
  replaces?: string | null;
}

/** An invitation with its code, which is shown this once. */
export interface IssuedInvitationMessage {
  id: string;
  code: string;
  prefix: string;
  url: string;
  qr_svg: string;
  collection: string;
  name: string;
  replaces: string | null;
  created_at: string;
  expires_at: string;
}

/** The new invitations. */
export interface IssuedInvitations {
  items: IssuedInvitationMessage[];
}

/** One piece of background work. */
export interface JobMessage {
  id: string;
  kind: JobKind;
  subject_id: string;
  status: JobStatus;
  attempts: number;
  error: string;
  error_code: string | null;
  due_at: string;
  sent_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  created_at: string;
}

/** Some jobs, and where the next page begins. */
export interface JobPage {
  items: JobMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which jobs are wanted. */
export interface JobQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  status?: JobStatus | null;
}

/** Public keys, by which others may check access tokens; none if tokens are signed with a shared secret. */
export interface JwksMessage {
  keys: Record<string, string>[];
}

/** How notices of one kind reach the caller. */
export interface KindMessage {
  kind: NoticeKind;
  audience: Audience;
  channel: Channel;
  choices: Channel[];
}

/** A webhook with its secret, by which its program verifies what it is sent. */
export interface KnownWebhookMessage {
  id: string;
  name: string;
  url: string;
  events: EventType[];
  collection_id: string | null;
  status: WebhookStatus;
  failures: number;
  failing_since: string | null;
  rotated_at: string | null;
  created_at: string;
  secret: string;
}

/** A language that Shrutik can name; others are taken by their BCP 47 tags. */
export interface LanguageMessage {
  tag: string;
  name: string;
  endonym: string;
  direction: string;
}

/** All of them; the list has one page. */
export interface LanguagesMessage {
  items: LanguageMessage[];
  next_cursor: null;
}

/** Who gave most this month, of those who chose to be named (`on_leaderboard`); it is some minutes old at most. */
export interface LeaderboardMessage {
  first: LeaderboardPlaceMessage[];
  own: LeaderboardPlaceMessage | null;
}

/** A person's place; the month begins in UTC. */
export interface LeaderboardPlaceMessage {
  rank: number;
  name: string;
  recorded_seconds_this_month: number;
  recorded_seconds: number;
  transcribed_this_month: number;
  transcribed: number;
}

/** What the leaderboard goes by. */
export interface LeaderboardQuery {
  by?: LeaderboardOrder;
}

/** Clips that stay out for one reason. */
export interface LeftOutMessage {
  reason: LeftOut;
  clips: number;
  seconds: number;
}

/** What is to be transcribed. */
export interface LentChunkMessage {
  id: string;
  duration: number;
  language: string;
  audio_url: string;
  peaks_url: string;
  spectrogram_url: string;
}

/** Word that a letter is on its way, if mail is set up and there is somebody to send it to. */
export interface LetterMessage {
  detail: string;
}

/** What is wrong with one line of a file. */
export interface LineFault {
  line: number;
  detail: string;
  code: string;
  figures: Record<string, number>;
}

/** A log-in elsewhere that will be linked to your account. */
export interface LinkMessage {
  url: string;
}

/** A prompt as it stands in a list, with what speakers say of it. */
export interface ListedPromptMessage {
  id: string;
  collection_id: string;
  kind: PromptKind;
  text: string;
  media_url: string | null;
  media_type: string | null;
  longest: number | null;
  source: string;
  created_at: string;
  set_aside_at: string | null;
  skips: Record<string, number> | null;
}

/** An address and its password. */
export interface LoginRequest {
  email: string;
  password: string;
  refresh_token_in?: RefreshTokenIn;
}

/** A new API key, to be sent as `Authorization: Bearer shk_…`. */
export interface MadeApiKeyMessage {
  id: string;
  name: string;
  prefix: string;
  scopes: Permission[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  key: string | null;
}

/** The collection for which the caller wants something to say. */
export interface NextPromptRequest {
  collection: string;
  speaker?: string | null;
}

/** One notice. */
export interface NoticeMessage {
  id: string;
  kind: NoticeKind;
  text: string;
  language: string;
  facts: Record<string, string | number>;
  leads_to: string;
  created_at: string;
  read_at: string | null;
}

/** Some of the caller's notices, and where the next page begins. */
export interface NoticePage {
  items: NoticeMessage[];
  next_cursor: string | null;
  total: number | null;
  unread: number;
}

/** Which notices are wanted, and in which language. */
export interface NoticeQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  unread?: boolean;
  language?: string | null;
}

/** Which page of a list in order of numbers is wanted. */
export interface NumberedPageQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
}

/** What keeps chunks from a person. */
export interface ObstacleMessage {
  obstacle: Obstacle;
  chunks: number;
  detail: string;
}

/** What was done on one day. */
export interface OverviewDayMessage {
  date: string;
  recorded_seconds: number;
  transcribed_seconds: number;
  settled_seconds: number;
  people: number;
}

/** How much there is, and what was done; the sums are some minutes old at most. */
export interface OverviewMessage {
  recordings: Record<string, number>;
  chunks: Record<string, number>;
  transcriptions: TranscriptionCountsMessage;
  days: OverviewDayMessage[];
}

/** Which collection is wanted, and by which clock days begin. */
export interface OverviewQuery {
  utc_offset?: number;
  collection?: string | null;
}

/** Which page of a list is wanted. */
export interface PageQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
}

/** A person changes their password; all their sessions end. */
export interface PasswordChange {
  current_password?: string | null;
  new_password: string;
}

/** The code from a letter, and the account's new password. */
export interface PasswordReset {
  token: string;
  password: string;
}

/** The outline of a clip, of all its channels; full scale is 127. */
export interface PeaksMessage {
  per_second: number;
  low: number[];
  high: number[];
}

/** How a collection differs from the defaults, by family; what is not named has its default. */
export interface PoliciesMessage {
  chunking?: Record<string, unknown>;
  quality?: Record<string, unknown>;
  consensus?: Record<string, unknown>;
  lending?: Record<string, unknown>;
  copies?: Record<string, unknown>;
  voters?: Record<string, unknown>;
  second_look?: Record<string, unknown>;
  offering?: Record<string, unknown>;
}

/** How a collection differs from the defaults, by family; what is left out has its default. */
export interface PoliciesRequest {
  chunking?: Record<string, unknown>;
  quality?: Record<string, unknown>;
  consensus?: Record<string, unknown>;
  lending?: Record<string, unknown>;
  copies?: Record<string, unknown>;
  voters?: Record<string, unknown>;
  second_look?: Record<string, unknown>;
  offering?: Record<string, unknown>;
}

/** What the caller chose about notices. */
export interface PreferencesMessage {
  items: KindMessage[];
  reached: boolean;
  utc_offset: number | null;
}

/** What the caller chooses; what is left out stays as it was. */
export interface PreferencesRequest {
  choices?: Record<string, Channel>;
  utc_offset?: number | null;
}

/** What a release would hold, had it been built now; each clip that stays out is counted under one reason. */
export interface PreviewMessage {
  clips: number;
  seconds: number;
  speakers: number;
  splits: SplitMessage[];
  left_out: LeftOutMessage[];
}

/** A prompt as an import would make it. */
export interface PreviewedPrompt {
  text: string;
  kind: PromptKind;
  media_url: string | null;
  longest: number | null;
}

/** An error (RFC 9457), with a stable code for programs and a sentence for people. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: ProblemField[];
}

/** One field of the input that was wrong. */
export interface ProblemField {
  field: string;
  detail: string;
  code: string;
}

/** A person's own account, with what they say of themselves. */
export interface ProfileMessage {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  locale: string;
  status: ContributorStatus;
  created_at: string;
  collection_ids: string[];
  email_verified_at: string | null;
  collections: string[];
  traits: TraitsMessage;
  traits_in_releases: boolean | Trait[];
  on_leaderboard: boolean;
}

/** What is to change; what is left out stays as it is. */
export interface ProfileRequest {
  name?: string | null;
  locale?: string | null;
  traits?: TraitsRequest | null;
  traits_in_releases?: boolean | Trait[] | null;
  on_leaderboard?: boolean | null;
}

/** How far a collection has come; the sums are some minutes old at most. */
export interface ProgressMessage {
  recorded_hours: number;
  transcribed_hours: number;
  settled_hours: number;
  speakers: number;
  goal_hours: number | null;
}

/** One thing to be said, of any kind. */
export interface PromptItem {
  text: string;
  kind?: PromptKind;
  media_id?: string | null;
  longest?: number | null;
}

/** A picture or a sound that prompts may show or play. */
export interface PromptMediumMessage {
  id: string;
  media_type: string;
  bytes: number;
}

/** What a speaker is asked to say. */
export interface PromptMessage {
  id: string;
  collection_id: string;
  kind: PromptKind;
  text: string;
  media_url: string | null;
  media_type: string | null;
  longest: number | null;
  source: string;
  created_at: string;
}

/** Some prompts of a collection, and where the next page begins. */
export interface PromptPage {
  items: ListedPromptMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Whose prompts are wanted. */
export interface PromptQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  collection: string;
  state?: PromptState | null;
}

/** Why a speaker would rather not say a prompt. */
export interface PromptSkipRequest {
  reason: PromptSkipReason;
  speaker?: string | null;
}

/** How many prompts were new. */
export interface PromptsAdded {
  added: number;
  passed_over: number;
}

/** Where imported prompts go. */
export interface PromptsImportQuery {
  collection: string;
  source?: string;
}

/** What an import would do; nothing was kept. */
export interface PromptsPreviewMessage {
  added: number;
  passed_over: number;
  errors: LineFault[];
  items: PreviewedPrompt[];
}

/** What is to be said; prompts that the collection already has are passed over. */
export interface PromptsRequest {
  collection: string;
  texts?: string[];
  items?: PromptItem[];
  source?: string;
}

/** The institutions. */
export interface ProviderList {
  items: ProviderMessage[];
}

/** An institution whose log-in people may use. */
export interface ProviderMessage {
  name: string;
  url: string;
}

/** How the installation did, in at most 120 points; what was seen is a minute old at most. */
export interface PulseMessage {
  point_minutes: number;
  points: PulsePointMessage[];
}

/** What was seen in one stretch of time. */
export interface PulsePointMessage {
  begins: string;
  requests: number;
  failed: number;
  decided: number;
  waiting: number;
  oldest_seconds: number;
  dead: number;
}

/** Of how many days the pulse is wanted. */
export interface PulseQuery {
  days?: number;
}

/** Why a person is lent what they are lent; `obstacles` and `offered` add up to all chunks of the collection. */
export interface QueueMessage {
  offered: number;
  places: number;
  chunks: Record<string, number>;
  closures: ClosureMessage[];
  obstacles: ObstacleMessage[];
}

/** For whom a queue is explained, and which. */
export interface QueueQuery {
  collection: string;
  user_id: string;
}

/** What became of it. */
export interface ReadMessage {
  read: number;
}

/** Which notices were read. */
export interface ReadRequest {
  up_to?: string | null;
  only?: string | null;
}

/** Every vital part can be used. */
export interface ReadinessMessage {
  status: string;
  release: string;
  checks: Record<string, CheckMessage>;
}

/** Why a recording was refused, failed, or was taken with a warning. */
export interface ReasonMessage {
  code: string;
  detail: string;
}

/** One take of one voice, and what became of it. */
export interface RecordingMessage {
  id: string;
  status: RecordingStatus;
  reasons: ReasonMessage[];
  duration: number | null;
  sample_rate: number | null;
  channels: number | null;
  codec: string | null;
  chunk_count: number;
  quality: Record<string, unknown>;
  collection_id: string;
  prompt_id: string | null;
  media_type: string;
  bytes: number;
  sha256: string;
  metadata: Record<string, unknown>;
  copy_of: string | null;
  audio_url: string;
  created_at: string;
  updated_at: string;
  withdrawn_at: string | null;
}

/** Some recordings, and where the next page begins. */
export interface RecordingPage {
  items: RecordingMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which recordings are wanted. */
export interface RecordingQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  collection?: string | null;
  status?: RecordingStatus | null;
  speaker?: string | null;
}

/** A recording has been stored; its cutting is due. */
export interface RecordingReceipt {
  id: string;
  status: RecordingStatus;
  collection_id: string;
  prompt_id: string | null;
  media_type: string;
  bytes: number;
  sha256: string;
  created_at: string;
}

/** The refresh token to be traded; without one, the cookie's is traded, and the next comes in the cookie. */
export interface RefreshRequest {
  refresh_token?: string | null;
}

/** A person makes an account of their own; its role is contributor. */
export interface RegistrationRequest {
  email: string;
  password: string;
  name: string;
  locale?: string;
}

/** One file of a release. */
export interface ReleaseFileMessage {
  name: string;
  bytes: number;
  sha256: string;
  media_type: string;
  url: string;
}

/** A numbered dataset; nothing in it changes once it is ready. */
export interface ReleaseMessage {
  id: string;
  name: string;
  version: number;
  status: ReleaseStatus;
  progress: number;
  clips: number;
  seconds: number;
  files: ReleaseFileMessage[];
  withdrawals: string;
  digest: string;
  error: string;
  error_code: string | null;
  collection_ids: string[];
  formats: ReleaseFormat[];
  min_confidence: number;
  selection: SelectionMessage;
  created_at: string;
  finished_at: string | null;
}

/** Some releases, and where the next page begins. */
export interface ReleasePage {
  items: ReleaseMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which releases are wanted. */
export interface ReleaseQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  status?: ReleaseStatus | null;
}

/** A release has been asked for; its building is due. */
export interface ReleaseReceipt {
  id: string;
  name: string;
  version: number;
  status: ReleaseStatus;
  created_at: string;
}

/** A release as a researcher wants it; all conditions hold at once. */
export interface ReleaseRequest {
  name: string;
  collections: string[];
  formats: ("csv" | "jsonl" | "common_voice" | "ljspeech" | "kaldi" | "nemo" | "lhotse" | "webdataset" | "parquet")[];
  min_confidence?: number;
  max_expected_wer?: number | null;
  decisions?: ("consensus" | "reviewer")[];
  languages?: string[];
  seconds?: Bounds;
  quality?: Record<string, unknown>;
  recorded?: DayBounds;
  traits?: Record<string, unknown>;
  synthetic?: boolean;
  reported?: boolean;
  split_by?: "speaker" | "prompt";
  parted?: boolean;
  accepted?: Record<string, unknown>;
}

/** What is wrong with a clip of a release. */
export interface ReleasedClipReportRequest {
  reason: string;
  clip: string;
}

/** What is wrong with a clip. */
export interface ReportRequest {
  reason: string;
}

/** What somebody says is wrong with a clip; who it was is not said. */
export interface ReportedMessage {
  reason: string;
  reported_at: string;
}

/** All that a reviewer needs to decide. */
export interface ReviewCaseMessage {
  id: string;
  chunk_id: string;
  collection_id: string;
  reasons: string[];
  queued_at: string;
  chunk: ChunkMessage;
  consensus: ConsensusMessage;
  transcriptions: ReviewedTranscription[];
  differing: DifferingMessage | null;
  reports: ReportedMessage[];
}

/** Some chunks that wait for a reviewer, and where the next page begins. */
export interface ReviewCasePage {
  items: ReviewCaseMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A decided review. */
export interface ReviewMessage {
  id: string;
  chunk_id: string;
  status: ReviewStatus;
  decision: ReviewDecision | null;
  text: string | null;
  reason: string;
  decided_at: string | null;
}

/** Which chunks that wait for a reviewer are wanted. */
export interface ReviewQueueQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  collection?: string | null;
}

/** What one person typed; who it was is not said. */
export interface ReviewedTranscription {
  id: string;
  text: string;
  late: boolean;
  created_at: string;
}

/** What a reviewer decides; `edit` takes the text, the others take none. */
export interface RulingRequest {
  chunk_id: string;
  decision: ReviewDecision;
  text?: string | null;
  reason?: string;
}

/** The conditions that a release was made under; bounds are a list of two, null is no bound. */
export interface SelectionMessage {
  min_confidence: number;
  max_expected_wer: number | null;
  decisions: Settler[];
  languages: string[];
  seconds: (number | null)[];
  quality: Record<string, (number | null)[]>;
  recorded: (string | null)[];
  traits: Record<string, string[]>;
  synthetic: boolean;
  reported: boolean;
  split_by: SplitBy;
  parted: boolean;
  accepted: Record<string, string>;
}

/** From where the feed of a series is wanted. */
export interface SeriesFeedQuery {
  after?: number;
}

/** One place where you are logged in. */
export interface SessionMessage {
  id: string;
  created_at: string;
  last_used_at: string;
  agent: string;
  current: boolean;
}

/** Where you are logged in, newest first. */
export interface SessionPage {
  items: SessionMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Why the caller gives a task up. */
export interface SkipRequest {
  reason?: SkipReason;
}

/** A prompt that was skipped. */
export interface SkippedPromptMessage {
  prompt_id: string;
  reason: PromptSkipReason;
}

/** A task that was given up. */
export interface SkippedTaskMessage {
  id: string;
  chunk_id: string;
  status: TaskStatus;
  reason: SkipReason | null;
}

/** One place of the aligned network: what was chosen there, and what else was heard. */
export interface SlotMessage {
  chosen: ChoiceMessage;
  why: Why;
  rivals: ChoiceMessage[];
}

/** A person without an account, for whom you record. */
export interface SpeakerMessage {
  id: string;
  collection_id: string;
  name: string;
  minor: boolean;
  guardian: string;
  created_at: string;
}

/** Some speakers, and where the next page begins. */
export interface SpeakerPage {
  items: SpeakerMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A person without an account, for whom you record. */
export interface SpeakerRequest {
  collection: string;
  name: string;
  minor?: boolean;
  guardian?: string;
}

/** Clips that would go out in one split. */
export interface SplitMessage {
  split: Split;
  clips: number;
  seconds: number;
}

/** What the log-in is for. */
export interface StartQuery {
  to?: string;
}

/** What a person has done so far; recordings that were refused, failed or withdrawn do not count. */
export interface StatsMessage {
  recorded_seconds: number;
  recordings: number;
  transcriptions: number;
  settled: number;
  streak_days: number;
  days: DayMessage[];
}

/** By which clock days begin. */
export interface StatsQuery {
  utc_offset?: number;
}

/** What proves that a letter reached whoever asks. */
export interface StopQuery {
  expires: string;
  subject: string;
  signature: string;
}

/** One chunk lent to one person for a while. */
export interface TaskMessage {
  id: string;
  status: TaskStatus;
  collection_id: string;
  leased_at: string;
  lease_expires_at: string;
  chunk: LentChunkMessage;
}

/** Some of the caller's tasks, and where the next page begins. */
export interface TaskPage {
  items: TaskMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which of the caller's own tasks are wanted. */
export interface TaskQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  status?: TaskStatus | null;
}

/** How many chunks the caller would like to transcribe. */
export interface TasksRequest {
  collection: string;
  count?: number;
}

/** What was lent; an empty list if there is nothing to do. */
export interface TasksTaken {
  items: TaskMessage[];
}

/** Proof of who calls, to be sent as `Authorization: Bearer ...`. */
export interface TokenMessage {
  access_token: string;
  token_type: string;
  expires_in: number;
  refresh_token: string | null;
}

/** What a person says of themselves; null if they say nothing. */
export interface TraitsMessage {
  age: AgeBand | null;
  gender: Gender | null;
  native_language: string | null;
  accent: string | null;
  dialect: string | null;
  region: string | null;
}

/** What a person says of themselves: a trait that is left out stays, one that is null is withdrawn. */
export interface TraitsRequest {
  age?: AgeBand | null;
  gender?: Gender | null;
  native_language?: string | null;
  accent?: string | null;
  dialect?: string | null;
  region?: string | null;
}

/** Transcriptions, with those that are still to come. */
export interface TranscriptionCountsMessage {
  votes: number;
  leased: number;
  wanted: number;
}

/** What the caller typed. */
export interface TranscriptionMessage {
  id: string;
  task_id: string;
  chunk_id: string;
  late: boolean;
  created_at: string;
  text: string;
}

/** Some of the caller's transcriptions, and where the next page begins. */
export interface TranscriptionPage {
  items: TranscriptionMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A transcription that was kept. */
export interface TranscriptionReceipt {
  id: string;
  task_id: string;
  chunk_id: string;
  late: boolean;
  created_at: string;
}

/** The transcriptions that were kept, in the order of the items. */
export interface TranscriptionReceipts {
  items: TranscriptionReceipt[];
}

/** What was heard for one task; empty if nothing is said. */
export interface TranscriptionRequest {
  task_id: string;
  text: string;
}

/** What was heard for one or more tasks; all of it is kept, or none. */
export interface TranscriptionsRequest {
  items: TranscriptionRequest[];
}

/** A recording on its way, and what became of it. */
export interface UploadMessage {
  id: string;
  status: UploadStatus;
  collection_id: string;
  bytes: number;
  offset: number;
  recording_id: string | null;
  sha256: string | null;
  problem: UploadProblem | null;
  created_at: string;
  expires_at: string;
}

/** Some of the caller's uploads that take more, and where the next page begins. */
export interface UploadPage {
  items: UploadMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Why an upload was refused for good. */
export interface UploadProblem {
  code: string;
  detail: string;
}

/** Where a recording goes, said before it is sent. */
export interface UploadQuery {
  collection?: string | null;
  speaker?: string | null;
}

/** What an admin changes in an account; what is left out stays. */
export interface UserChange {
  role?: Role | null;
  status?: "active" | "disabled" | null;
  collections?: string[] | null;
}

/** Some accounts, and where the next page begins. */
export interface UserPage {
  items: AccountMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** Which accounts are wanted. */
export interface UserQuery {
  limit?: number;
  cursor?: string | null;
  total?: boolean;
  created_after?: string | null;
  created_before?: string | null;
  status?: ContributorStatus | null;
  role?: Role | null;
  q?: string;
}

/** One transcription as it counts in the consensus. */
export interface VoteMessage {
  letter: string | null;
  text: string;
  accuracy: number;
  agreement: number;
  counted: boolean;
  witness: boolean;
}

/** What changes in a webhook; what is left out stays. */
export interface WebhookChangeRequest {
  name?: string | null;
  url?: string | null;
  events?: EventType[] | null;
  active?: boolean | null;
}

/** A webhook, without its secret. */
export interface WebhookMessage {
  id: string;
  name: string;
  url: string;
  events: EventType[];
  collection_id: string | null;
  status: WebhookStatus;
  failures: number;
  failing_since: string | null;
  rotated_at: string | null;
  created_at: string;
}

/** Some of the caller's webhooks, and where the next page begins. */
export interface WebhookPage {
  items: WebhookMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** A program that wants to be told. */
export interface WebhookRequest {
  name: string;
  url: string;
  events: EventType[];
  collection?: string | null;
}

/** The account, and proof of who calls. */
export interface WelcomeMessage {
  account: AccountMessage;
  collection_id: string;
  access_token: string;
  token_type: string;
  expires_in: number;
  refresh_token: string | null;
}

/** Something that was taken back. */
export interface WithdrawalMessage {
  id: string;
  kind: WithdrawalKind;
  status: WithdrawalStatus;
  recording_id: string | null;
  collection_id: string | null;
  purpose: Purpose | null;
  requested_at: string;
  undo_until: string;
  ended_at: string | null;
  releases: ConcernedRelease[];
}

/** Some of the caller's withdrawals, and where the next page begins. */
export interface WithdrawalPage {
  items: WithdrawalMessage[];
  next_cursor: string | null;
  total: number | null;
}

/** What is taken back: a recording, or a collection and one purpose of it, or the account; one of them. */
export interface WithdrawalRequest {
  recording?: string | null;
  collection?: string | null;
  purpose?: string | null;
  account?: boolean;
}

/** A clip to be taken out of copies of a release; a later row for the same clip overrides an earlier one. */
export interface WithdrawnClipMessage {
  number: number;
  clip: string;
  reason: WithdrawalReason;
  at: string;
}

/** Some rows of a release's withdrawal feed, oldest first, and where the next page begins. */
export interface WithdrawnClipPage {
  items: WithdrawnClipMessage[];
  next_cursor: string | null;
  total: number | null;
}
