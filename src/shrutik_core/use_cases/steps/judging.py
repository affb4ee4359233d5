"""What whoever may yet judge a chunk sees of it: not how it was settled."""

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.review.second_look import as_undecided
from shrutik_core.use_cases.steps.voices import is_own_voice


def as_judged(uow: UnitOfWork, actor: Actor, chunk: Chunk) -> Chunk:
    """The chunk; as if it were not settled, for a reviewer who may be the one to look at it a second time."""
    if chunk.status is not ChunkStatus.SETTLED or not actor.may(Permission.REVIEW, chunk.collection):
        return chunk
    review = uow.reviews.find_queued(chunk.id)
    if review is None or not review.may_be_of(actor.id) or is_own_voice(uow, actor, chunk.speaker):
        return chunk
    record = uow.consensuses.find(chunk.id)
    return as_undecided(chunk, review, record.confidence if record else None)
