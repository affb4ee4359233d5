"""The repository of tasks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import Task, TaskStatus

declare(Missing, "task_missing", "There is no such task.")


class Tasks(Protocol):
    """Tasks; nobody has two for the same chunk."""

    def add_all(self, tasks: Iterable[Task]) -> None:
        """Keep new ones.

        Raises:
            Conflict: ``already_leased`` if the person has one for the chunk.
        """
        ...

    def save(self, task: Task) -> None:
        """Keep what changed.

        Raises:
            Missing: ``task_missing``.
        """
        ...

    def find(self, task: TaskId, *, lock: bool = False) -> Task | None:
        """By id; with ``lock`` no other unit of work changes it until this unit of work ends."""
        ...

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """The one task that the person has or had for the chunk."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """A person's, newest first."""
        ...

    def held(self, contributor: ContributorId, now: datetime) -> int:
        """How many leases the person holds that have not run out."""
        ...

    def expire(self, now: datetime, most: int) -> int:
        """Mark up to ``most`` leases that ran out before or at ``now`` as expired; how many that were."""
        ...

    def cancel_leases(self, chunk: ChunkId, now: datetime) -> int:
        """Mark the leases of a chunk that needs no more votes as cancelled; how many.

        Those that ran out are among them, those of gold items are not: they do not ask for a voice.
        """
        ...
