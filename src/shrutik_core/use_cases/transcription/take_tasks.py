"""Take tasks: chunks are lent to a person for a while, renewed, given up."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.collections.collection import Collection
from shrutik_core.people.first_limits import FirstLimits
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.leases import Borrower
from shrutik_core.ports.random_source import RandomSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.daily_quota import midnight
from shrutik_core.shared.errors import FieldError, Invalid, Missing, UsedUp, declare
from shrutik_core.shared.ids import JobId, TaskId
from shrutik_core.shared.job_kinds import ChunkAnswered
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.transcription.gold import start_of
from shrutik_core.transcription.lending import mixed
from shrutik_core.transcription.task import (
    MOST_LEASES_HELD,
    MOST_TASKS_AT_ONCE,
    SkipReason,
    Task,
    TaskStatus,
)
from shrutik_core.use_cases.steps.idempotency import first_time
from shrutik_core.use_cases.steps.lookups import no_account, no_collection

declare(Invalid, "count_invalid", "That many tasks cannot be taken at once.", {"most": "Tasks that are lent at once."})


@attrs.frozen
class LentChunk:
    """A task with what it lends.

    Attributes:
        task: the lease.
        chunk: what is to be transcribed.
        collection: whose language it is in.
    """

    task: Task
    chunk: Chunk
    collection: Collection


@attrs.frozen
class TakeTasks:
    """Lends chunks, and among them, unseen, those whose text is known."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    random_source: RandomSource
    first_limits: FirstLimits = attrs.field(factory=FirstLimits)

    def __call__(
        self, actor: Actor, collection: str, count: int, key: IdempotencyKey | None = None
    ) -> tuple[LentChunk, ...]:
        """Up to ``count`` leases, 1 to 20; none if there is nothing to do or 60 are held already.

        Raises:
            Conflict: ``policies_unreadable``.
            Invalid: ``count_invalid``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
            Unavailable: ``try_again``.
            UsedUp: ``daily_tasks_used_up`` if nothing shows who is behind the account, and it had its tasks for today.
        """
        actor.require(Permission.TRANSCRIBE)
        if not 1 <= count <= MOST_TASKS_AT_ONCE:
            detail = f"Take 1 to {MOST_TASKS_AT_ONCE} tasks at once, not {count}."
            raise Invalid(
                "count_invalid", detail, errors=[FieldError("count", detail)], extra={"most": MOST_TASKS_AT_ONCE}
            )
        with self.units_of_work() as uow:
            now = self.clock.now()
            borrower, target = self._borrower(uow, actor, collection, now)
            ids = tuple(TaskId(self.ids.new()) for _ in range(count))
            before = first_time(uow, actor.id, key, ids, now)
            if before is not None:
                known = uow.tasks.with_chunks([TaskId(id_) for id_ in before])
                return tuple(LentChunk(task, chunk, target) for task, chunk in known.values())
            leases = self._lend(uow, borrower, target, ids, now)
            uow.tasks.add_all(lease.task for lease in leases)
            uow.commit()
        return leases

    def _lend(
        self, uow: UnitOfWork, borrower: Borrower, target: Collection, ids: Sequence[TaskId], now: datetime
    ) -> tuple[LentChunk, ...]:
        share = target.policies.lending.gold_share
        start, *places = self.random_source.draws(1 + len(ids))
        # Gold is asked for whatever the draws say, so that an answer takes as long without gold in it as with some.
        first = start_of(start) if share else None
        ordinary, golds = uow.leases.offer(borrower, len(ids), MOST_LEASES_HELD, now, first)
        if not ordinary:
            _refuse_used_up(uow, borrower, now)
        return tuple(
            LentChunk(Task.lend(id_, chunk.id, target.id, borrower.person, now, gold=gold), chunk, target)
            for id_, (chunk, gold) in zip(ids, mixed(ordinary, golds, share, places), strict=False)
        )

    def _borrower(self, uow: UnitOfWork, actor: Actor, collection: str, now: datetime) -> tuple[Borrower, Collection]:
        """The actor, whose turn it is until this unit of work ends, and the collection of this slug or id.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing`` or ``contributor_missing``.
        """
        turn, target = uow.leases.begin(actor.id, collection)
        if target is None:
            raise no_collection(collection)
        if turn is None:
            raise no_account()
        most = self.first_limits.tasks_for(turn.vetting)
        limit = None if most is None else (most, midnight(now))
        return Borrower(actor.id, turn.speaker, target.id, turn.kin, limit), target


