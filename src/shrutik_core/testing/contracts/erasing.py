"""What every eraser must keep: all of one voice goes, and nothing of another."""

import attrs
import pytest

from shrutik_core.audit.entry import AuditEntry
from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.ids import AuditEntryId, ContributorId, NoticeId
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consensus,
    a_consent,
    a_contributor,
    a_job,
    a_member,
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
from shrutik_core.testing.contracts.base import StoreContract, walk
from shrutik_core.testing.fingerprint_builders import a_recording_fingerprint
from shrutik_core.testing.gold_builders import a_gold
from shrutik_core.testing.people_builders import a_recorded_consent, an_entrusted_speaker, an_identity, an_invitation
from shrutik_core.testing.scenes import keep

RECORDING, OTHER = a_recording(1).id, a_recording(2).id
STAYS = a_chunk(11, recording=OTHER, index=0)
TASK = a_task(11, chunk=STAYS.id)
TYPED = a_transcription(11, task=TASK.id, chunk=STAYS.id)
DECIDING = a_job(2, subject=STAYS.id)
NOW = an_instant(100)
MEASURED = MeasuredClip(SoundShape(16_000, 1, 16, 64_000), "ab" * 32)


def cuts_of(number: int) -> Cuts:
    """The cuts of a recording."""
    return Cuts(a_recording(number).id, "cd" * 32, (Cut(Span(0, 5), silent=False),))


def of_chunk_one(work: UnitOfWork) -> list[object]:
    """All that was made of recording 1 and its chunk."""
    chunk = a_chunk(1).id
    return [
        work.recordings.cuts(RECORDING),
        work.fingerprints.find(RECORDING),
        work.chunks.find(chunk),
        work.tasks.find(a_task(1).id),
        work.transcriptions.find_for(chunk, a_contributor(2).id),
        work.consensuses.find(chunk),
        work.reviews.latest(chunk),
        work.golds.find(chunk),
        work.clip_measures.of([chunk]) or None,
        work.jobs.find(a_job(1).id),
    ]


def _told(units: UnitsOfWork, *people: ContributorId) -> None:
    """A notice to each, and an audit entry of what each did from somewhere."""
    with units() as work:
        for number, person in enumerate(people, 1):
            work.notices.add(Notice(NoticeId(an_id(number, 31)), person, NoticeKind.ACCOUNT_ENABLED, NOW))
            entry = AuditEntry(
                AuditEntryId(an_id(number, 32)), NOW, person, "done", person, {}, origin="192.0.2.7", salt=b"s" * 16
            )
            work.audit.add(entry)
        work.commit()


