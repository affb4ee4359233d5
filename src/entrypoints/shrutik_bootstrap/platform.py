"""The whole platform: the API's use cases and those of background work, which decodes, measures and decides."""

import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from dependency_injector import providers

from shrutik_bootstrap.api_platform import ApiPlatform
from shrutik_bootstrap.blob_stores import rewrapping
from shrutik_bootstrap.release_steps import ReleasePorts, build_steps
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.job_sender import JobSender
from shrutik_core.ports.mailer import Mailer
from shrutik_core.ports.webhook_sender import WebhookSender
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.use_cases.bringing.bring_recording import BringRecording
from shrutik_core.use_cases.bringing.bring_speaker import BringSpeaker
from shrutik_core.use_cases.bringing.bring_transcription import BringTranscription
from shrutik_core.use_cases.chunks.decide_chunk import DecideChunk
from shrutik_core.use_cases.chunks.decide_chunks import DecideChunks
from shrutik_core.use_cases.collections.recompute_collection import RecomputeCollection
from shrutik_core.use_cases.jobs.clean_up import CleanUp, SweepOrphans
from shrutik_core.use_cases.jobs.decide_due import DecideDue
from shrutik_core.use_cases.jobs.keep_watch import Beat, KeepWatch, TakeTurn
from shrutik_core.use_cases.jobs.relay_jobs import RecoverJobs, RelayJobs
from shrutik_core.use_cases.jobs.run_job import RunJob
from shrutik_core.use_cases.notices.ask_reviewers import AskReviewers
from shrutik_core.use_cases.notices.mail_notices import MailNotices
from shrutik_core.use_cases.notices.tell_many import AskConsentAnew, TellSpeakers
from shrutik_core.use_cases.notices.write_notice_letter import WriteNoticeLetter
from shrutik_core.use_cases.oversight.keep_pulse import KeepPulse
from shrutik_core.use_cases.oversight.read_gauges import MeasureCollections
from shrutik_core.use_cases.people.send_letter import SendLetter
from shrutik_core.use_cases.recordings.cut_recording import CutRecording
from shrutik_core.use_cases.recordings.make_recording import MakeRecording
from shrutik_core.use_cases.recordings.plan_recording import PlanRecording
from shrutik_core.use_cases.recordings.process_recording import ProcessRecording
from shrutik_core.use_cases.recordings.upload_quota import UploadQuota
from shrutik_core.use_cases.releases.build_release import BuildRelease
from shrutik_core.use_cases.steps.work import Work
from shrutik_core.use_cases.uploads.forget_uploads import ForgetUploads
from shrutik_core.use_cases.webhooks.tell_webhooks import TellWebhooks
from shrutik_core.use_cases.withdrawal.clean_release import CleanRelease
from shrutik_core.use_cases.withdrawal.erase_withdrawn import EraseWithdrawn
from shrutik_encryption.rewrapping import SteadyRewrapping
from shrutik_system.pauses import pause_after

PAUSE_SECONDS = 0.1
"""Between two batches of a recomputation; people's requests are answered meanwhile without its company."""


def _new_id(ids: IdSource) -> UUID:
    return ids.new()