def _refuse_used_up(uow: UnitOfWork, borrower: Borrower, now: datetime) -> None:
    if borrower.most_since is None:
        return
    most, since = borrower.most_since
    if uow.tasks.lent_since(borrower.person, since) >= most:
        left = math.ceil((since + timedelta(days=1) - now).total_seconds())
        detail = (
            f"Until something shows who is behind an account, it is lent {most} tasks a day, and these were all; "
            "verify your address, or come back after midnight UTC."
        )
        raise UsedUp("daily_tasks_used_up", detail, retry_after=left, extra={"most": most})


def lent(uow: UnitOfWork, tasks: Sequence[Task]) -> dict[TaskId, LentChunk]:
    """Each of the tasks with its chunk and collection.

    Raises:
        Conflict: ``policies_unreadable``.
        Missing: ``chunk_missing`` if either is gone.
    """
    pairs = uow.tasks.with_chunks([task.id for task in tasks])
    collections = {id_: uow.collections.find(id_) for id_ in {task.collection for task in tasks}}
    found = {}
    for task in tasks:
        _, chunk = pairs.get(task.id, (task, None))
        collection = collections[task.collection]
        if chunk is None or collection is None:
            raise Missing("chunk_missing", "The chunk of this task is gone.")
        found[task.id] = LentChunk(task, chunk, collection)
    return found


@attrs.frozen
class KeepTasks:
    """What a person does with the leases they hold, but for the transcription itself."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def list(self, actor: Actor, request: PageRequest, status: TaskStatus | None = None) -> Page[LentChunk]:
        """One's own tasks, newest first.

        Raises:
            Conflict: ``policies_unreadable``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.TRANSCRIBE)
        with self.units_of_work() as uow:
            page = uow.tasks.page(actor.id, request, status)
            leases = lent(uow, page.items)
            return page.map(lambda task: leases[task.id])

    def renew(self, actor: Actor, task_id: TaskId) -> LentChunk:
        """The lease from now on for another 30 minutes, but not beyond two hours after it was lent.

        Raises:
            Conflict: ``policies_unreadable``; ``lease_used_up``; ``task_submitted``, ``task_skipped``,
                ``task_expired`` or ``task_cancelled``.
            Missing: ``task_missing``, also if it is another person's.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.TRANSCRIBE)
        with self.units_of_work() as uow:
            renewed = own_task(uow, actor, task_id, lock=True).renew(self.clock.now())
            uow.tasks.save(renewed)
            found = lent(uow, [renewed])
            uow.commit()
        return found[renewed.id]

    def skip(self, actor: Actor, task_id: TaskId, reason: SkipReason) -> Task:
        """The task given up; enough people who do so send the chunk to review.

        Raises:
            Conflict: ``task_submitted``, ``task_skipped``, ``task_expired`` or ``task_cancelled``.
            Missing: ``task_missing``, also if it is another person's.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.TRANSCRIBE)
        with self.units_of_work() as uow:
            now = self.clock.now()
            chunk_id = own_task(uow, actor, task_id).chunk
            # The chunk is locked before the task, as everywhere, so that two units of work never wait for each other.
            chunk = uow.chunks.find(chunk_id, lock=True)
            task = own_task(uow, actor, task_id, lock=True).skip(reason, now)
            uow.tasks.save(task)
            if chunk is not None and not task.gold:
                uow.chunks.save(attrs.evolve(chunk, skips=chunk.skips + 1))
                uow.jobs.add(Job.due(JobId(self.ids.new()), ChunkAnswered(chunk.id), now))
            uow.commit()
        return task


def own_task(uow: UnitOfWork, actor: Actor, task_id: TaskId, *, lock: bool = False) -> Task:
    """A task of the actor's.

    Raises:
        Missing: ``task_missing``, also if it is another person's.
    """
    task = uow.tasks.find(task_id, lock=lock)
    if task is None or task.contributor != actor.id:
        raise Missing("task_missing", "You have no such task.")
    return task
