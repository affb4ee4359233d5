"""Withdraw a recording, a purpose or an account: out of all hands at once, deleted when it can no longer be undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.consent import Consent, Purpose, check_purposes
from shrutik_core.people.contributor import Contributor
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.people.withdrawal import UNDO_TIME, Withdrawal, WithdrawalSubject
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.releases.release import Release
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Conflict, Missing, Refused
from shrutik_core.shared.ids import ConsentId, ContributorId, JobId, RecordingId, SpeakerId, WithdrawalId
from shrutik_core.shared.job_kinds import VoiceWithdrawn
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.announcing import announce_withdrawal
from shrutik_core.use_cases.steps.auditing import add_entry
from shrutik_core.use_cases.steps.idempotency import done_before, keep_receipt
from shrutik_core.use_cases.steps.lookups import no_account, the_collection, the_contributor, voice_withdrawn
from shrutik_core.use_cases.steps.notifying import add_notice


@attrs.frozen
class WithdrawalReport:
    """A withdrawal as the person is told of it.

    Attributes:
        withdrawal: what was taken back, and until when it can be undone.
        releases: those that hold the voice: their files are no longer served, and their feeds tell of the clips.
    """

    withdrawal: Withdrawal
    releases: tuple[Release, ...] = ()


@attrs.frozen
class Withdraw:
    """Takes back what a person gave; asked for again, it answers as the first time.

    Attributes:
        undo_time: how long the person may change their mind; only then anything is deleted.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    undo_time: timedelta = UNDO_TIME

    def recording(self, actor: Actor, recording_id: RecordingId, key: IdempotencyKey | None = None) -> WithdrawalReport:
        """Take back one recording: one's own, or for an administrator anybody's on whose behalf they act.

        Raises:
            Gone: ``voice_withdrawn`` if it is erased already.
            Missing: ``recording_missing``.
            Refused: ``not_permitted``.
            Unavailable: ``try_again``.
        """
        actor.require(Permission.RECORD)
        with self.units_of_work() as uow:
            known = self._begin(uow, actor, key)
            if known is not None:
                return report_of(uow, known)
            recording = _the_recording(uow, actor, recording_id)
            standing = uow.withdrawals.of_recording(recording_id)
            if standing is not None:
                return report_of(uow, standing)
            if recording.status is RecordingStatus.WITHDRAWN:
                raise voice_withdrawn()
            subject = WithdrawalSubject(recording=recording_id)
            withdrawal = self._new(recording.contributor, recording.speaker, subject)
            self._take_out(uow, withdrawal, [recording_id])
            return self._keep(uow, actor, withdrawal, key)

    def purpose(
        self, actor: Actor, collection: str, purpose: str, key: IdempotencyKey | None = None
    ) -> WithdrawalReport:
        """Take back the consent to one purpose of a collection; without consent to record nothing recorded may stay.

        Raises:
            Conflict: ``policies_unreadable``; ``purpose_not_given``.
            Invalid: ``purpose_invalid``.
            Missing: ``collection_missing`` or ``contributor_missing``.
            Refused: ``not_permitted`` for an API key.
            Unavailable: ``try_again``.
        """
        _require_login(actor)
        (wanted,) = check_purposes([purpose])
        with self.units_of_work() as uow:
            known = self._begin(uow, actor, key)
            if known is not None:
                return report_of(uow, known)
            person, target = the_contributor(uow, actor), the_collection(uow, collection).id
            subject = WithdrawalSubject(collection=target, purpose=wanted)
            # Whoever finishes an upload at this moment ends before, and is among the recordings, or finds no consent.
            uow.recordings.uploaded(actor.id, self.clock.now(), lock=True)
            consent = uow.consents.latest(person.speaker, target)
            if consent is None or consent.withdrawn_at is not None or wanted not in consent.purposes:
                return _standing(uow, actor, subject)
            withdrawal = self._new(actor.id, person.speaker, subject)
            self._narrow(uow, consent, wanted, withdrawal.requested_at)
            recordings = uow.recordings.of_speaker(person.speaker, target)
            if wanted is Purpose.RECORD:
                self._take_out(uow, withdrawal, recordings)
            elif wanted is Purpose.PUBLISH:
                self._tell(uow, withdrawal, recordings)
            return self._keep(uow, actor, withdrawal, key)

    def account(self, actor: Actor, key: IdempotencyKey | None = None) -> WithdrawalReport:
        """Take back the account and all of its own voice.

        Raises:
            Conflict: ``last_admin``.
            Missing: ``contributor_missing``.
            Refused: ``not_permitted`` for an API key.
            Unavailable: ``try_again``.
        """
        _require_login(actor)
        with self.units_of_work() as uow:
            known = self._begin(uow, actor, key)
            if known is not None:
                return report_of(uow, known)
            person = uow.contributors.find(actor.id, lock=True)
            if person is None:
                raise no_account()
            if person.withdrawn_at is not None:
                return _standing(uow, actor, WithdrawalSubject())
            _check_not_last_admin(uow, person)
            uow.recordings.uploaded(actor.id, self.clock.now(), lock=True)
            withdrawal = self._new(person.id, person.speaker, WithdrawalSubject())
            uow.contributors.save(attrs.evolve(person, withdrawn_at=withdrawal.requested_at))
            self._take_out(uow, withdrawal, uow.recordings.of_speaker(person.speaker))
            return self._keep(uow, actor, withdrawal, key)

    def _begin(self, uow: UnitOfWork, actor: Actor, key: IdempotencyKey | None) -> Withdrawal | None:
        """Let nobody else withdraw meanwhile, before any row is locked; what the same call made before."""
        uow.withdrawal_feed.alone()
        before = done_before(uow, actor.id, key, self.clock.now())
        return uow.withdrawals.find(WithdrawalId(before[0])) if before else None

    def _new(self, contributor: ContributorId, speaker: SpeakerId, subject: WithdrawalSubject) -> Withdrawal:
        now = self.clock.now()
        return Withdrawal(WithdrawalId(self.ids.new()), contributor, speaker, subject, now, now + self.undo_time)

    def _narrow(self, uow: UnitOfWork, consent: Consent, purpose: Purpose, now: datetime) -> None:
        """Leave the consent to what is not withdrawn."""
        withdrawn, left = consent.narrow(purpose, ConsentId(self.ids.new()), now)
        uow.consents.save(withdrawn)
        if left is not None:
            uow.consents.add(left)

    def _take_out(self, uow: UnitOfWork, withdrawal: Withdrawal, recordings: Sequence[RecordingId]) -> None:
        out = take_out(uow, withdrawal.id, recordings, withdrawal.requested_at)
        self._tell(uow, withdrawal, out)

    def _tell(self, uow: UnitOfWork, withdrawal: Withdrawal, recordings: Sequence[RecordingId]) -> None:
        reason = WithdrawalReason(withdrawal.subject.kind.value)
        uow.withdrawal_feed.tell(withdrawal.id, recordings, reason, withdrawal.requested_at)

    def _keep(
        self, uow: UnitOfWork, actor: Actor, withdrawal: Withdrawal, key: IdempotencyKey | None
    ) -> WithdrawalReport:
        now = withdrawal.requested_at
        uow.withdrawals.add(withdrawal)
        job = Job.due(JobId(self.ids.new()), VoiceWithdrawn(withdrawal.id), now)
        uow.jobs.add(attrs.evolve(job, due_at=withdrawal.undo_until))
        note(uow, self.ids, now, actor, "withdrawal.requested", withdrawal)
        announce_withdrawal(uow, self.ids, now, withdrawal)
        until = f"{withdrawal.undo_until:%Y-%m-%d %H:%M}"
        tell(uow, self.ids, now, withdrawal, NoticeKind.WITHDRAWAL_BEGUN, undo_until=until)
        keep_receipt(uow, actor.id, key, (withdrawal.id,), now)
        report = report_of(uow, withdrawal)
        uow.commit()
        return report


