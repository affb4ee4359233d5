"""Submit transcriptions: what a person heard, for one or more of their tasks, all or none."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.origin import Origin
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.origin_hasher import OriginHasher
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.errors import Conflict, FieldError, Invalid, Missing, declare
from shrutik_core.shared.ids import JobId, TaskId, TranscriptionId
from shrutik_core.shared.job_kinds import ChunkAnswered
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.transcription.task import MOST_TASKS_AT_ONCE, Task, TaskStatus
from shrutik_core.transcription.transcription import Transcription, check_text
from shrutik_core.use_cases.steps.gold_evidence import judge_all
from shrutik_core.use_cases.steps.idempotency import first_time

declare(Invalid, "items_invalid", "These items cannot be taken together.", {"most": "Items that are taken at once."})


@attrs.frozen
class Answer:
    """What was heard for one task.

    Attributes:
        task: the lease that it answers.
        text: as typed; empty if there is no speech.
    """

    task: TaskId
    text: str = attrs.field(converter=check_text)


@attrs.frozen
class SubmitTranscriptions:
    """Keeps what was heard, and makes the chunks' consensus due."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    origins: OriginHasher

    def __call__(
        self, actor: Actor, items: Sequence[Answer], key: IdempotencyKey | None = None
    ) -> tuple[Transcription, ...]:
        """The transcriptions, in the order of the items; all of them are kept, or none.

        Raises:
            Conflict: ``policies_unreadable``; ``chunk_settled``, ``already_transcribed`` or ``task_skipped``;
                `extra["items"]` gives the texts back.
            Invalid: ``items_invalid`` if there are none, more than 20, or one task twice; ``text_invalid``.
            Missing: ``task_missing``, also if it is another person's.
            Refused: ``not_permitted``.
            Unavailable: ``try_again``.
        """
        actor.require(Permission.TRANSCRIBE)
        _check_items(items)
        with self.units_of_work() as uow:
            now = self.clock.now()
            ids = tuple(TranscriptionId(self.ids.new()) for _ in items)
            if first_time(uow, actor.id, key, ids, now) is not None:
                return uow.transcriptions.of_tasks([item.task for item in items])
            pairs = _locked(uow, actor, items)
            _refuse_closed(items, pairs)
            origin = self.origins.of(actor.origin)
            kept = tuple(_typed(*one, now, origin) for one in zip(ids, items, pairs, strict=True))
            uow.transcriptions.hand_in(kept)
            self._follow(uow, kept, now)
            uow.commit()
        return kept

    def _follow(self, uow: UnitOfWork, kept: Sequence[Transcription], now: datetime) -> None:
        """Votes make the consensus of their chunks due, and answers to gold items count for their person."""
        events = [ChunkAnswered(one.chunk) for one in kept if not one.gold]
        if events:
            uow.jobs.add_all([Job.due(JobId(self.ids.new()), event, now) for event in events])
        answers = [one for one in kept if one.gold]
        if answers:
            judge_all(uow, answers)


def _typed(
    id_: TranscriptionId, item: Answer, pair: tuple[Task, Chunk], now: datetime, origin: Origin | None
) -> Transcription:
    task, chunk = pair
    return Transcription(
        id=id_,
        task=task.id,
        chunk=chunk.id,
        contributor=task.contributor,
        text=item.text,
        created_at=now,
        late=task.lease_expires_at <= now,
        gold=task.gold,
        origin=origin,
        took=max(0.0, (now - task.leased_at).total_seconds()),
    )


def _check_items(items: Sequence[Answer]) -> None:
    if not 1 <= len(items) <= MOST_TASKS_AT_ONCE:
        detail = f"Send 1 to {MOST_TASKS_AT_ONCE} transcriptions at once."
        raise Invalid("items_invalid", detail, extra={"most": MOST_TASKS_AT_ONCE})
    if len({item.task for item in items}) < len(items):
        detail = "Each task takes one transcription; one task is in the items twice."
        raise Invalid("items_invalid", detail, errors=[FieldError("items", detail, "twice")])


def _locked(uow: UnitOfWork, actor: Actor, items: Sequence[Answer]) -> list[tuple[Task, Chunk]]:
    """Each item's task and chunk, locked."""
    found = uow.tasks.with_chunks([item.task for item in items], lock=True)
    own = {id_: pair for id_, pair in found.items() if pair[0].contributor == actor.id}
    unknown = [
        FieldError(f"items.{place}.task_id", "You have no such task.", "task_missing")
        for place, item in enumerate(items)
        if item.task not in own
    ]
    if unknown:
        raise Missing("task_missing", "You have no such task.", errors=unknown)
    return [own[item.task] for item in items]


def _refuse_closed(items: Sequence[Answer], pairs: Sequence[tuple[Task, Chunk]]) -> None:
    errors = []
    for place, (task, chunk) in enumerate(pairs):
        obstacle = _obstacle(task, chunk)
        if obstacle:
            errors.append(FieldError(f"items.{place}", _OBSTACLES[obstacle], obstacle))
    if not errors:
        return
    closed = {error.field.removeprefix("items."): error.code for error in errors}
    texts = [
        {"task_id": str(item.task), "text": item.text, "code": closed.get(str(place))}
        for place, item in enumerate(items)
    ]
    first = next(text for text in texts if text["code"])
    raise Conflict(errors[0].code, errors[0].detail, errors=errors, extra={"items": texts, "text": first["text"]})


_GONE = frozenset({ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN})
_OBSTACLES = {
    "already_transcribed": "You have transcribed this chunk before; it takes one text from each person.",
    "task_skipped": "You gave this task up; take another.",
    "chunk_settled": "This chunk needs no more transcriptions. Your text is given back below, unsaved.",
}


def _obstacle(task: Task, chunk: Chunk) -> str | None:
    if task.status is TaskStatus.SUBMITTED:
        return "already_transcribed"
    if task.status is TaskStatus.SKIPPED:
        return "task_skipped"
    if task.status is TaskStatus.CANCELLED:
        # Its chunk was settled; that another policy opened it again does not bring the lease back.
        return "chunk_settled"
    if task.gold:
        return "chunk_settled" if chunk.status in _GONE else None
    if chunk.status is ChunkStatus.IN_REVIEW and task.status is TaskStatus.LEASED:
        # A lease that still runs when the others disagree is one more witness for the reviewer.
        return None
    return None if chunk.status is ChunkStatus.OPEN else "chunk_settled"


@attrs.frozen
class ReadTranscriptions:
    """One's own transcriptions."""

    units_of_work: UnitsOfWork

    def __call__(self, actor: Actor, request: PageRequest) -> Page[Transcription]:
        """Newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        actor.require(Permission.TRANSCRIBE)
        with self.units_of_work() as uow:
            return uow.transcriptions.page(actor.id, request)