class Platform(ApiPlatform):
    """All use cases; made with a provider for each port (see `installation` and `memory`)."""

    audio_processor: providers.Provider[AudioProcessor] = providers.Dependency()
    release_ports: providers.Provider[ReleasePorts] = providers.Dependency(instance_of=ReleasePorts)
    sender: providers.Provider[JobSender] = providers.Dependency()
    mailer: providers.Provider[Mailer] = providers.Dependency()
    webhook_sender: providers.Provider[WebhookSender] = providers.Dependency()
    public_url: providers.Provider[str] = providers.Dependency(instance_of=str)
    pause: providers.Provider[Callable[[], None]] = providers.Object(partial(time.sleep, PAUSE_SECONDS))

    plan_recording: providers.Provider[PlanRecording] = providers.Factory(
        PlanRecording,
        ApiPlatform.units_of_work,
        audio_processor,
        ApiPlatform.clock,
        ApiPlatform.ids,
        ApiPlatform.audio_limits,
    )
    cut_recording: providers.Provider[CutRecording] = providers.Factory(
        CutRecording,
        ApiPlatform.units_of_work,
        ApiPlatform.blobs,
        audio_processor,
        ApiPlatform.clock,
        ApiPlatform.ids,
    )
    process_recording: providers.Provider[ProcessRecording] = providers.Factory(
        ProcessRecording,
        ApiPlatform.units_of_work,
        ApiPlatform.blobs,
        ApiPlatform.clock,
        ApiPlatform.ids,
        plan_recording,
        cut_recording,
        ApiPlatform.metrics,
        ApiPlatform.tracer,
    )
    decide_chunk: providers.Provider[DecideChunk] = providers.Factory(
        DecideChunk,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        ApiPlatform.ids,
        ApiPlatform.second_look_key,
        ApiPlatform.metrics,
    )
    decide_chunks: providers.Provider[DecideChunks] = providers.Factory(
        DecideChunks,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        ApiPlatform.ids,
        ApiPlatform.second_look_key,
        metrics=ApiPlatform.metrics,
    )
    build_release: providers.Provider[BuildRelease] = providers.Factory(
        BuildRelease,
        ApiPlatform.units_of_work,
        ApiPlatform.blobs,
        ApiPlatform.clock,
        ApiPlatform.ids,
        providers.Factory(
            build_steps,
            ApiPlatform.units_of_work,
            ApiPlatform.blobs,
            release_ports,
            ApiPlatform.release_keyring,
            ApiPlatform.salt,
            public_url,
        ),
        ApiPlatform.salt,
    )
    recompute_collection: providers.Provider[RecomputeCollection] = providers.Factory(
        RecomputeCollection, ApiPlatform.units_of_work, decide_chunks, ApiPlatform.clock, pause
    )
    erase_withdrawn: providers.Provider[EraseWithdrawn] = providers.Factory(
        EraseWithdrawn,
        ApiPlatform.units_of_work,
        ApiPlatform.blobs,
        ApiPlatform.clock,
        ApiPlatform.ids,
        providers.Factory(
            CleanRelease, ApiPlatform.units_of_work, ApiPlatform.blobs, release_ports.provided.compressor
        ),
    )
    send_letter: providers.Provider[SendLetter] = providers.Factory(
        SendLetter,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        ApiPlatform.secrets,
        mailer,
        public_url,
        providers.Factory(WriteNoticeLetter, ApiPlatform.clock, ApiPlatform.links, public_url),
    )
    mail_notices: providers.Provider[MailNotices] = providers.Factory(
        MailNotices, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.letterbox
    )
    ask_reviewers: providers.Provider[AskReviewers] = providers.Factory(
        AskReviewers, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.ids
    )
    ask_consent_anew: providers.Provider[AskConsentAnew] = providers.Factory(
        AskConsentAnew, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.ids
    )
    tell_speakers: providers.Provider[TellSpeakers] = providers.Factory(
        TellSpeakers, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.ids
    )
    tell_webhooks: providers.Provider[TellWebhooks] = providers.Factory(
        TellWebhooks,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        ApiPlatform.ids,
        ApiPlatform.random_source,
        ApiPlatform.webhook_secrets,
        webhook_sender,
        ApiPlatform.webhook_hosts,
    )
    bring_speaker: providers.Provider[BringSpeaker] = providers.Factory(
        BringSpeaker, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.ids
    )
    bring_recording: providers.Provider[BringRecording] = providers.Factory(
        BringRecording,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        ApiPlatform.audio_intake,
        providers.Factory(
            MakeRecording, ApiPlatform.ids, ApiPlatform.origins, UploadQuota(first=FirstLimits(None, None))
        ),
    )
    bring_transcription: providers.Provider[BringTranscription] = providers.Factory(
        BringTranscription, ApiPlatform.units_of_work, ApiPlatform.clock, ApiPlatform.ids
    )
    works: providers.Provider[dict[JobKind, Work]] = providers.Dict(
        {
            JobKind.PROCESS_RECORDING: process_recording,
            JobKind.DECIDE_CHUNK: decide_chunk,
            JobKind.BUILD_RELEASE: build_release,
            JobKind.RECOMPUTE_COLLECTION: recompute_collection,
            JobKind.SEND_LETTER: send_letter,
            JobKind.WITHDRAW: erase_withdrawn,
            JobKind.ASK_CONSENT_ANEW: ask_consent_anew,
            JobKind.TELL_SPEAKERS: tell_speakers,
        }
    )
    worker: providers.Provider[UUID] = providers.Singleton(_new_id, ApiPlatform.ids)
    run_job: providers.Provider[RunJob] = providers.Factory(
        RunJob,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        works,
        worker,
        providers.Object(pause_after),
        ApiPlatform.tracer,
        ApiPlatform.fault_receiver,
    )
    decide_due: providers.Provider[DecideDue] = providers.Factory(
        DecideDue,
        ApiPlatform.units_of_work,
        ApiPlatform.clock,
        decide_chunks,
        run_job,
        ApiPlatform.metrics,
        ApiPlatform.tracer,
    )
    relay_jobs: providers.Provider[RelayJobs] = providers.Factory(
        RelayJobs, ApiPlatform.units_of_work, ApiPlatform.clock, sender
    )
    recover_jobs: providers.Provider[RecoverJobs] = providers.Factory(
        RecoverJobs, ApiPlatform.units_of_work, ApiPlatform.clock, works
    )
    beat: providers.Provider[Beat] = providers.Factory(Beat, ApiPlatform.units_of_work)
    keep_watch: providers.Provider[KeepWatch] = providers.Factory(KeepWatch, ApiPlatform.units_of_work, recover_jobs)
    take_turn: providers.Provider[TakeTurn] = providers.Factory(TakeTurn, ApiPlatform.units_of_work, ApiPlatform.clock)
    measure_collections: providers.Provider[MeasureCollections] = providers.Factory(
        MeasureCollections, ApiPlatform.units_of_work, ApiPlatform.units_for_reading, ApiPlatform.clock
    )
    keep_pulse: providers.Provider[KeepPulse] = providers.Factory(
        KeepPulse, ApiPlatform.units_of_work, ApiPlatform.clock
    )
    clean_up: providers.Provider[CleanUp] = providers.Factory(CleanUp, ApiPlatform.units_of_work, ApiPlatform.clock)
    sweep_orphans: providers.Provider[SweepOrphans] = providers.Factory(
        SweepOrphans, ApiPlatform.units_of_work, ApiPlatform.blobs, ApiPlatform.clock
    )
    forget_uploads: providers.Provider[ForgetUploads] = providers.Factory(ForgetUploads, ApiPlatform.upload_parts)
    wrap_blobs_anew: providers.Provider[SteadyRewrapping] = providers.Factory(
        SteadyRewrapping, providers.Callable(rewrapping, ApiPlatform.blobs)
    )