class ErasingContract(StoreContract):
    """Deletion of what was derived."""

    @pytest.fixture
    def made(self, stage: UnitsOfWork) -> UnitsOfWork:
        """All that can be made of recording 1 and its chunk, and of another recording and its chunk."""
        keep(stage, a_recording(2), cuts_of(1), cuts_of(2), a_recording_fingerprint(1), a_recording_fingerprint(2))
        keep(stage, a_chunk(1), STAYS, a_release(1), a_gold(1), a_task(1), TASK, a_transcription(1), TYPED)
        keep(stage, a_consensus(1), a_consensus(11), a_review(1), a_job(1, subject=a_chunk(1).id), DECIDING)
        with stage() as work:
            work.releases.keep_members(a_release(1).id, [a_member(1), a_member(11)])
            work.clip_measures.keep({a_chunk(1).id: MEASURED, STAYS.id: MEASURED})
            work.commit()
        return stage

    def test_all_that_was_made_of_a_recording_goes(self, made: UnitsOfWork) -> None:
        with made() as work:
            assert None not in of_chunk_one(work)
        for _ in range(2):
            with made() as work:
                work.erasing.recording(RECORDING)
                work.commit()
        with made() as work:
            assert of_chunk_one(work) == [None] * 10
            assert work.recordings.find(RECORDING) == a_recording(1)

    def test_nothing_of_another_goes(self, made: UnitsOfWork) -> None:
        with made() as work:
            work.erasing.recording(RECORDING)
            work.commit()
        with made() as work:
            assert (work.recordings.cuts(OTHER), work.chunks.find(STAYS.id)) == (cuts_of(2), STAYS)
            assert work.fingerprints.find(OTHER) == a_recording_fingerprint(2)
            assert work.tasks.find(TASK.id) == TASK
            assert work.transcriptions.of_chunk(STAYS.id) == (TYPED,)
            assert work.jobs.find(DECIDING.id) == DECIDING
            assert work.releases.with_recording(OTHER) == (a_release(1).id,)

    def test_a_dead_job_about_it_goes_too(self, stage: UnitsOfWork) -> None:
        dead = a_job(1, subject=RECORDING).start(NOW).fail(NOW, "in vain", final=True)
        keep(stage, a_job(1, subject=RECORDING))
        with stage() as work:
            work.jobs.save(dead)
            assert dead.status is JobStatus.DEAD
            work.erasing.recording(RECORDING)
            assert work.jobs.find(dead.id) is None

    def test_a_job_that_runs_is_left_to_end(self, stage: UnitsOfWork) -> None:
        running = a_job(1, subject=RECORDING).start(NOW)
        keep(stage, a_job(1, subject=RECORDING), a_job(2, subject=OTHER))
        with stage() as work:
            work.jobs.save(running)
            assert work.jobs.cancel({RECORDING, OTHER}) == 1
            assert (work.jobs.find(running.id), work.jobs.find(a_job(2).id)) == (running, None)

    def test_receipts_go_with_the_person(self, stage: UnitsOfWork) -> None:
        theirs, others = a_receipt(1), a_receipt(2, person=an_id(2, 2))
        keep(stage, theirs, others)
        with stage() as work:
            work.erasing.person(a_contributor(1).id)
            assert work.receipts.find(theirs.person, theirs.idempotency_key, an_instant(0)) is None
            assert work.receipts.find(others.person, others.idempotency_key, an_instant(0)) == others

    def test_what_lets_the_person_in_and_what_they_were_told_goes_too(self, stage: UnitsOfWork) -> None:
        person, other = a_contributor(1).id, a_contributor(2).id
        theirs, others = an_identity(1, contributor=person), an_identity(2, contributor=other)
        _told(stage, person, other)
        with stage() as work:
            work.identities.add(theirs)
            work.identities.add(others)
            work.commit()
        with stage() as work:
            work.erasing.person(person)
            work.commit()
        with stage() as work:
            assert work.identities.of_account(person) == ()
            assert work.identities.of_account(other) == (others,)
            assert walk(lambda request: work.notices.page(person, request)) == []
            assert len(walk(lambda request: work.notices.page(other, request))) == 1
            told = walk(work.audit.page)
            assert {(one.actor, one.origin) for one in told} == {(person, ""), (other, "192.0.2.7")}

    def test_invitations_stay_without_the_name(self, stage: UnitsOfWork) -> None:
        person = a_contributor(1).id
        used = an_invitation(1, name="Mina", made_by=a_contributor(2).id).use(person, NOW)
        back = an_invitation(2, name="Mina", made_by=a_contributor(2).id, replaces=person)
        others = an_invitation(3, name="Rina", made_by=person)
        with stage() as work:
            work.invitations.add_all([used, back, others])
            work.erasing.person(person)
            assert work.invitations.of_account(person) == (attrs.evolve(used, name=""), attrs.evolve(back, name=""))
            assert work.invitations.find(others.id) == others

    def test_what_its_own_voice_said_aloud_goes_and_wards_stay(self, stage: UnitsOfWork) -> None:
        person = a_contributor(1)
        keep(stage, a_speaker(8), a_consent(1, speaker=person.speaker), a_consent(2, speaker=a_speaker(8).id))
        own, wards = (
            a_recorded_consent(one, speaker=voice) for one, voice in ((1, person.speaker), (2, a_speaker(8).id))
        )
        ward = an_entrusted_speaker(8, facilitator=person.id)
        with stage() as work:
            work.entrusted.add(ward)
            work.entrusted.add(an_entrusted_speaker(1, id=person.speaker, facilitator=a_contributor(2).id))
            work.entrusted.add_recorded(own)
            work.entrusted.add_recorded(wards)
            work.erasing.person(person.id)
            assert (work.entrusted.find(person.speaker), work.entrusted.find_recorded(own.id)) == (None, None)
            assert (work.entrusted.find(ward.id), work.entrusted.find_recorded(wards.id)) == (ward, wards)

    def test_recordings_are_found_by_their_voice(self, stage: UnitsOfWork) -> None:
        elsewhere = a_recording(2, collection=a_collection(2).id)
        keep(stage, elsewhere, a_recording(3, speaker=an_id(2, 1)))
        with stage() as work:
            assert work.recordings.of_speaker(a_recording(1).speaker) == (RECORDING, elsewhere.id)
            assert work.recordings.of_speaker(a_recording(1).speaker, a_collection(2).id) == (elsewhere.id,)
