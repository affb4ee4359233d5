"""Undo a withdrawal: while its time lasts, all is put back as it was found."""

from collections.abc import Iterable, Sequence

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.consent import Consent
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalKind, WithdrawalStatus
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import Recording, RecordingStatus
from shrutik_core.shared.errors import Conflict, Missing, declare
from shrutik_core.shared.ids import ConsentId, ContributorId, JobId, RecordingId, WithdrawalId
from shrutik_core.shared.job_kinds import ChunkAnswered, Event, RecordingUploaded
from shrutik_core.shared.jobs import Job
from shrutik_core.use_cases.steps.announcing import announce_withdrawal
from shrutik_core.use_cases.steps.walk import items
from shrutik_core.use_cases.withdrawal.withdraw import WithdrawalReport, note, report_of, tell

declare(Conflict, "withdrawal_wider", "Another withdrawal, which still stands, covers this too.")

_IN_WORK = frozenset({RecordingStatus.UPLOADED, RecordingStatus.PROCESSING})


@attrs.frozen
class UndoWithdrawal:
    """Puts back what a withdrawal took out: states, consent, releases' files; leases that were cancelled stay so."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def __call__(self, actor: Actor, withdrawal_id: WithdrawalId) -> WithdrawalReport:
        """The withdrawal, undone; nothing happens if it was before.

        Raises:
            Conflict: ``withdrawal_final`` if its time is over, ``withdrawal_wider`` if another one has to be undone
                first.
            Missing: ``withdrawal_missing``.
            Unavailable: ``try_again``.
        """
        with self.units_of_work() as uow:
            uow.withdrawal_feed.alone()
            before = _the_withdrawal(uow, actor, withdrawal_id)
            if before.status is WithdrawalStatus.UNDONE:
                return report_of(uow, before)
            undone = before.undo(self.clock.now())
            uow.withdrawals.save(undone)
            self._put_back(uow, undone)
            self._put_back_person(uow, undone)
            announce_withdrawal(uow, self.ids, self.clock.now(), undone)
            uow.withdrawal_feed.take_back(undone.id, self.clock.now())
            note(uow, self.ids, self.clock.now(), actor, "withdrawal.undone", undone)
            tell(uow, self.ids, self.clock.now(), undone, NoticeKind.WITHDRAWAL_UNDONE)
            report = report_of(uow, undone)
            uow.commit()
        return report

    def _put_back(self, uow: UnitOfWork, undone: Withdrawal) -> None:
        back = uow.withdrawals.put_back(undone.id)
        recordings = _recordings(uow, back.recordings)
        _check_narrower(uow, undone, recordings)
        events: list[Event] = [ChunkAnswered(chunk) for chunk in back.undecided]
        for recording in recordings:
            status = back.recordings[recording.id]
            if status in _IN_WORK:
                status = RecordingStatus.UPLOADED
                events.append(RecordingUploaded(recording.id))
            uow.recordings.save(recording.restore(status, self.clock.now()))
        now, person = self.clock.now(), undone.contributor
        uow.jobs.add_all([Job.due(JobId(self.ids.new()), event, now, person=_turn(event, person)) for event in events])

    def _put_back_person(self, uow: UnitOfWork, undone: Withdrawal) -> None:
        match undone.subject.kind:
            case WithdrawalKind.ACCOUNT:
                person = uow.contributors.find(undone.contributor, lock=True)
                if person is not None:
                    uow.contributors.save(attrs.evolve(person, withdrawn_at=None))
            case WithdrawalKind.PURPOSE:
                self._give_again(uow, undone)
            case WithdrawalKind.RECORDING:
                pass

    def _give_again(self, uow: UnitOfWork, undone: Withdrawal) -> None:
        """Give again what was agreed to, joined to what is agreed to now, unless other words are asked for since."""
        collection = undone.subject.collection
        narrowed = _narrowed(uow, undone)
        latest = uow.consents.latest(undone.speaker, collection) if collection else None
        if narrowed is None or latest is None:
            return
        purposes, now = narrowed.purposes, self.clock.now()
        if latest.withdrawn_at is None:
            if latest.version != narrowed.version:
                return
            purposes |= latest.purposes
            uow.consents.save(latest.withdraw(now))
        id_ = ConsentId(self.ids.new())
        uow.consents.add(attrs.evolve(narrowed, id=id_, purposes=purposes, given_at=now, withdrawn_at=None))


def _the_withdrawal(uow: UnitOfWork, actor: Actor, withdrawal_id: WithdrawalId) -> Withdrawal:
    withdrawal = uow.withdrawals.find(withdrawal_id, lock=True)
    own = withdrawal is not None and withdrawal.contributor == actor.id
    if withdrawal is None or not (own or actor.may(Permission.MANAGE_PEOPLE)):
        raise Missing("withdrawal_missing", "You have no such withdrawal; GET /me/withdrawals lists yours.")
    return withdrawal


def _recordings(uow: UnitOfWork, ids: Iterable[RecordingId]) -> list[Recording]:
    found = (uow.recordings.find(one, lock=True) for one in sorted(ids))
    return [recording for recording in found if recording is not None]


def _check_narrower(uow: UnitOfWork, undone: Withdrawal, recordings: Sequence[Recording]) -> None:
    """Let pass unless another withdrawal would have taken the same out by itself."""
    for other in uow.withdrawals.standing(undone.contributor):
        subject = other.subject
        wider = subject.kind is WithdrawalKind.ACCOUNT and undone.subject.kind is not WithdrawalKind.ACCOUNT
        if wider or any(subject.holds(one.id, one.collection) for one in recordings):
            detail = f"The withdrawal {other.id} of the same voice is wider and still stands; undo that one first."
            raise Conflict("withdrawal_wider", detail)


def _narrowed(uow: UnitOfWork, undone: Withdrawal) -> Consent | None:
    """The consent that the withdrawal ended."""
    for consent in items(lambda request: uow.consents.page(undone.speaker, request)):
        ended = consent.withdrawn_at == undone.requested_at and consent.collection == undone.subject.collection
        if ended and undone.subject.purpose in consent.purposes:
            return consent
    return None


def _turn(event: Event, person: ContributorId) -> ContributorId | None:
    """In whose turn it is done: that of whoever sent the recording; decisions take no turns."""
    return person if isinstance(event, RecordingUploaded) else None
