"""A task: one chunk lent to one person for a while, and its life."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Conflict, declare
from shrutik_core.shared.ids import ChunkId, CollectionId, ContributorId, TaskId
from shrutik_core.shared.lives import Life

declare(
    Conflict,
    "lease_used_up",
    "A task can be held for two hours at most.",
    {"most_seconds": "For which a task is lent."},
)

LEASE = timedelta(minutes=30)
LONGEST_LEASE = timedelta(hours=2)
MOST_TASKS_AT_ONCE = 20
MOST_LEASES_HELD = 60


class TaskStatus(StrEnum):
    """Where a task is in its life."""

    LEASED = "leased"
    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class SkipReason(StrEnum):
    """Why a contributor would rather not transcribe a chunk."""

    INAUDIBLE = "inaudible"
    WRONG_LANGUAGE = "wrong_language"
    NO_SPEECH = "no_speech"
    SEVERAL_SPEAKERS = "several_speakers"
    CUT_OFF = "cut_off"
    OFFENSIVE = "offensive"
    TOO_HARD = "too_hard"
    OTHER = "other"


TASK_LIFE = Life(
    "task",
    {
        TaskStatus.LEASED: frozenset(
            {TaskStatus.SUBMITTED, TaskStatus.SKIPPED, TaskStatus.EXPIRED, TaskStatus.CANCELLED}
        ),
        # Late text is kept as evidence.
        TaskStatus.EXPIRED: frozenset({TaskStatus.SUBMITTED}),
        TaskStatus.SUBMITTED: frozenset(),
        TaskStatus.SKIPPED: frozenset(),
        TaskStatus.CANCELLED: frozenset(),
    },
)

AWAITED = frozenset({TaskStatus.LEASED, TaskStatus.EXPIRED})
"""Of these the text may still come."""


@attrs.frozen
class Task:
    """One chunk lent to one person; a chunk is lent to a person once.

    Attributes:
        id: UUIDv7.
        chunk: what is to be transcribed.
        collection: the chunk's collection.
        contributor: who it is lent to.
        leased_at: UTC.
        lease_expires_at: UTC; the chunk may go to others afterwards.
        status: where it is in its life.
        finished_at: when it was submitted, skipped or cancelled; None before.
        skip_reason: None unless skipped.
        gold: whether the chunk's text is known: what is typed tells of the person, and nothing of the chunk.
    """

    id: TaskId
    chunk: ChunkId
    collection: CollectionId
    contributor: ContributorId
    leased_at: datetime
    lease_expires_at: datetime
    status: TaskStatus = TaskStatus.LEASED
    finished_at: datetime | None = None
    skip_reason: SkipReason | None = None
    gold: bool = False

    @classmethod
    def lend(
        cls,
        id_: TaskId,
        chunk: ChunkId,
        collection: CollectionId,
        contributor: ContributorId,
        now: datetime,
        *,
        gold: bool = False,
    ) -> "Task":
        """A new lease of 30 minutes."""
        return cls(id_, chunk, collection, contributor, leased_at=now, lease_expires_at=now + LEASE, gold=gold)

    def submit(self, now: datetime) -> "Task":
        """The task done; a lease that ran out does not matter.

        Raises:
            Conflict: ``task_<status>`` if it was done, skipped or cancelled before.
        """
        return attrs.evolve(self, status=TASK_LIFE.step(self.status, TaskStatus.SUBMITTED), finished_at=now)

    def skip(self, reason: SkipReason, now: datetime) -> "Task":
        """The task given up."""
        status = TASK_LIFE.step(self.status, TaskStatus.SKIPPED)
        return attrs.evolve(self, status=status, skip_reason=reason, finished_at=now)

    def renew(self, now: datetime) -> "Task":
        """The lease from now on for another 30 minutes, but not beyond two hours after it was lent.

        Raises:
            Conflict: ``task_<status>`` if it is not leased any more, or has run out; ``lease_used_up`` if it lasts for
                two hours.
        """
        if self.status is not TaskStatus.LEASED:
            raise Conflict(f"task_{self.status}", f"Only a leased task can be renewed; this one is {self.status}.")
        if now >= self.lease_expires_at:
            # Its place may be another's by now, and it counts no more among those that the person holds.
            raise Conflict("task_expired", "This lease has run out; its text is still taken if the clip is open.")
        end = self.leased_at + LONGEST_LEASE
        if self.lease_expires_at >= end or now >= end:
            detail = "A task is lent for two hours at most; send its text, which is taken even late if it is needed."
            raise Conflict("lease_used_up", detail, extra={"most_seconds": int(LONGEST_LEASE.total_seconds())})
        return attrs.evolve(self, lease_expires_at=min(now + LEASE, end))

    def expire(self) -> "Task":
        """The task whose lease ran out."""
        return attrs.evolve(self, status=TASK_LIFE.step(self.status, TaskStatus.EXPIRED))

    def cancel(self, now: datetime) -> "Task":
        """The task whose chunk needs no more votes."""
        return attrs.evolve(self, status=TASK_LIFE.step(self.status, TaskStatus.CANCELLED), finished_at=now)
