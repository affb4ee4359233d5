"""Bring a transcription: what a corpus says is said in a recording, as the vote of a worker who stands for it."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.recordings.recording import RecordingStatus
from shrutik_core.shared.errors import Conflict, Missing, Refused, declare
from shrutik_core.shared.ids import ContributorId, JobId, RecordingId, TaskId, TranscriptionId
from shrutik_core.shared.job_kinds import ChunkAnswered
from shrutik_core.shared.jobs import Job
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.task import Task, TaskStatus
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.steps.auditing import add_entry_once
from shrutik_core.use_cases.steps.voices import is_own_voice

declare(Conflict, "worker_inactive", "The account that texts are brought for is not active.")

_NOT_CUT_YET = frozenset({RecordingStatus.UPLOADED, RecordingStatus.PROCESSING})


class BroughtVote(StrEnum):
    """What became of a text."""

    NOT_YET = "not_yet"
    """The recording is not cut yet."""
    KEPT = "kept"
    KEPT_BEFORE = "kept_before"
    NOT_ONE_CLIP = "not_one_clip"
    """The recording did not become one clip with speech: it was refused, or is silent, or has several."""
    CLOSED = "closed"
    """The clip needs no more votes, or the worker gave it up."""


@attrs.frozen
class BringTranscription:
    """Makes the text of a recording that is one clip the vote of a worker; whatever others say weighs as ever."""

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource

    def check(self, actor: Actor, worker: ContributorId) -> None:
        """Let pass if the actor may bring texts for this worker, whom they are not themselves.

        Raises:
            Conflict: ``worker_inactive``.
            Missing: ``contributor_missing``.
            Refused: ``not_permitted``; ``own_voice`` if it is the actor, who looks after the speakers.
        """
        with self.units_of_work() as uow:
            _worker(uow, actor, worker)

    def __call__(self, actor: Actor, worker: ContributorId, recording: RecordingId, text: str) -> BroughtVote:
        """What became of the text; nothing happens twice. Raises as `check`.

        Raises:
            Invalid: ``text_invalid``.
            Missing: ``recording_missing``.
            Refused: ``own_voice`` if the worker is the speaker, or looks after them.
            Unavailable: ``try_again``.
        """
        with self.units_of_work() as uow:
            person, now = _worker(uow, actor, worker), self.clock.now()
            clip = _clip(uow, recording)
            if isinstance(clip, BroughtVote):
                return clip
            if is_own_voice(uow, person.actor, clip.speaker):
                raise Refused("own_voice", "The worker is the speaker, or looks after them; name another account.")
            if uow.transcriptions.find_for(clip.id, worker) is not None:
                return BroughtVote.KEPT_BEFORE
            task = self._task(uow, clip, worker, now)
            if clip.status is not ChunkStatus.OPEN or task is None:
                return BroughtVote.CLOSED
            typed = Transcription(TranscriptionId(self.ids.new()), task.id, clip.id, worker, text, now)
            uow.transcriptions.hand_in([typed])
            uow.jobs.add(Job.due(JobId(self.ids.new()), ChunkAnswered(clip.id), now))
            facts = {"collection": str(clip.collection)}
            add_entry_once(uow, self.ids, now, actor, "transcriptions.brought", worker, **facts)
            uow.commit()
        return BroughtVote.KEPT

    def _task(self, uow: UnitOfWork, clip: Chunk, worker: ContributorId, now: datetime) -> Task | None:
        """The lease that the text answers; None if the worker was done with the clip before."""
        task = uow.tasks.find_for(clip.id, worker)
        if task is None:
            task = Task.lend(TaskId(self.ids.new()), clip.id, clip.collection, worker, now)
            uow.tasks.add_all([task])
        open_ = task.status in {TaskStatus.LEASED, TaskStatus.EXPIRED} and not task.gold
        return task if open_ else None


def _worker(uow: UnitOfWork, actor: Actor, worker: ContributorId) -> Contributor:
    actor.require(Permission.MANAGE_PEOPLE)
    found = uow.contributors.find(worker)
    if found is None:
        raise Missing("contributor_missing", "There is no such account.")
    if worker == actor.id:
        detail = "You look after these speakers and may not judge them; name another account for the texts."
        raise Refused("own_voice", detail)
    if found.status is not ContributorStatus.ACTIVE:
        raise Conflict("worker_inactive", f"The account {found.email or found.name} is {found.status}.")
    return found


def _clip(uow: UnitOfWork, recording: RecordingId) -> Chunk | BroughtVote:
    """The recording's only clip, locked."""
    found = uow.recordings.find(recording)
    if found is None:
        raise Missing("recording_missing", "The recording is gone.")
    if found.status in _NOT_CUT_YET:
        return BroughtVote.NOT_YET
    chunks = uow.chunks.page(recording, PageRequest(2)).items
    if len(chunks) != 1 or chunks[0].silent:
        return BroughtVote.NOT_ONE_CLIP
    return uow.chunks.find(chunks[0].id, lock=True) or BroughtVote.NOT_ONE_CLIP
