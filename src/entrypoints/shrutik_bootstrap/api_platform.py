"""The platform of the API: what a request may ask for, without all that only background work needs."""

from dependency_injector import containers, providers

from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.ports.access_tokens import AccessTokens
from shrutik_core.ports.accounts import Accounts
from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.link_signer import LinkSigner
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.password_hasher import PasswordHasher
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.recordings.daily_quota import DailyQuota
from shrutik_core.use_cases.chunks.read_chunks import ReadChunks
from shrutik_core.use_cases.collections.add_prompts import AddPrompts, ReadPrompts
from shrutik_core.use_cases.collections.change_policies import ChangePolicies
from shrutik_core.use_cases.collections.create_collection import CreateCollection, ReadCollections
from shrutik_core.use_cases.jobs.manage_jobs import ManageJobs
from shrutik_core.use_cases.jobs.relay_jobs import CountJobs
from shrutik_core.use_cases.people.give_consent import GiveConsent, ListConsents
from shrutik_core.use_cases.people.log_in import Identify, LogIn
from shrutik_core.use_cases.people.manage_people import ManagePeople
from shrutik_core.use_cases.people.read_flags import ReadFlags
from shrutik_core.use_cases.people.register import Register
from shrutik_core.use_cases.recordings.audio_intake import LARGEST_UPLOAD, AudioIntake
from shrutik_core.use_cases.recordings.read_recordings import ReadRecordings
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_core.use_cases.recordings.upload_recording import UploadRecording
from shrutik_core.use_cases.releases.request_release import ReadReleases, RequestRelease
from shrutik_core.use_cases.review.keep_gold import KeepGold
from shrutik_core.use_cases.review.review_chunks import DecideReview, ReviewQueue
from shrutik_core.use_cases.transcription.submit_transcriptions import ReadTranscriptions, SubmitTranscriptions
from shrutik_core.use_cases.transcription.take_tasks import KeepTasks, TakeTasks


class ApiPlatform(containers.DeclarativeContainer):
    """The use cases of requests; made with a provider for each port (see `installation` and `memory`)."""

    units_of_work: providers.Provider[UnitsOfWork] = providers.Dependency()
    accounts: providers.Provider[Accounts] = providers.Dependency()
    blobs: providers.Provider[BlobStore] = providers.Dependency()
    clock: providers.Provider[Clock] = providers.Dependency()
    ids: providers.Provider[IdSource] = providers.Dependency()
    random_source: providers.Provider[RandomSource] = providers.Dependency()
    hasher: providers.Provider[PasswordHasher] = providers.Dependency()
    tokens: providers.Provider[AccessTokens] = providers.Dependency()
    links: providers.Provider[LinkSigner] = providers.Dependency()
    origins: providers.Provider[OriginHasher] = providers.Dependency()
    first_limits: providers.Provider[FirstLimits] = providers.Factory(FirstLimits)
    audio_check: providers.Provider[AudioCheck] = providers.Dependency()
    largest_upload: providers.Provider[int] = providers.Object(LARGEST_UPLOAD)
    audio_limits: providers.Provider[AudioLimits] = providers.Factory(AudioLimits)
    daily_quota: providers.Provider[DailyQuota] = providers.Factory(DailyQuota)

    register: providers.Provider[Register] = providers.Factory(Register, units_of_work, clock, ids, hasher, origins)
    log_in: providers.Provider[LogIn] = providers.Factory(LogIn, units_of_work, clock, hasher, tokens)
    identify: providers.Provider[Identify] = providers.Factory(Identify, accounts, clock, tokens)
    manage_people: providers.Provider[ManagePeople] = providers.Factory(ManagePeople, units_of_work, clock, ids)
    give_consent: providers.Provider[GiveConsent] = providers.Factory(GiveConsent, units_of_work, clock, ids)
    list_consents: providers.Provider[ListConsents] = providers.Factory(ListConsents, units_of_work)

    create_collection: providers.Provider[CreateCollection] = providers.Factory(
        CreateCollection, units_of_work, clock, ids
    )
    read_collections: providers.Provider[ReadCollections] = providers.Factory(ReadCollections, units_of_work)
    change_policies: providers.Provider[ChangePolicies] = providers.Factory(ChangePolicies, units_of_work, clock, ids)
    add_prompts: providers.Provider[AddPrompts] = providers.Factory(AddPrompts, units_of_work, clock, ids)
    read_prompts: providers.Provider[ReadPrompts] = providers.Factory(ReadPrompts, units_of_work)

    audio_intake: providers.Provider[AudioIntake] = providers.Factory(
        AudioIntake, blobs, ids, audio_check, audio_limits, largest_upload
    )
    upload_quota: providers.Provider[UploadQuota] = providers.Factory(UploadQuota, daily_quota, first_limits)
    upload_recording: providers.Provider[UploadRecording] = providers.Factory(
        UploadRecording, units_of_work, clock, ids, audio_intake, origins, upload_quota
    )
    read_recordings: providers.Provider[ReadRecordings] = providers.Factory(ReadRecordings, units_of_work, blobs)
    read_chunks: providers.Provider[ReadChunks] = providers.Factory(ReadChunks, units_of_work)

    take_tasks: providers.Provider[TakeTasks] = providers.Factory(
        TakeTasks, units_of_work, clock, ids, random_source, first_limits
    )
    keep_tasks: providers.Provider[KeepTasks] = providers.Factory(KeepTasks, units_of_work, clock, ids)
    submit_transcriptions: providers.Provider[SubmitTranscriptions] = providers.Factory(
        SubmitTranscriptions, units_of_work, clock, ids, origins
    )
    read_transcriptions: providers.Provider[ReadTranscriptions] = providers.Factory(ReadTranscriptions, units_of_work)

    review_queue: providers.Provider[ReviewQueue] = providers.Factory(ReviewQueue, units_of_work)
    read_flags: providers.Provider[ReadFlags] = providers.Factory(ReadFlags, units_of_work)
    keep_gold: providers.Provider[KeepGold] = providers.Factory(KeepGold, units_of_work, clock, ids)
    decide_review: providers.Provider[DecideReview] = providers.Factory(DecideReview, units_of_work, clock, ids)

    request_release: providers.Provider[RequestRelease] = providers.Factory(RequestRelease, units_of_work, clock, ids)
    read_releases: providers.Provider[ReadReleases] = providers.Factory(ReadReleases, units_of_work, blobs)

    manage_jobs: providers.Provider[ManageJobs] = providers.Factory(ManageJobs, units_of_work, clock)
    count_jobs: providers.Provider[CountJobs] = providers.Factory(CountJobs, units_of_work)
