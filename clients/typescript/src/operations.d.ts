/** Operations of the API, generated from its document. */
import type * as messages from "./messages.d.ts";

export interface Operations {
  /** Revoke an API key: it stops working with the next request */
  delete_api_keys_api_key_id: {
    path: { api_key_id: string };
    answer: messages.ApiKeyMessage;
  };
  /** Make it an ordinary chunk again; what its answers said of people is taken back (reviewers, admins) */
  delete_chunks_chunk_id_gold: {
    path: { chunk_id: string };
    answer: messages.GoldMessage;
  };
  /** Take back an invitation that was not used */
  delete_invitations_invitation_id: {
    path: { invitation_id: string };
    answer: messages.InvitationMessage;
  };
  /** Take back your account and all of your voice; it can be undone for a while */
  delete_me: {
    answer: messages.WithdrawalMessage;
  };
  /** Unlink a log-in elsewhere */
  delete_me_identities_identity_id: {
    path: { identity_id: string };
    answer: messages.IdentityMessage;
  };
  /** Log out everywhere else */
  delete_me_sessions: {
    answer: null;
  };
  /** End one of your sessions */
  delete_me_sessions_session_id: {
    path: { session_id: string };
    answer: null;
  };
  /** Take back a recording of yours; it can be undone for a while */
  delete_recordings_recording_id: {
    path: { recording_id: string };
    answer: messages.WithdrawalMessage;
  };
  /** Remove a webhook, with all that waits for it */
  delete_webhooks_webhook_id: {
    path: { webhook_id: string };
    answer: null;
  };
  /** The public keys by which access tokens can be checked */
  get__well_known_jwks_json: {
    answer: messages.JwksMessage;
  };
  /** How much judges agree beyond chance, from second looks at settled chunks */
  get_admin_agreement: {
    query: { collection: string };
    answer: messages.AgreementMessage;
  };
  /** What was done, newest first */
  get_admin_audit: {
    query?: { limit?: number; cursor?: string; total?: boolean; subject?: string; actor?: string; action?: string; before?: string };
    answer: messages.AuditPage;
  };
  /** Flags with their evidence, newest first */
  get_admin_flags: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; kind?: messages.FlagKind; contributor_id?: string };
    answer: messages.FlagPage;
  };
  /** Background work, newest first; status=dead is the dead-letter list */
  get_admin_jobs: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; status?: messages.JobStatus };
    answer: messages.JobPage;
  };
  /** What the installation was asked, and what waited, in the last day or days */
  get_admin_pulse: {
    query?: { days?: number };
    answer: messages.PulseMessage;
  };
  /** Why a person is lent nothing of a collection, or less than they ask for */
  get_admin_queue: {
    query: { collection: string; user_id: string };
    answer: messages.QueueMessage;
  };
  /** How much there is by status, and what was done on each of the last 30 days */
  get_admin_stats: {
    query?: { utc_offset?: number; collection?: string };
    answer: messages.OverviewMessage;
  };
  /** Accounts, newest first */
  get_admin_users: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; status?: messages.ContributorStatus; role?: messages.Role; q?: string };
    answer: messages.UserPage;
  };
  /** The caller's API keys, newest first, including those that were revoked or expired */
  get_api_keys: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string };
    answer: messages.ApiKeyPage;
  };
  /** Institutions whose log-in people may use */
  get_auth_openid: {
    answer: messages.ProviderList;
  };
  /** A chunk, for its speaker, its reviewers, and those who have transcribed it */
  get_chunks_chunk_id: {
    path: { chunk_id: string };
    answer: messages.ChunkMessage;
  };
  /** The clip; audio_url is a signed link to it */
  get_chunks_chunk_id_audio: {
    path: { chunk_id: string };
    answer: Uint8Array;
  };
  /** What a chunk's transcriptions agree on */
  get_chunks_chunk_id_consensus: {
    path: { chunk_id: string };
    answer: messages.ConsensusMessage;
  };
  /** What is known to be said in a chunk (reviewers, admins) */
  get_chunks_chunk_id_gold: {
    path: { chunk_id: string };
    answer: messages.GoldMessage;
  };
  /** The outline of the clip, to draw a waveform; peaks_url is a signed link to it */
  get_chunks_chunk_id_peaks: {
    path: { chunk_id: string };
    answer: messages.PeaksMessage;
  };
  /** The spectrogram of the clip, mel bands up to 8 kHz; spectrogram_url is a signed link to it */
  get_chunks_chunk_id_spectrogram: {
    path: { chunk_id: string };
    answer: Uint8Array;
  };
  /** Collections with their consent texts, newest first; for everybody */
  get_collections: {
    query?: { limit?: number; cursor?: string; total?: boolean; language?: string };
    answer: messages.CollectionPage;
  };
  /** One collection, by slug or id; for everybody */
  get_collections_collection: {
    path: { collection: string };
    answer: messages.CollectionMessage;
  };
  /** A collection's consent document, in one language; for everybody */
  get_collections_collection_consent: {
    path: { collection: string };
    query?: { version?: string; language?: string };
    answer: messages.ConsentDocumentMessage;
  };
  /** The consent document read aloud; for everybody */
  get_collections_collection_consent_audio_language: {
    path: { collection: string; language: string };
    query?: { version?: string };
    answer: Uint8Array;
  };
  /** Who gave most this month, of those who chose to be named; your own place if you did */
  get_collections_collection_leaderboard: {
    path: { collection: string };
    query?: { by?: messages.LeaderboardOrder };
    answer: messages.LeaderboardMessage;
  };
  /** How far a collection has come; for everybody */
  get_collections_collection_progress: {
    path: { collection: string };
    answer: messages.ProgressMessage;
  };
  /** Whether the process lives */
  get_healthz: {
    answer: messages.HealthMessage;
  };
  /** The invitations that you made (all of them for admins), newest first */
  get_invitations: {
    query?: { limit?: number; cursor?: string; total?: boolean; collection?: string; status?: messages.InvitationState };
    answer: messages.InvitationPage;
  };
  /** The public key that signs releases and feeds, as minisign reads it, and below it how it came to be so */
  get_keys_releases: {
    answer: Uint8Array;
  };
  /** Languages that Shrutik can name */
  get_languages: {
    answer: messages.LanguagesMessage;
  };
  /** Your own account, and what you say of yourself */
  get_me: {
    answer: messages.ProfileMessage;
  };
  /** Your own consents, newest first */
  get_me_consents: {
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.ConsentPage;
  };
  /** All that you gave and all that is kept about you, as one zip file */
  get_me_export: {
    answer: Uint8Array;
  };
  /** Log-ins elsewhere that open your account */
  get_me_identities: {
    answer: messages.IdentityList;
  };
  /** Your own notices, newest first */
  get_me_notices: {
    query?: { limit?: number; cursor?: string; total?: boolean; unread?: boolean; language?: string };
    answer: messages.NoticePage;
  };
  /** How notices of each kind reach you */
  get_me_notices_preferences: {
    answer: messages.PreferencesMessage;
  };
  /** Where you are logged in, newest first */
  get_me_sessions: {
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.SessionPage;
  };
  /** What you have done so far, with the last 30 days one by one */
  get_me_stats: {
    query?: { utc_offset?: number };
    answer: messages.StatsMessage;
  };
  /** Your own withdrawals, newest first, with the releases that they concern */
  get_me_withdrawals: {
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.WithdrawalPage;
  };
  /** Go to the screen that ends letters of a kind, for mail programs that open the link */
  get_notices_unsubscribe_about: {
    path: { about: string };
    query: { expires: string; subject: string; signature: string };
    answer: null;
  };
  /** This document */
  get_openapi_json: {
    answer: unknown;
  };
  /** A collection's prompts, newest first */
  get_prompts: {
    query: { limit?: number; cursor?: string; total?: boolean; collection: string; state?: messages.PromptState };
    answer: messages.PromptPage;
  };
  /** The picture or sound of a prompt; media_url is a signed link to it */
  get_prompts_media_media_id: {
    path: { media_id: string };
    answer: Uint8Array;
  };
  /** Whether requests can be answered: database, migrations, blobs, broker */
  get_readyz: {
    answer: messages.ReadinessMessage;
  };
  /** Your own recordings (all of them for admins), newest first */
  get_recordings: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; collection?: string; status?: messages.RecordingStatus; speaker?: string };
    answer: messages.RecordingPage;
  };
  /** A recording and what became of it */
  get_recordings_recording_id: {
    path: { recording_id: string };
    answer: messages.RecordingMessage;
  };
  /** The original, byte for byte */
  get_recordings_recording_id_audio: {
    path: { recording_id: string };
    answer: Uint8Array;
  };
  /** A recording's chunks, in order */
  get_recordings_recording_id_chunks: {
    path: { recording_id: string };
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.ChunkPage;
  };
  /** Releases, newest first (researchers, admins) */
  get_releases: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; status?: messages.ReleaseStatus };
    answer: messages.ReleasePage;
  };
  /** A release and how far it is */
  get_releases_release_id: {
    path: { release_id: string };
    answer: messages.ReleaseMessage;
  };
  /** A file of a release; url is a signed link to it */
  get_releases_release_id_files_name: {
    path: { release_id: string; name: string };
    answer: unknown;
  };
  /** A file of a release that is public, for everybody; caches may keep it */
  get_releases_release_id_public_name: {
    path: { release_id: string; name: string };
    answer: unknown;
  };
  /** The clips of a release that were withdrawn, oldest first, for whoever holds a copy */
  get_releases_release_id_withdrawals: {
    path: { release_id: string };
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.WithdrawnClipPage;
  };
  /** Chunks that wait for a reviewer, oldest first, without the reviewer's own voice */
  get_reviews_queue: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; collection?: string };
    answer: messages.ReviewCasePage;
  };
  /** Clips that were withdrawn from any release of a name, oldest first, each row with the hash of the last */
  get_series_name_withdrawals: {
    path: { name: string };
    query?: { after?: number };
    answer: Uint8Array;
  };
  /** Where that feed ends, signed: a statement in the first line, its minisign signature in those below */
  get_series_name_withdrawals_head: {
    path: { name: string };
    answer: Uint8Array;
  };
  /** The people whom you look after, newest first */
  get_speakers: {
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.SpeakerPage;
  };
  /** A person's consents, newest first */
  get_speakers_speaker_id_consents: {
    path: { speaker_id: string };
    query?: { limit?: number; cursor?: string; total?: boolean };
    answer: messages.ConsentPage;
  };
  /** A consent as it was said aloud, byte for byte */
  get_speakers_speaker_id_consents_consent_id_audio: {
    path: { speaker_id: string; consent_id: string };
    answer: Uint8Array;
  };
  /** Your own tasks, newest first */
  get_tasks: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; status?: messages.TaskStatus };
    answer: messages.TaskPage;
  };
  /** Your own transcriptions, newest first */
  get_transcriptions: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string };
    answer: messages.TranscriptionPage;
  };
  /** The caller's webhooks, newest first */
  get_webhooks: {
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string };
    answer: messages.WebhookPage;
  };
  /** One webhook */
  get_webhooks_webhook_id: {
    path: { webhook_id: string };
    answer: messages.WebhookMessage;
  };
  /** What a webhook was told, and what waits for it or was given up; newest events first */
  get_webhooks_webhook_id_deliveries: {
    path: { webhook_id: string };
    query?: { limit?: number; cursor?: string; total?: boolean; created_after?: string; created_before?: string; status?: messages.DeliveryStatus };
    answer: messages.DeliveryPage;
  };
  /** Give an account another role, bind it to collections, or disable it */
  patch_admin_users_user_id: {
    path: { user_id: string };
    body: messages.UserChange;
    answer: messages.AccountMessage;
  };
  /** Change a collection's policies, words or goal; a new consensus policy decides its chunks anew (admins) */
  patch_collections_collection: {
    path: { collection: string };
    body: messages.CollectionChange;
    answer: messages.CollectionMessage;
  };
  /** Change your name, the language you read, what you say of yourself, and what of that goes out in releases */
  patch_me: {
    body: messages.ProfileRequest;
    answer: messages.ProfileMessage;
  };
  /** Change, pause or switch on a webhook */
  patch_webhooks_webhook_id: {
    path: { webhook_id: string };
    body: messages.WebhookChangeRequest;
    answer: messages.WebhookMessage;
  };
  /** Let a dead job wait again */
  post_admin_jobs_job_id_retry: {
    path: { job_id: string };
    answer: messages.JobMessage;
  };
  /** Make an API key; its secret is shown this once */
  post_api_keys: {
    body: messages.ApiKeyRequest;
    answer: messages.MadeApiKeyMessage;
  };
  /** Trade an address and a password for the tokens of a session */
  post_auth_login: {
    body: messages.LoginRequest;
    answer: messages.TokenMessage;
  };
  /** End the session of the tokens that are shown, whichever they are */
  post_auth_logout: {
    body: messages.RefreshRequest;
    answer: null;
  };
  /** Have a letter sent that leads to a new password */
  post_auth_password_forgot: {
    body: messages.ForgottenPassword;
    answer: messages.LetterMessage;
  };
  /** Give your account a new password, with the code from a letter; all sessions end */
  post_auth_password_reset: {
    body: messages.PasswordReset;
    answer: null;
  };
  /** Trade a refresh token for the next tokens, once, or soon again if the answer was lost */
  post_auth_refresh: {
    body: messages.RefreshRequest;
    answer: messages.TokenMessage;
  };
  /** Make an account of your own */
  post_auth_register: {
    body: messages.RegistrationRequest;
    answer: messages.AccountMessage;
  };
  /** Show, with the code from a letter, that letters to an address reach you */
  post_auth_verify_email: {
    body: messages.EmailVerification;
    answer: null;
  };
  /** Have that letter sent again */
  post_auth_verify_email_again: {
    answer: messages.LetterMessage;
  };
  /** Say what is wrong with a settled chunk; it stays out of new releases until a reviewer has looked */
  post_chunks_chunk_id_report: {
    path: { chunk_id: string };
    body: messages.ReportRequest;
    answer: messages.ClipReportMessage;
  };
  /** Make a collection (admins) */
  post_collections: {
    body: messages.CollectionRequest;
    answer: messages.CollectionMessage;
  };
  /** Put a new version in force; every speaker is asked again before the next recording (admins) */
  post_collections_collection_consent: {
    path: { collection: string };
    body: messages.ConsentDraftRequest;
    answer: messages.ConsentDocumentMessage;
  };
  /** Agree to what a collection asks, word for word */
  post_consents: {
    body: messages.ConsentRequest;
    answer: messages.ConsentMessage;
  };
  /** Make codes for new people, or one that gives an account back; they are shown this once */
  post_invitations: {
    body: messages.InvitationRequest;
    answer: messages.IssuedInvitations;
  };
  /** Open an account by a code and a name, or have one given back */
  post_invitations_accept: {
    body: messages.AcceptanceRequest;
    answer: messages.WelcomeMessage;
  };
  /** Change your address, once the new one is confirmed */
  post_me_email: {
    body: messages.EmailChange;
    answer: messages.LetterMessage;
  };
  /** Say that you have read your notices */
  post_me_notices_read: {
    body: messages.ReadRequest;
    answer: messages.ReadMessage;
  };
  /** Change your password; all your sessions end */
  post_me_password: {
    body: messages.PasswordChange;
    answer: null;
  };
  /** Take back a recording, one purpose of a collection, or your account; it can be undone for a while */
  post_me_withdrawals: {
    body: messages.WithdrawalRequest;
    answer: messages.WithdrawalMessage;
  };
  /** Undo a withdrawal of yours while its time lasts */
  post_me_withdrawals_withdrawal_id_undo: {
    path: { withdrawal_id: string };
    answer: messages.WithdrawalMessage;
  };
  /** End letters of a kind, as the link in each letter says (RFC 8058); no log-in is needed */
  post_notices_unsubscribe_about: {
    path: { about: string };
    query: { expires: string; subject: string; signature: string };
    answer: null;
  };
  /** Add prompts (admins); those that exist already are passed over, so that a repeated call adds nothing */
  post_prompts: {
    body: messages.PromptsRequest;
    answer: messages.PromptsAdded;
  };
  /** Add the prompts of a file (admins): one text on each line, or JSON Lines; all or none */
  post_prompts_import: {
    query: { collection: string; source?: string };
    content: Blob;
    answer: messages.PromptsAdded;
  };
  /** What the import of a file would do, with what is wrong, line by line (admins); nothing is kept */
  post_prompts_import_preview: {
    query: { collection: string; source?: string };
    content: Blob;
    answer: messages.PromptsPreviewMessage;
  };
  /** Keep a picture or a sound for prompts (admins); the same file sent again has the same id */
  post_prompts_media: {
    form: FormData;
    answer: messages.PromptMediumMessage;
  };
  /** Something to say: the least recorded prompt that you, or whom you look after, neither said nor skipped */
  post_prompts_next: {
    body: messages.NextPromptRequest;
    answer: messages.PromptMessage;
  };
  /** Offer a prompt again that was set aside because speakers found it at fault (admins) */
  post_prompts_prompt_id_offer_again: {
    path: { prompt_id: string };
    answer: messages.PromptMessage;
  };
  /** Say that you would rather not say a prompt, and why; it is not offered to you again */
  post_prompts_prompt_id_skip: {
    path: { prompt_id: string };
    body: messages.PromptSkipRequest;
    answer: messages.SkippedPromptMessage;
  };
  /** Send a recording of your own voice; it is cut afterwards */
  post_recordings: {
    query?: { collection?: string; speaker?: string };
    form: FormData;
    answer: messages.RecordingReceipt;
  };
  /** Ask for a release (researchers, admins); it is built afterwards */
  post_releases: {
    body: messages.ReleaseRequest;
    answer: messages.ReleaseReceipt;
  };
  /** What a release would hold, and what would stay out and why (researchers, admins); nothing is kept */
  post_releases_preview: {
    body: messages.ReleaseRequest;
    answer: messages.PreviewMessage;
  };
  /** Say what is wrong with a clip of a release; it stays out of new ones until a reviewer has looked */
  post_releases_release_id_report: {
    path: { release_id: string };
    body: messages.ReleasedClipReportRequest;
    answer: messages.ClipReportMessage;
  };
  /** Accept, edit or reject a chunk that is open or waits for a review (reviewers, admins) */
  post_reviews: {
    body: messages.RulingRequest;
    answer: messages.ReviewMessage;
  };
  /** Look after a person without an account */
  post_speakers: {
    body: messages.SpeakerRequest;
    answer: messages.SpeakerMessage;
  };
  /** Send a person's consent as they said it aloud */
  post_speakers_speaker_id_consents: {
    path: { speaker_id: string };
    form: FormData;
    answer: messages.ConsentMessage;
  };
  /** Take chunks to transcribe, for 30 minutes; none of your own voice, none twice */
  post_tasks: {
    body: messages.TasksRequest;
    answer: messages.TasksTaken;
  };
  /** Keep a task for another 30 minutes */
  post_tasks_task_id_renew: {
    path: { task_id: string };
    answer: messages.TaskMessage;
  };
  /** Give a task up */
  post_tasks_task_id_skip: {
    path: { task_id: string };
    body: messages.SkipRequest;
    answer: messages.SkippedTaskMessage;
  };
  /** Send what you heard, for 1 to 20 tasks; all of it is kept, or none */
  post_transcriptions: {
    body: messages.TranscriptionsRequest;
    answer: messages.TranscriptionReceipts;
  };
  /** Register a webhook; it is told of what happens from now on */
  post_webhooks: {
    body: messages.WebhookRequest;
    answer: messages.KnownWebhookMessage;
  };
  /** Tell a webhook of an event once more, with the same message id */
  post_webhooks_webhook_id_deliveries_event_id_resend: {
    path: { webhook_id: string; event_id: string };
    answer: messages.DeliveryMessage;
  };
  /** Replace the secret of a webhook; for a day messages are signed with both */
  post_webhooks_webhook_id_secret: {
    path: { webhook_id: string };
    answer: messages.KnownWebhookMessage;
  };
  /** Send an event `webhook.test` */
  post_webhooks_webhook_id_test: {
    path: { webhook_id: string };
    answer: messages.DeliveryMessage;
  };
  /** Make a settled chunk a gold item: lent unseen, it tells how good people are (reviewers, admins) */
  put_chunks_chunk_id_gold: {
    path: { chunk_id: string };
    body: messages.GoldRequest;
    answer: messages.GoldMessage;
  };
  /** Keep the consent document read aloud; once people have agreed to a version it stays (admins) */
  put_collections_collection_consent_audio_language: {
    path: { collection: string; language: string };
    query?: { version?: string };
    content: Blob;
    answer: messages.ConsentDocumentMessage;
  };
  /** Choose how notices reach you: on the page, by mail at once, in a letter of a day or a week, or not at all */
  put_me_notices_preferences: {
    body: messages.PreferencesRequest;
    answer: messages.PreferencesMessage;
  };
}
