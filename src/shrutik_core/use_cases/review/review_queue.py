"""Review chunks: see what waits for a reviewer."""

import attrs

from shrutik_core.chunking.chunk import Chunk
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.report import ClipReport
from shrutik_core.review.review import REPORTED, SECOND_LOOK_DIFFERS, Review
from shrutik_core.review.second_look import as_undecided
from shrutik_core.shared.errors import Missing
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.transcription import Transcription
from shrutik_core.use_cases.steps.lookups import the_collection, the_contributor


@attrs.frozen
class Case:
    """All that a reviewer needs to decide.

    Attributes:
        review: why it is here and since when.
        chunk: what is in doubt.
        consensus: the best text so far; None before the first vote.
        transcriptions: what each person typed.
        differing: the second look that came to another end than what it looked at; None unless that is why it is here.
        reports: what people say is wrong with it, oldest first; empty unless that is why it is here.
    """

    review: Review
    chunk: Chunk
    consensus: ConsensusRecord | None
    transcriptions: tuple[Transcription, ...]
    differing: Review | None = None
    reports: tuple[ClipReport, ...] = ()


@attrs.frozen
class ReviewQueue:
    """The chunks that wait for a reviewer."""

    units_of_work: UnitsOfWork

    def __call__(self, actor: Actor, request: PageRequest, collection: str | None = None) -> Page[Case]:
        """Oldest first, without the reviewer's own voice, of the collections in which the reviewer reviews.

        A second look shows its chunk as if it had not been settled.

        Raises:
            Conflict: ``policies_unreadable``.
            Missing: ``collection_missing``.
            Refused: ``not_permitted``.
        """
        actor.require(Permission.REVIEW)
        with self.units_of_work() as uow:
            own = the_contributor(uow, actor).speaker
            within = frozenset({the_collection(uow, collection).id}) if collection else actor.collections
            for one in within:
                actor.require(Permission.REVIEW, one)
            queue = uow.reviews.page(request, not_of=own, collections=within, reviewer=actor.id)
            return queue.map(lambda review: _case(uow, review))


def _case(uow: UnitOfWork, review: Review) -> Case:
    chunk = uow.chunks.find(review.chunk)
    if chunk is None:
        raise Missing("chunk_missing", "The chunk of this review is gone.")
    record = uow.consensuses.find(chunk.id)
    return Case(
        review,
        as_undecided(chunk, review, record.confidence if record else None),
        record,
        uow.transcriptions.of_chunk(chunk.id),
        uow.reviews.second_look(chunk.id) if SECOND_LOOK_DIFFERS in review.why else None,
        uow.clip_reports.waiting(chunk.id) if REPORTED in review.why else (),
    )
