"""A withdrawal: what a person takes back of their voice or their account, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.people.consent import Purpose
from shrutik_core.shared.errors import Conflict, Invalid, declare
from shrutik_core.shared.ids import CollectionId, ContributorId, RecordingId, SpeakerId, WithdrawalId
from shrutik_core.shared.lives import Life

declare(Invalid, "withdrawal_invalid", "A withdrawal is of one recording, of one purpose, or of the account.")
declare(Conflict, "withdrawal_final", "The time in which this withdrawal could be undone is over.")

UNDO_TIME = timedelta(hours=72)
"""How long a withdrawal may be undone, unless the installation says otherwise."""


class WithdrawalKind(StrEnum):
    """How much is withdrawn."""

    RECORDING = "recording"
    PURPOSE = "purpose"
    ACCOUNT = "account"


class WithdrawalStatus(StrEnum):
    """Where a withdrawal is in its life.

    ==========  ==========  ===================================================================================
    from        to          when
    ==========  ==========  ===================================================================================
    requested   undone      the person changed their mind before `Withdrawal.undo_until`
    requested   erasing     that instant has passed, and the deletion begins
    erasing     done        nothing is left but tombstones
    ==========  ==========  ===================================================================================
    """

    REQUESTED = "requested"
    UNDONE = "undone"
    ERASING = "erasing"
    DONE = "done"


WITHDRAWAL_LIFE = Life(
    "withdrawal",
    {
        WithdrawalStatus.REQUESTED: frozenset({WithdrawalStatus.UNDONE, WithdrawalStatus.ERASING}),
        WithdrawalStatus.UNDONE: frozenset(),
        WithdrawalStatus.ERASING: frozenset({WithdrawalStatus.DONE}),
        WithdrawalStatus.DONE: frozenset(),
    },
)


@attrs.frozen
class WithdrawalSubject:
    """What is withdrawn: one recording, one purpose of one collection, or, if nothing is named, the account.

    Attributes:
        recording: the one recording.
        collection: whose consent loses the purpose.
        purpose: that is no longer agreed to.

    Raises:
        Invalid: ``withdrawal_invalid`` if more than one kind is named, or half of one.
    """

    recording: RecordingId | None = None
    collection: CollectionId | None = None
    purpose: Purpose | None = None

    def __attrs_post_init__(self) -> None:
        if (self.collection is None) != (self.purpose is None) or (self.recording and self.purpose):
            raise Invalid("withdrawal_invalid", "Name one recording, or one collection and one purpose of it, or none.")

    @property
    def kind(self) -> WithdrawalKind:
        """How much that is."""
        if self.recording is not None:
            return WithdrawalKind.RECORDING
        return WithdrawalKind.ACCOUNT if self.purpose is None else WithdrawalKind.PURPOSE

    def holds(self, recording: RecordingId, collection: CollectionId) -> bool:
        """Whether a recording of the same speaker, of this collection, is taken back by it."""
        if self.kind is WithdrawalKind.RECORDING:
            return recording == self.recording
        return self.kind is WithdrawalKind.ACCOUNT or (self.purpose is Purpose.RECORD and collection == self.collection)


@attrs.frozen
class Withdrawal:
    """Something that a person took back.

    Attributes:
        id: UUIDv7.
        contributor: who took it back, or on whose behalf an administrator did.
        speaker: whose voice it is.
        subject: what is taken back.
        requested_at: UTC; from then on nobody hears it.
        undo_until: UTC; up to this instant nothing is deleted, and it can be undone.
        status: where it is in its life.
        ended_at: when it was undone or done, UTC; None before.
    """

    id: WithdrawalId
    contributor: ContributorId
    speaker: SpeakerId
    subject: WithdrawalSubject
    requested_at: datetime
    undo_until: datetime
    status: WithdrawalStatus = WithdrawalStatus.REQUESTED
    ended_at: datetime | None = None

    @property
    def standing(self) -> bool:
        """Whether it counts: it was not undone."""
        return self.status is not WithdrawalStatus.UNDONE

    def undo(self, now: datetime) -> "Withdrawal":
        """The withdrawal taken back.

        Raises:
            Conflict: ``withdrawal_final`` if its time is over, ``withdrawal_undone`` if that was done before.
        """
        late = self.status is WithdrawalStatus.REQUESTED and now >= self.undo_until
        if late or self.status in {WithdrawalStatus.ERASING, WithdrawalStatus.DONE}:
            detail = f"This could be undone until {self.undo_until.isoformat()}; what was withdrawn is being deleted."
            raise Conflict("withdrawal_final", detail)
        status = WITHDRAWAL_LIFE.step(self.status, WithdrawalStatus.UNDONE)
        return attrs.evolve(self, status=status, ended_at=now)

    def begin(self) -> "Withdrawal":
        """The withdrawal as the deletion begins, or goes on after it was broken off.

        Raises:
            Conflict: ``withdrawal_undone`` or ``withdrawal_done``.
        """
        if self.status is WithdrawalStatus.ERASING:
            return self
        return attrs.evolve(self, status=WITHDRAWAL_LIFE.step(self.status, WithdrawalStatus.ERASING))

    def finish(self, now: datetime) -> "Withdrawal":
        """The withdrawal after everything was deleted.

        Raises:
            Conflict: ``withdrawal_<status>`` unless it is being erased.
        """
        return attrs.evolve(self, status=WITHDRAWAL_LIFE.step(self.status, WithdrawalStatus.DONE), ended_at=now)
