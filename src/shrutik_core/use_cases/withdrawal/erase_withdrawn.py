"""Erase what was withdrawn: from every store, until only tombstones are left; broken off anywhere, it goes on."""

from collections.abc import Sequence
from uuid import UUID

import attrs

from shrutik_core.notices.notice import NoticeKind
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.login_attempts import LoginAttempts, LoginScope, login_digest
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalKind, WithdrawalStatus
from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import recording_prefix
from shrutik_core.recordings.upload import upload_prefix
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.ids import RecordingId, WithdrawalId
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.use_cases.steps.announcing import announce_withdrawal
from shrutik_core.use_cases.steps.walk import items
from shrutik_core.use_cases.withdrawal.clean_release import CleanRelease
from shrutik_core.use_cases.withdrawal.withdraw import note, take_out, tell


@attrs.frozen
class EraseWithdrawn:
    """The work of a withdrawal's job, which is due when it can no longer be undone."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    clock: Clock
    ids: IdSource
    clean_release: CleanRelease

    def __call__(self, subject: UUID) -> None:
        """Delete all of it; nothing happens if it was undone, or is done.

        Blobs go before the rows that tell where they lie, so that whatever ends the process leaves nothing unfound.

        Raises:
            Missing: ``withdrawal_missing``.
            Unavailable: if a store does not answer; the next attempt goes on.
        """
        withdrawal = self._begin(WithdrawalId(subject))
        if withdrawal is None:
            return
        for recording in self._recordings(withdrawal):
            self._delete_blobs(recording_prefix(recording))
            self._erase(withdrawal, recording)
        self._clean_releases(withdrawal)
        if withdrawal.subject.kind is WithdrawalKind.ACCOUNT:
            self._delete_recorded_consents(withdrawal)
            self._delete_uploads(withdrawal)
            self._erase_person(withdrawal)
        self._finish(withdrawal)

    def give_up(self, subject: UUID, error: str) -> None:
        """Nothing to note: the withdrawal goes on being erased, and the job stands in the dead-letter list."""

    def _begin(self, withdrawal_id: WithdrawalId) -> Withdrawal | None:
        with self.units_of_work() as uow:
            found = uow.withdrawals.find(withdrawal_id, lock=True)
            if found is None:
                raise Missing("withdrawal_missing", "There is no such withdrawal.")
            if found.status in {WithdrawalStatus.UNDONE, WithdrawalStatus.DONE}:
                return None
            begun = found.begin()
            uow.withdrawals.save(begun)
            uow.commit()
        return begun

    def _recordings(self, withdrawal: Withdrawal) -> Sequence[RecordingId]:
        """What it took out; of an account also what came in at the moment when it was withdrawn."""
        with self.units_of_work() as uow:
            if withdrawal.subject.kind is not WithdrawalKind.ACCOUNT:
                return uow.withdrawals.recordings_of(withdrawal.id)
            uow.withdrawal_feed.alone()
            theirs = uow.recordings.of_speaker(withdrawal.speaker)
            late = take_out(uow, withdrawal.id, theirs, self.clock.now())
            uow.withdrawal_feed.tell(withdrawal.id, late, WithdrawalReason.ACCOUNT, self.clock.now())
            uow.commit()
        return theirs

    def _erase(self, withdrawal: Withdrawal, recording: RecordingId) -> None:
        with self.units_of_work() as uow:
            found = uow.recordings.find(recording, lock=True)
            if found is not None and not found.erased:
                uow.erasing.recording(recording)
                uow.recordings.save(found.erase(self.clock.now()))
            self._show_life(uow, withdrawal)
            uow.commit()

    def _clean_releases(self, withdrawal: Withdrawal) -> None:
        """Take the voice out of releases that hold it: they are not served any more; a new version follows."""
        with self.units_of_work() as uow:
            releases = uow.withdrawal_feed.releases_of(withdrawal.id)
        for release in releases:
            self.clean_release(release)

    def _delete_recorded_consents(self, withdrawal: Withdrawal) -> None:
        """Delete the sound of consents that the voice gave; their rows go with the account."""
        with self.units_of_work() as uow:
            consents = list(items(lambda request: uow.consents.page(withdrawal.speaker, request)))
            recorded = [uow.entrusted.find_recorded(consent.id) for consent in consents]
        for one in recorded:
            if one is not None:
                self.blobs.delete(one.audio.key)

    def _delete_uploads(self, withdrawal: Withdrawal) -> None:
        """Delete what came of uploads that were not finished; their rows go with the account."""
        with self.units_of_work() as uow:
            theirs = uow.uploads.of_person(withdrawal.contributor, withdrawal.speaker)
        for upload in theirs:
            self._delete_blobs(upload_prefix(upload))

    def _delete_blobs(self, prefix: str) -> None:
        for entry in tuple(self.blobs.list(prefix)):
            self.blobs.delete(entry.key)

    def _erase_person(self, withdrawal: Withdrawal) -> None:
        """Leave a tombstone of the account; what it typed of other voices stays, without a name."""
        with self.units_of_work() as uow:
            person = uow.contributors.find(withdrawal.contributor, lock=True)
            if person is not None and person.status is not ContributorStatus.ERASED:
                self._forget(uow, person)
                uow.contributors.save(person.erase())
                uow.commit()

    def _forget(self, uow: UnitOfWork, person: Contributor) -> None:
        """All that an account has for itself alone; a repository that keeps more of the kind is named here."""
        uow.erasing.person(person.id)
        if person.email is not None:
            uow.login_attempts.put(LoginAttempts(login_digest(LoginScope.ACCOUNT, person.email)))
        speaker = uow.speakers.find(person.speaker)
        if speaker is not None:
            uow.speakers.save(attrs.evolve(speaker, traits={}, traits_in_releases=None))
        for consent in items(lambda request: uow.consents.page(person.speaker, request)):
            if consent.withdrawn_at is None:
                uow.consents.save(consent.withdraw(self.clock.now()))

    def _finish(self, withdrawal: Withdrawal) -> None:
        with self.units_of_work() as uow:
            found = uow.withdrawals.find(withdrawal.id, lock=True)
            if found is not None and found.status is WithdrawalStatus.ERASING:
                done = found.finish(self.clock.now())
                uow.withdrawals.save(done)
                uow.withdrawals.forget_states(withdrawal.id)
                note(uow, self.ids, self.clock.now(), None, "withdrawal.erased", found)
                announce_withdrawal(uow, self.ids, self.clock.now(), done)
                if found.subject.kind is not WithdrawalKind.ACCOUNT:
                    tell(uow, self.ids, self.clock.now(), found, NoticeKind.WITHDRAWAL_DONE)
                uow.commit()

    def _show_life(self, uow: UnitOfWork, withdrawal: Withdrawal) -> None:
        uow.jobs.show_life(JobKind.WITHDRAW, withdrawal.id, self.clock.now())