def take_out(
    uow: UnitOfWork, withdrawal: WithdrawalId, recordings: Iterable[RecordingId], now: datetime
) -> list[RecordingId]:
    """Take recordings and their chunks out of everybody's hands; those that were not withdrawn before."""
    found = (uow.recordings.find(one, lock=True) for one in recordings)
    there = [one for one in found if one is not None and one.status is not RecordingStatus.WITHDRAWN]
    out = [recording.id for recording in there]
    uow.withdrawals.take_out(withdrawal, out, now)
    for recording in there:
        uow.recordings.save(recording.withdraw(now))
    return out


def report_of(uow: UnitOfWork, withdrawal: Withdrawal) -> WithdrawalReport:
    """The withdrawal with the releases that it concerns."""
    found = (uow.releases.find(release) for release in uow.withdrawal_feed.releases_of(withdrawal.id))
    return WithdrawalReport(withdrawal, tuple(release for release in found if release is not None))


def note(
    uow: UnitOfWork, ids: IdSource, now: datetime, actor: Actor | None, action: str, withdrawal: Withdrawal
) -> None:
    """Keep an audit entry about the person whose withdrawal it is."""
    subject = withdrawal.subject
    named = {"recording": subject.recording, "collection": subject.collection, "purpose": subject.purpose}
    facts = {name: str(value) for name, value in named.items() if value is not None}
    kind = subject.kind.value
    add_entry(uow, ids, now, actor, action, withdrawal.contributor, withdrawal=str(withdrawal.id), kind=kind, **facts)


def tell(uow: UnitOfWork, ids: IdSource, now: datetime, withdrawal: Withdrawal, kind: NoticeKind, **facts: str) -> None:
    """Keep a notice to the person whose withdrawal it is, also if an admin asked for it on their behalf."""
    add_notice(uow, ids, now, withdrawal.contributor, kind, withdrawal=str(withdrawal.id), **facts)


def _the_recording(uow: UnitOfWork, actor: Actor, recording_id: RecordingId) -> Recording:
    recording = uow.recordings.find(recording_id, lock=True)
    own = recording is not None and (
        recording.contributor == actor.id or recording.speaker == the_contributor(uow, actor).speaker
    )
    if recording is None or not (own or actor.may(Permission.MANAGE_PEOPLE)):
        raise Missing("recording_missing", "You have no such recording.")
    return recording


def _standing(uow: UnitOfWork, actor: Actor, subject: WithdrawalSubject) -> WithdrawalReport:
    """The report of the same withdrawal, which was asked for before."""
    for withdrawal in uow.withdrawals.standing(actor.id):
        if withdrawal.subject == subject:
            return report_of(uow, withdrawal)
    raise Conflict("purpose_not_given", "You have given no consent to this purpose that stands; see GET /me/consents.")


def _require_login(actor: Actor) -> None:
    if actor.scopes is not None:
        raise Refused("not_permitted", "An API key may not do this; log in.")


def _check_not_last_admin(uow: UnitOfWork, person: Contributor) -> None:
    if person.active_admin and not uow.contributors.has_admin_beside(person.id):
        detail = "This is the only active account of an admin; make another account an admin before you withdraw it."
        raise Conflict("last_admin", detail)
