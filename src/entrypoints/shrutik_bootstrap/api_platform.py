"""The platform of the API: what a request may ask for, without all that only background work needs."""

from datetime import timedelta

from dependency_injector import providers

from shrutik_bootstrap.admin_platform import AdminPlatform
from shrutik_bootstrap.holders_platform import HoldersPlatform
from shrutik_bootstrap.notices_platform import NoticesPlatform
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.people.rate_limits import RateLimits
from shrutik_core.people.withdrawal import UNDO_TIME
from shrutik_core.ports.access_tokens import AccessTokens
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.api_keys import ApiKeySecrets, KnownApiKeys
from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clip_pictures import ClipPictures
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.link_signer import LinkSigner
from shrutik_core.ports.log_in_providers import LogInProviders
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.secret_source import SecretSource
from shrutik_core.ports.security_log import SecurityLog
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.zipper import Zipper
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.recordings.upload import UPLOADS_KEPT
from shrutik_core.use_cases.chunks.picture_chunks import PictureChunks
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_core.use_cases.collections.change_collection import ChangeCollection
from shrutik_core.use_cases.collections.consent_documents import PublishConsent, ReadConsent
from shrutik_core.use_cases.collections.create_collection import CreateCollection, ReadCollections
from shrutik_core.use_cases.collections.prompt_media import KeepPromptMedia, ShowPromptMedia
from shrutik_core.use_cases.collections.read_leaderboard import ReadLeaderboard
from shrutik_core.use_cases.collections.skip_prompts import SkipPrompts
from shrutik_core.use_cases.collections.spoken_consent import HearConsent, KeepSpokenConsent
from shrutik_core.use_cases.entrusted.look_after_speakers import LookAfterSpeakers
from shrutik_core.use_cases.entrusted.record_consent import HearRecordedConsents, RecordConsent
from shrutik_core.use_cases.invitations.accept_invitation import AcceptInvitation
from shrutik_core.use_cases.invitations.keep_invitations import KeepInvitations
from shrutik_core.use_cases.invitations.make_invitations import MakeInvitations
from shrutik_core.use_cases.people.api_keys import ManageApiKeys
from shrutik_core.use_cases.people.change_email import ChangeEmail, VerifyEmail
from shrutik_core.use_cases.people.change_password import ChangePassword, KeepPassword
from shrutik_core.use_cases.people.change_profile import ChangeProfile, ReadProfile
from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_core.use_cases.people.identify_key import IdentifyKey
from shrutik_core.use_cases.people.log_in import Identify, LogIn, ProvePassword
from shrutik_core.use_cases.people.log_in_elsewhere import LogInElsewhere
from shrutik_core.use_cases.people.own_activity import OwnActivity
from shrutik_core.use_cases.people.own_identities import OwnIdentities
from shrutik_core.use_cases.people.register import Register
from shrutik_core.use_cases.people.reset_password import ResetPassword
from shrutik_core.use_cases.people.sessions import LogOut, ManageSessions, RefreshSession, StartSession
from shrutik_core.use_cases.recordings.audio_intake import LARGEST_UPLOAD, AudioIntake
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_core.use_cases.releases.preview_release import PreviewRelease
from shrutik_core.use_cases.releases.request_release import ReadReleases, RequestRelease
from shrutik_core.use_cases.review.decide_review import DecideReview
from shrutik_core.use_cases.review.keep_gold import KeepGold
from shrutik_core.use_cases.review.report_clips import ReportClips
from shrutik_core.use_cases.review.review_queue import ReviewQueue
from shrutik_core.use_cases.steps.letters import Letterbox
from shrutik_core.use_cases.transcription.submit_transcriptions import ReadTranscriptions, SubmitTranscriptions
from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, TakeTasks
from shrutik_core.use_cases.uploads.complete_upload import CompleteUpload
from shrutik_core.use_cases.uploads.create_upload import CreateUpload
from shrutik_core.use_cases.uploads.read_uploads import EndUpload, ReadUploads
from shrutik_core.use_cases.uploads.receive_part import ReceivePart
from shrutik_core.use_cases.uploads.upload_parts import UploadParts
from shrutik_core.use_cases.withdrawal.export_own import ExportOwn
from shrutik_core.use_cases.withdrawal.read_withdrawals import ReadWithdrawals
from shrutik_core.use_cases.withdrawal.undo_withdrawal import UndoWithdrawal
from shrutik_core.use_cases.withdrawal.withdraw import Withdraw


