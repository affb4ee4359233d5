"""The repository of withdrawals in memory."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.withdrawal import Withdrawal, WithdrawalStatus
from shrutik_core.ports.withdrawals import PutBack
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.review.review import ReviewStatus
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import TaskStatus
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore, WithdrawnState

_STANDING = frozenset({WithdrawalStatus.REQUESTED, WithdrawalStatus.ERASING})


class MemoryWithdrawals:
    """`Withdrawals` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._rows = store.withdrawals
        self._states = store.withdrawn_states

    def add(self, withdrawal: Withdrawal) -> None:
        """See `Withdrawals.add`."""
        self._rows.put(withdrawal.id, withdrawal)

    def save(self, withdrawal: Withdrawal) -> None:
        """See `Withdrawals.save`."""
        self._rows.replace(withdrawal.id, withdrawal)

    def find(self, withdrawal: WithdrawalId, *, lock: bool = False) -> Withdrawal | None:  # noqa: ARG002 - all is locked
        """See `Withdrawals.find`."""
        return self._rows.get(withdrawal)

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[Withdrawal]:
        """See `Withdrawals.page`."""
        return newest_first(self._rows.group("contributor", contributor), request, lambda row: row.requested_at)

    def standing(self, contributor: ContributorId) -> tuple[Withdrawal, ...]:
        """See `Withdrawals.standing`."""
        rows = [row for row in self._rows.group("contributor", contributor) if row.status in _STANDING]
        return tuple(sorted(rows, key=lambda row: row.id))

    def of_recording(self, recording: RecordingId) -> Withdrawal | None:
        """See `Withdrawals.of_recording`."""
        found = next((state for state in self._states.all() if state.thing == recording), None)
        return self._rows.get(found.withdrawal) if found else None

    def take_out(self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], now: datetime) -> None:
        """See `Withdrawals.take_out`."""
        for id_ in recordings:
            recording = self._store.recordings.get(id_)
            if recording is not None:
                self._remember(WithdrawnState(withdrawal, id_, recording.status))
            for chunk in self._store.chunks.group("recording", id_):
                if chunk.status is not ChunkStatus.WITHDRAWN:
                    self._remember(WithdrawnState(withdrawal, chunk.id, chunk.status))
                    self._take_out(chunk, now)

    def put_back(self, withdrawal: WithdrawalId) -> PutBack:
        """See `Withdrawals.put_back`."""
        recordings = dict(self._recordings_of(withdrawal))
        undecided = [chunk.id for chunk in list(self._put_back(withdrawal)) if _undecided(chunk)]
        self.forget_states(withdrawal)
        return PutBack(recordings, tuple(sorted(undecided)))

    def recordings_of(self, withdrawal: WithdrawalId) -> tuple[RecordingId, ...]:
        """See `Withdrawals.recordings_of`."""
        return tuple(sorted(id_ for id_, _ in self._recordings_of(withdrawal)))

    def forget_states(self, withdrawal: WithdrawalId) -> None:
        """See `Withdrawals.forget_states`."""
        for state in self._states.group("withdrawal", withdrawal):
            self._states.remove((withdrawal, state.thing))

    def _remember(self, state: WithdrawnState) -> None:
        if self._states.get((state.withdrawal, state.thing)) is None:
            self._states.put((state.withdrawal, state.thing), state)

    def _recordings_of(self, withdrawal: WithdrawalId) -> Iterator[tuple[RecordingId, RecordingStatus]]:
        for state in self._states.group("withdrawal", withdrawal):
            if isinstance(state.status, RecordingStatus):
                yield RecordingId(state.thing), state.status

    def _take_out(self, chunk: Chunk, now: datetime) -> None:
        self._store.chunks.put(chunk.id, attrs.evolve(chunk, status=ChunkStatus.WITHDRAWN))
        for task in self._store.tasks.group("chunk", chunk.id):
            if task.status is TaskStatus.LEASED:
                self._store.tasks.put(task.id, task.cancel(now))
        self._move_review(chunk.id, ReviewStatus.QUEUED, ReviewStatus.CLOSED)

    def _put_back(self, withdrawal: WithdrawalId) -> Iterator[Chunk]:
        for state in self._states.group("withdrawal", withdrawal):
            chunk = self._store.chunks.get(state.thing)
            if chunk is not None and isinstance(state.status, ChunkStatus):
                back = attrs.evolve(chunk, status=state.status)
                self._store.chunks.put(chunk.id, back)
                if back.status is ChunkStatus.IN_REVIEW:
                    self._move_review(chunk.id, ReviewStatus.CLOSED, ReviewStatus.QUEUED)
                yield back

    def _move_review(self, chunk: ChunkId, before: ReviewStatus, after: ReviewStatus) -> None:
        about = [row for row in self._store.reviews.group("chunk", chunk) if row.status is before]
        for review in sorted(about, key=lambda row: row.id)[-1:]:
            self._store.reviews.put(review.id, attrs.evolve(review, status=after))


def _undecided(chunk: Chunk) -> bool:
    return chunk.status is ChunkStatus.OPEN and chunk.votes > 0
