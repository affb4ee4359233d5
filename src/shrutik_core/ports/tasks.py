"""The repository of tasks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.shared.errors import Missing, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, TaskId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.task import Task, TaskStatus

declare(Missing, "task_missing", "There is no such task.")


class Tasks(Protocol):
    """Tasks; nobody has two for the same chunk."""

    def add_all(self, tasks: Iterable[Task]) -> None:
        """Keep new ones; a gold item counts each of them as one more person to whom it was lent.

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

    def with_chunks(self, tasks: Sequence[TaskId], *, lock: bool = False) -> Mapping[TaskId, tuple[Task, Chunk]]:
        """Those of these tasks that there are, each with its chunk, in the order given.

        With ``lock`` no other unit of work changes any of them until this one ends. Chunks are locked in order of id,
        and each before its task, as everywhere, so that nobody waits in a ring.
        """
        ...

    def find_for(self, chunk: ChunkId, contributor: ContributorId) -> Task | None:
        """The one task that the person has or had for the chunk."""
        ...

    def lent_since(self, contributor: ContributorId, since: datetime) -> int:
        """How many tasks the person was lent at that instant or later, whatever became of them."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest, status: TaskStatus | None = None) -> Page[Task]:
        """A person's, newest first."""
        ...

    def expire(self, now: datetime, most: int) -> int:
        """Mark up to ``most`` leases that ran out before or at ``now`` as expired; how many that were."""
        ...

    def cancel_leases(self, chunk: ChunkId, now: datetime) -> int:
        """Mark the leases of a chunk that needs no more votes as cancelled; how many.

        Those that ran out are among them, those of gold items are not: they do not ask for a voice.
        """
        ...