class ApiPlatform(NoticesPlatform):
    """The use cases of requests; made with a provider for each port (see `installation` and `memory`)."""

    units_of_work: providers.Provider[UnitsOfWork] = AdminPlatform.units_of_work
    reading = AdminPlatform.units_for_reading
    accounts: providers.Provider[Accounts] = providers.Dependency()
    blobs: providers.Provider[BlobStore] = HoldersPlatform.blobs
    clock: providers.Provider[Clock] = AdminPlatform.clock
    ids: providers.Provider[IdSource] = AdminPlatform.ids
    random_source: providers.Provider[RandomSource] = providers.Dependency()
    secrets: providers.Provider[SecretSource] = providers.Dependency()
    hasher: providers.Provider[PasswordHasher] = providers.Dependency()
    tokens: providers.Provider[AccessTokens] = providers.Dependency()
    sends_letters: providers.Provider[bool] = NoticesPlatform.sends_letters
    links: providers.Provider[LinkSigner] = NoticesPlatform.links
    security_log: providers.Provider[SecurityLog] = providers.Dependency()
    log_in_providers: providers.Provider[LogInProviders] = providers.Dependency()
    origins: providers.Provider[OriginHasher] = providers.Dependency()
    first_limits: providers.Provider[FirstLimits] = AdminPlatform.first_limits
    audio_check: providers.Provider[AudioCheck] = providers.Dependency()
    largest_upload: providers.Provider[int] = providers.Object(LARGEST_UPLOAD)
    audio_limits: providers.Provider[AudioLimits] = providers.Factory(AudioLimits)
    daily_quota: providers.Provider[DailyQuota] = providers.Factory(DailyQuota)

    known_api_keys: providers.Provider[KnownApiKeys] = providers.Dependency()
    api_key_secrets: providers.Provider[ApiKeySecrets] = providers.Dependency()
    manage_api_keys: providers.Provider[ManageApiKeys] = providers.Factory(
        ManageApiKeys, units_of_work, clock, ids, api_key_secrets
    )
    identify_key: providers.Provider[IdentifyKey] = providers.Factory(IdentifyKey, known_api_keys, accounts, clock)
    start_session: providers.Provider[StartSession] = providers.Factory(
        StartSession, units_of_work, clock, ids, secrets, tokens
    )
    refresh_session: providers.Provider[RefreshSession] = providers.Factory(
        RefreshSession, units_of_work, clock, ids, secrets, tokens, security_log
    )
    log_out: providers.Provider[LogOut] = providers.Factory(LogOut, units_of_work, clock)
    manage_sessions: providers.Provider[ManageSessions] = providers.Factory(ManageSessions, units_of_work, clock, ids)
    letterbox: providers.Provider[Letterbox] = providers.Factory(Letterbox, ids, sends_letters)
    register: providers.Provider[Register] = providers.Factory(
        Register, units_of_work, clock, ids, hasher, letterbox, origins
    )
    prove_password: providers.Provider[ProvePassword] = providers.Factory(ProvePassword, units_of_work, clock, hasher)
    log_in: providers.Provider[LogIn] = providers.Factory(LogIn, units_of_work, hasher, prove_password, start_session)
    keep_password: providers.Provider[KeepPassword] = providers.Factory(KeepPassword, clock, ids, letterbox)
    change_password: providers.Provider[ChangePassword] = providers.Factory(
        ChangePassword, units_of_work, hasher, prove_password, keep_password
    )
    reset_password: providers.Provider[ResetPassword] = providers.Factory(
        ResetPassword, units_of_work, clock, hasher, letterbox, keep_password
    )
    change_email: providers.Provider[ChangeEmail] = providers.Factory(
        ChangeEmail, units_of_work, clock, ids, prove_password, letterbox
    )
    verify_email: providers.Provider[VerifyEmail] = providers.Factory(VerifyEmail, units_of_work, clock, ids, letterbox)
    rate_limits: providers.Provider[RateLimits] = providers.Factory(RateLimits)
    identify: providers.Provider[Identify] = providers.Factory(Identify, accounts, clock, tokens)
    undo_time: providers.Provider[timedelta] = providers.Object(UNDO_TIME)
    withdraw: providers.Provider[Withdraw] = providers.Factory(Withdraw, units_of_work, clock, ids, undo_time)
    give_consent: providers.Provider[GiveConsent] = providers.Factory(GiveConsent, units_of_work, clock, ids, withdraw)
    list_consents: providers.Provider[ListConsents] = providers.Factory(ListConsents, units_of_work)
    read_profile: providers.Provider[ReadProfile] = providers.Factory(ReadProfile, units_of_work)
    change_profile: providers.Provider[ChangeProfile] = providers.Factory(ChangeProfile, units_of_work, clock, ids)
    own_activity: providers.Provider[OwnActivity] = providers.Factory(OwnActivity, units_of_work, clock)
    publish_consent: providers.Provider[PublishConsent] = providers.Factory(PublishConsent, units_of_work, clock, ids)
    read_consent: providers.Provider[ReadConsent] = providers.Factory(ReadConsent, units_of_work)
    keep_spoken_consent: providers.Provider[KeepSpokenConsent] = providers.Factory(
        KeepSpokenConsent, units_of_work, clock, ids, blobs, audio_check, audio_limits
    )
    hear_consent: providers.Provider[HearConsent] = providers.Factory(HearConsent, units_of_work, blobs)

    create_collection: providers.Provider[CreateCollection] = providers.Factory(
        CreateCollection, units_of_work, clock, ids, AdminPlatform.cache
    )
    read_collections: providers.Provider[ReadCollections] = providers.Factory(ReadCollections, units_of_work)
    change_collection: providers.Provider[ChangeCollection] = providers.Factory(
        ChangeCollection, units_of_work, clock, ids, AdminPlatform.cache
    )
    add_prompts: providers.Provider[AddPrompts] = providers.Factory(AddPrompts, units_of_work, clock, ids)
    # One for all calls: it remembers sums.
    read_leaderboard: providers.Provider[ReadLeaderboard] = providers.Singleton(ReadLeaderboard, reading, clock)
    read_prompts: providers.Provider[ReadPrompts] = providers.Factory(ReadPrompts, units_of_work)
    skip_prompts: providers.Provider[SkipPrompts] = providers.Factory(SkipPrompts, units_of_work, clock, ids)
    keep_prompt_media: providers.Provider[KeepPromptMedia] = providers.Factory(
        KeepPromptMedia, units_of_work, clock, blobs, audio_check
    )
    show_prompt_media: providers.Provider[ShowPromptMedia] = providers.Factory(ShowPromptMedia, units_of_work, blobs)

    audio_intake: providers.Provider[AudioIntake] = providers.Factory(
        AudioIntake, blobs, ids, audio_check, audio_limits, largest_upload
    )
    upload_quota: providers.Provider[UploadQuota] = providers.Factory(UploadQuota, daily_quota, first_limits)
    upload_recording: providers.Provider[UploadRecording] = providers.Factory(
        UploadRecording, units_of_work, clock, ids, audio_intake, origins, upload_quota
    )
    uploads_kept: providers.Provider[timedelta] = providers.Object(UPLOADS_KEPT)
    upload_parts: providers.Provider[UploadParts] = providers.Factory(
        UploadParts, units_of_work, blobs, clock, ids, uploads_kept
    )
    create_upload: providers.Provider[CreateUpload] = providers.Factory(
        CreateUpload, units_of_work, upload_recording, uploads_kept
    )
    complete_upload: providers.Provider[CompleteUpload] = providers.Factory(
        CompleteUpload, units_of_work, upload_recording, upload_parts
    )
    receive_part: providers.Provider[ReceivePart] = providers.Factory(ReceivePart, upload_parts, complete_upload)
    read_uploads: providers.Provider[ReadUploads] = providers.Factory(ReadUploads, upload_parts, complete_upload)
    end_upload: providers.Provider[EndUpload] = providers.Factory(EndUpload, upload_parts)
    read_recordings: providers.Provider[ReadRecordings] = providers.Factory(ReadRecordings, units_of_work, blobs)
    read_chunks: providers.Provider[ReadChunks] = providers.Factory(ReadChunks, units_of_work)
    clip_pictures: providers.Provider[ClipPictures] = providers.Dependency()
    picture_chunks: providers.Provider[PictureChunks] = providers.Factory(
        PictureChunks, units_of_work, read_chunks, blobs, clip_pictures
    )

    take_tasks: providers.Provider[TakeTasks] = providers.Factory(
        TakeTasks, units_of_work, clock, ids, random_source, first_limits
    )
    keep_tasks: providers.Provider[KeepTasks] = providers.Factory(KeepTasks, units_of_work, clock, ids)
    submit_transcriptions: providers.Provider[SubmitTranscriptions] = providers.Factory(
        SubmitTranscriptions, units_of_work, clock, ids, origins
    )
    read_transcriptions: providers.Provider[ReadTranscriptions] = providers.Factory(ReadTranscriptions, units_of_work)

    review_queue: providers.Provider[ReviewQueue] = providers.Factory(ReviewQueue, units_of_work)
    keep_gold: providers.Provider[KeepGold] = providers.Factory(KeepGold, units_of_work, clock, ids)
    second_look_key: providers.Provider[bytes] = providers.Dependency(instance_of=bytes)
    salt: providers.Provider[bytes] = providers.Dependency(instance_of=bytes)
    decide_review: providers.Provider[DecideReview] = providers.Factory(
        DecideReview, units_of_work, clock, ids, second_look_key
    )

    request_release: providers.Provider[RequestRelease] = providers.Factory(RequestRelease, units_of_work, clock, ids)
    preview_release: providers.Provider[PreviewRelease] = providers.Factory(PreviewRelease, reading, blobs, salt)
    read_releases: providers.Provider[ReadReleases] = providers.Factory(ReadReleases, units_of_work, blobs, clock, ids)
    report_clips: providers.Provider[ReportClips] = providers.Factory(
        ReportClips, units_of_work, clock, ids, read_chunks, read_releases
    )

    zipper: providers.Provider[Zipper] = providers.Dependency()
    undo_withdrawal: providers.Provider[UndoWithdrawal] = providers.Factory(UndoWithdrawal, units_of_work, clock, ids)
    read_withdrawals: providers.Provider[ReadWithdrawals] = providers.Factory(ReadWithdrawals, units_of_work)
    export_own: providers.Provider[ExportOwn] = providers.Factory(ExportOwn, reading, blobs, zipper, clock)

    make_invitations: providers.Provider[MakeInvitations] = providers.Factory(
        MakeInvitations, units_of_work, clock, ids, random_source
    )
    keep_invitations: providers.Provider[KeepInvitations] = providers.Factory(
        KeepInvitations, units_of_work, clock, ids
    )
    accept_invitation: providers.Provider[AcceptInvitation] = providers.Factory(
        AcceptInvitation, units_of_work, clock, ids, start_session, origins
    )
    look_after_speakers: providers.Provider[LookAfterSpeakers] = providers.Factory(
        LookAfterSpeakers, units_of_work, clock, ids
    )
    record_consent: providers.Provider[RecordConsent] = providers.Factory(
        RecordConsent, units_of_work, clock, ids, audio_intake
    )
    hear_recorded_consents: providers.Provider[HearRecordedConsents] = providers.Factory(
        HearRecordedConsents, units_of_work, blobs
    )
    log_in_elsewhere: providers.Provider[LogInElsewhere] = providers.Factory(
        LogInElsewhere, units_of_work, clock, ids, log_in_providers, start_session, origins
    )
    own_identities: providers.Provider[OwnIdentities] = providers.Factory(OwnIdentities, units_of_work, clock, ids)
