"""The queries that many people ask, by name."""

from collections.abc import Callable

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.invitation import InvitationFilter, InvitationState
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import Sought
from shrutik_core.ports.decisions import DecidedChunk
from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.shared.ids import LetterId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consensus,
    a_contributor,
    a_job,
    a_key,
    a_prompt,
    a_prompt_medium,
    a_receipt,
    a_recording,
    a_release,
    a_review,
    a_speaker,
    a_task,
    a_transcription,
    an_id,
    an_instant,
)
from shrutik_core.testing.fingerprint_builders import a_recording_fingerprint
from shrutik_core.transcription.task import TaskStatus

PERSON, VOICE, BN, CHUNK = a_contributor().id, a_speaker().id, a_collection().id, a_chunk().id
LETTER = LetterId(an_id(1, 15))
BORROWER = Borrower(PERSON, VOICE, BN)
NOW, FIRST, NEXT = an_instant(9), PageRequest(), PageRequest(cursor=str(a_chunk(3).id))
DAYS = PageRequest(created_after=an_instant(1), created_before=an_instant(90_000))
COUNTED = PageRequest(total=True)
DECIDED = DecidedChunk(a_chunk(), a_consensus(), a_review(), ends_leases=True)
QUERIES: dict[str, Callable[[UnitOfWork], object]] = {
    "contributors.find_by_email": lambda work: work.contributors.find_by_email("a@example.org"),
    "contributors.page": lambda work: work.contributors.page(NEXT),
    "consents.latest": lambda work: work.consents.latest(VOICE, BN),
    "consents.page": lambda work: work.consents.page(VOICE, NEXT),
    "consents.agreed_to": lambda work: work.consents.agreed_to(BN, "1"),
    "consent_documents.of_collection": lambda work: work.consent_documents.of_collection(BN),
    "consent_documents.in_force": lambda work: work.consent_documents.in_force([a_collection(1), a_collection(2)]),
    "collections.find_by_slug": lambda work: work.collections.find_by_slug("bn"),
    "collections.page": lambda work: work.collections.page(NEXT, "bn"),
    "collections.words": lambda work: work.collections.words([BN]),
    "activities.of_person": lambda work: work.activities.of_person(PERSON, VOICE, NOW),
    "activities.overview": lambda work: work.activities.overview(BN, NOW, NOW),
    "activities.overview of all": lambda work: work.activities.overview(None, NOW, NOW),
    "activities.contributions": lambda work: work.activities.contributions(BN, NOW),
    "leases.count": lambda work: work.leases.count(BORROWER, NOW),
    "leases.held": lambda work: work.leases.held(PERSON, NOW),
    "prompts.count_new": lambda work: work.prompts.count_new([a_prompt()]),
    "prompts.media": lambda work: work.prompts.media([a_prompt_medium().id]),
    "prompts.page": lambda work: work.prompts.page(BN, NEXT),
    "prompts.page of those offered": lambda work: work.prompts.offered(BN, VOICE, NEXT),
    "prompts.page of those set aside": lambda work: work.prompts.set_aside(BN, NEXT),
    "prompts.next_for": lambda work: work.prompts.next_for(BN, VOICE),
    "clip_reports.find": lambda work: work.clip_reports.find(CHUNK, PERSON),
    "clip_reports.waiting": lambda work: work.clip_reports.waiting(CHUNK),
    "clip_reports.count_waiting": lambda work: work.clip_reports.count_waiting(PERSON),
    "clip_reports.answer": lambda work: work.clip_reports.answer(CHUNK, NOW),
    "clip_reports.page": lambda work: work.clip_reports.page(PERSON, NEXT),
    "releases.chunk_of": lambda work: work.releases.chunk_of(a_release().id, "a1b2" * 8),
    "prompt_skips.find": lambda work: work.prompt_skips.find(a_prompt().id, VOICE),
    "prompt_skips.count_faults": lambda work: work.prompt_skips.count_faults(a_prompt().id, NOW),
    "prompt_skips.counts": lambda work: work.prompt_skips.counts([a_prompt().id]),
    "prompt_skips.page": lambda work: work.prompt_skips.page(VOICE, NEXT),
    "recordings.find": lambda work: work.recordings.find(a_recording().id, lock=True),
    "recordings.page of a person": lambda work: work.recordings.page(NEXT, contributor=PERSON),
    "recordings.page by status": lambda work: work.recordings.page(NEXT, status=RecordingStatus.REFUSED),
    "recordings.page of a person by status": lambda work: work.recordings.page(
        NEXT, contributor=PERSON, status=RecordingStatus.CHUNKED
    ),
    "recordings.page of a collection by status": lambda work: work.recordings.page(
        NEXT, collection=BN, status=RecordingStatus.CHUNKED
    ),
    "recordings.page of a voice": lambda work: work.recordings.page(NEXT, contributor=PERSON, speaker=VOICE),
    "recordings.page of some days": lambda work: work.recordings.page(DAYS, contributor=PERSON),
    "recordings.page with its total": lambda work: work.recordings.page(COUNTED, contributor=PERSON),
    "contributors.page by role": lambda work: work.contributors.page(NEXT, role=Role.REVIEWER),
    "contributors.page by status": lambda work: work.contributors.page(NEXT, status=ContributorStatus.DISABLED),
    "contributors.page of some days": lambda work: work.contributors.page(DAYS),
    "contributors sought": lambda work: work.contributors.page(NEXT, sought=Sought.typed("mi ud")),
    "invitations.page of a collection": lambda work: work.invitations.page(NEXT, InvitationFilter(NOW, collection=BN)),
    "invitations.page by status": lambda work: work.invitations.page(
        NEXT, InvitationFilter(NOW, state=InvitationState.EXPIRED)
    ),
    "invitations.page of a collection by status": lambda work: work.invitations.page(
        NEXT, InvitationFilter(NOW, collection=BN, state=InvitationState.USED)
    ),
    "releases.page": lambda work: work.releases.page(NEXT),
    "releases.page by status": lambda work: work.releases.page(DAYS, ReleaseStatus.READY),
    "tasks.page of some days": lambda work: work.tasks.page(PERSON, DAYS, TaskStatus.LEASED),
    "transcriptions.page of some days": lambda work: work.transcriptions.page(PERSON, DAYS),
    "reviews.page of some days": lambda work: work.reviews.page(DAYS, not_of=VOICE),
    "jobs.page of some days": lambda work: work.jobs.page(DAYS, JobStatus.DEAD),
    "recordings.page of a collection": lambda work: work.recordings.page(FIRST, collection=BN),
    "prints.near": lambda work: work.fingerprints.near(a_recording_fingerprint(2), 32),
    "prints.find": lambda work: work.fingerprints.find(a_recording().id),
    "chunks.page": lambda work: work.chunks.page(a_recording().id, PageRequest(cursor="7")),
    "chunks.ids_of": lambda work: list(work.chunks.ids_of(BN)),
    "chunks.save": lambda work: work.chunks.save(a_chunk()),
    "tasks.add_all": lambda work: work.tasks.add_all([a_task()]),
    "tasks.with_chunks": lambda work: work.tasks.with_chunks([a_task().id]),
    "tasks.with_chunks, locked": lambda work: work.tasks.with_chunks([a_task().id], lock=True),
    "tasks.find_for": lambda work: work.tasks.find_for(CHUNK, PERSON),
    "tasks.page": lambda work: work.tasks.page(PERSON, NEXT),
    "tasks.page by status": lambda work: work.tasks.page(PERSON, NEXT, TaskStatus.LEASED),
    "tasks.expire": lambda work: work.tasks.expire(NOW, 100),
    "tasks.cancel_leases": lambda work: work.tasks.cancel_leases(CHUNK, NOW),
    "leases.begin": lambda work: work.leases.begin(PERSON, "bn"),
    "leases.offer": lambda work: work.leases.offer(BORROWER, 20, 60, NOW),
    "leases.offer with gold": lambda work: work.leases.offer(BORROWER, 20, 60, NOW, CHUNK),
    "golds.find_all": lambda work: work.golds.find_all([CHUNK]),
    "golds.find": lambda work: work.golds.find(CHUNK),
    "transcriptions.hand_in": lambda work: work.transcriptions.hand_in([a_transcription()]),
    "transcriptions.of_tasks": lambda work: work.transcriptions.of_tasks([a_task().id]),
    "transcriptions.of_chunk": lambda work: work.transcriptions.of_chunk(CHUNK),
    "transcriptions.gold_of_chunk": lambda work: work.transcriptions.gold_of_chunk(CHUNK),
    "transcriptions.find_for": lambda work: work.transcriptions.find_for(CHUNK, PERSON),
    "transcriptions.page": lambda work: work.transcriptions.page(PERSON, NEXT),
    "reviews.page": lambda work: work.reviews.page(NEXT, not_of=VOICE),
    "reviews.page of a collection": lambda work: work.reviews.page(NEXT, not_of=VOICE, collections=frozenset({BN})),
    "reviews.page of some collections": lambda work: work.reviews.page(
        NEXT, not_of=VOICE, collections=frozenset({BN, a_collection(2).id})
    ),
    "reviews.page of a reviewer": lambda work: work.reviews.page(NEXT, not_of=VOICE, reviewer=PERSON),
    "reviews.second_look": lambda work: work.reviews.second_look(CHUNK),
    "reviews.second_looks": lambda work: list(work.reviews.second_looks(BN)),
    "reviews.find": lambda work: work.reviews.find(a_review().id),
    "reviews.find_queued": lambda work: work.reviews.find_queued(CHUNK),
    "reviews.latest": lambda work: work.reviews.latest(CHUNK),
    "releases.next_version": lambda work: work.releases.next_version("bn-read"),
    "releases.with_recording": lambda work: work.releases.with_recording(a_recording().id),
    "releases.rows": lambda work: list(work.releases.rows(a_release().selection)),
    "jobs.add": lambda work: work.jobs.add(a_job()),
    "jobs.add_all": lambda work: work.jobs.add_all([a_job(1), a_job(2)]),
    "jobs.unsent": lambda work: work.jobs.unsent(JobKind.DECIDE_CHUNK, NOW, 100),
    "jobs.next_in_turn": lambda work: work.jobs.next_in_turn(JobKind.PROCESS_RECORDING, NOW, 4),
    "jobs.on_the_way": lambda work: work.jobs.on_the_way(JobKind.PROCESS_RECORDING, NOW),
    "jobs.companions": lambda work: work.jobs.companions(CHUNK),
    "jobs.save_all": lambda work: work.jobs.save_all([a_job()]),
    "decisions.take": lambda work: work.collections.add(a_collection()) or work.decisions.take([CHUNK]),
    "decisions.keep": lambda work: work.decisions.keep([DECIDED], NOW),
    "jobs.stalled": lambda work: work.jobs.stalled(NOW, 100),
    "jobs.show_life": lambda work: work.jobs.show_life(JobKind.DECIDE_CHUNK, CHUNK, NOW),
    "jobs.page": lambda work: work.jobs.page(NEXT, JobStatus.DEAD),
    "jobs.forget_done": lambda work: work.jobs.forget_done(NOW, 100),
    "receipts.find": lambda work: work.receipts.find(PERSON, a_key(), NOW),
    "receipts.keep_first": lambda work: work.receipts.keep_first(a_receipt(), NOW),
    "receipts.forget": lambda work: work.receipts.forget(NOW, 100),
    "notices.page": lambda work: work.notices.page(PERSON, NEXT),
    "notices.unread": lambda work: work.notices.unread(PERSON, 100),
    "notices.mark_read": lambda work: work.notices.mark_read(PERSON, NOW),
    "notices.forget": lambda work: work.notices.forget(NOW, 100),
    "notice_post.due": lambda work: work.notice_post.due(NOW, 100),
    "notice_post.put_into": lambda work: work.notice_post.put_into(LETTER, PERSON, NOW),
    "notice_post.of_letter": lambda work: work.notice_post.of_letter(LETTER),
    "notice_post.remove": lambda work: work.notice_post.remove(LETTER),
    "notice_post.forget": lambda work: work.notice_post.forget(NOW, 100),
    "notice_preferences.find": lambda work: work.notice_preferences.find(PERSON),
    "known_devices.greet": lambda work: work.known_devices.greet(PERSON, "Firefox", NOW),
    "known_devices.forget": lambda work: work.known_devices.forget(NOW, 100),
    "releases.people": lambda work: work.releases.people(a_release().id),
    "reviews.waiting": lambda work: work.reviews.waiting(),
    "audit.page": lambda work: work.audit.page(NEXT, CHUNK),
}
