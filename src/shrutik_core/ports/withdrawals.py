"""The repository of withdrawals: what people took back, and the chunks that go with it, out and back in again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shrutik_core.people.withdrawal import Withdrawal
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest

declare(Missing, "withdrawal_missing", "There is no such withdrawal.")


@attrs.frozen
class PutBack:
    """What an undone withdrawal leaves to be done.

    Attributes:
        recordings: the state in which the withdrawal found each of its recordings.
        undecided: open chunks that have a vote, whose consensus may not have been decided when they were taken out.
    """

    recordings: Mapping[RecordingId, RecordingStatus]
    undecided: tuple[ChunkId, ...] = ()


class Withdrawals(Protocol):
    """Withdrawals, and the states in which they found things."""

    def add(self, withdrawal: Withdrawal) -> None:
        """Keep a new one."""
        ...

    def save(self, withdrawal: Withdrawal) -> None:
        """Keep what changed.

        Raises:
            Missing: ``withdrawal_missing``.
        """
        ...

    def find(self, withdrawal: WithdrawalId, *, lock: bool = False) -> Withdrawal | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Withdrawal]:
        """A person's, newest first."""
        ...

    def standing(self, contributor: ContributorId) -> tuple[Withdrawal, ...]:
        """A person's that are requested or being erased, oldest first."""
        ...

    def of_recording(self, recording: RecordingId) -> Withdrawal | None:
        """The one that took the recording out, and can still bring it back or is erasing it."""
        ...

    def take_out(self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], now: datetime) -> None:
        """Remember the states of these recordings and of their chunks, and take the chunks out of everybody's hands.

        Each chunk becomes withdrawn, its leases are cancelled, those of gold items too, and its review is closed if it
        waits. The recordings themselves are left as they are, and so are chunks that are withdrawn already.
        """
        ...

    def put_back(self, withdrawal: WithdrawalId) -> PutBack:
        """Bring the chunks back to the states that are remembered, and queue the reviews that were closed; forget all.

        Leases stay cancelled: whoever held one does not know that there is anything to hear again.
        """
        ...

    def recordings_of(self, withdrawal: WithdrawalId) -> tuple[RecordingId, ...]:
        """The recordings that it took out, in order of id."""
        ...

    def forget_states(self, withdrawal: WithdrawalId) -> None:
        """Forget what is remembered: nothing of it is left to be brought back."""
        ...
