"""Decide many chunks at once: what the transcriptions of each agree on, and what happens to it next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.collections.second_look import is_chosen
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.consensus.result import Consensus, Verdict
from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many
from shrutik_core.ports.clock import Clock
from shrutik_core.ports.decisions import DecidedChunk, Undecided
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.metrics import Metrics
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.review.review import EarlierDecision, Review
from shrutik_core.review.second_look import second_look_at
from shrutik_core.shared.ids import ChunkId, ContributorId, ReviewId
from shrutik_core.use_cases.chunks.consensus_of_chunk import record_of
from shrutik_core.use_cases.steps.announcing import announce_chunks
from shrutik_core.use_cases.steps.count_decisions import Decided, DecisionMade, count_decisions
from shrutik_core.use_cases.steps.keep_standings import (
    EvidenceOf,
    StandingsShift,
    elsewhere,
    evidence_of,
    move_standings,
    says_the_same,
)
from shrutik_core.use_cases.steps.raise_flags import raise_flags
from shrutik_core.use_cases.steps.weigh_voters import Aggregate, Heard, consensus_of

MOST_AT_ONCE = 200
"""Chunks that are decided in one unit of work, so that none of them is held for long."""

_CLOSED = frozenset({ChunkStatus.SILENT, ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN})
_Standings = Mapping[str, Mapping[ContributorId, Standing]]


@attrs.frozen
class _Case:
    """A chunk on its way, with what it says of those who typed it, if it is settled already."""

    given: Undecided
    own: EvidenceOf

    @property
    def language(self) -> str:
        return self.given.collection.language


@attrs.frozen
class DecideChunks:
    """Computes the consensus of chunks from all their transcriptions and acts on it.

    The same transcriptions give the same state again.

    What is known of people is read once, when the chunks are locked: each chunk is weighed by all that settled before,
    and none by what settles beside it. That is what several workers do who decide one chunk each at the same moment, so
    a batch leaves nothing that deciding one by one could not have left, and a chunk's result does not hang on its place
    in a batch. Chunks that share no contributor in a language come out alike in any order and in batches of any size.
    Standings come out alike in any case, for they are sums of whole numbers.

    Attributes:
        units_of_work: where chunks are kept.
        clock: tells when they were decided.
        ids: names reviews.
        second_look_key: by which `collections.second_look.is_chosen` chooses of those that are settled.
        aggregate: says what votes amount to, as `aggregate_many` does.
        metrics: count what was decided; None if nobody reads them.
    """

    units_of_work: UnitsOfWork
    clock: Clock
    ids: IdSource
    second_look_key: bytes = attrs.field(default=b"", repr=False)
    aggregate: Aggregate = aggregate_many
    metrics: Metrics | None = None

    def __call__(self, chunks: Sequence[ChunkId]) -> None:
        """Decide all of them, in one unit of work or, if others hold some of them, two; what is gone is left alone."""
        with self.units_of_work() as uow:
            first = self.within(uow, chunks)
            uow.commit()
        count_decisions(self.metrics, first.made)
        if first.held:
            with self.units_of_work() as uow:
                second = self.within(uow, sorted(first.held), wait=True)
                uow.commit()
            count_decisions(self.metrics, second.made)

    def votes_of(self, chunks: Sequence[ChunkId]) -> tuple[ClipVotes, ...]:
        """The votes that deciding these chunks would weigh now; nothing is decided, and what others hold is left out.

        Args:
            chunks: up to MOST_AT_ONCE.
        """
        with self.units_of_work() as uow:
            cases = [_begun(one) for one in uow.decisions.take(chunks).cases if one.chunk.status not in _CLOSED]
            standings = _standings(uow, cases)
            return tuple(_heard(case, standings[case.language]).votes for case in cases)

    def within(self, uow: UnitOfWork, chunks: Sequence[ChunkId], *, wait: bool = False) -> Decided:
        """Decide within a unit of work that the caller commits, and then counts; what was decided, and what is held.

        A chunk that a reviewer settled keeps the reviewer's word; only its consensus record is brought up to date. One
        that is closed stays as it is.

        Args:
            uow: has changed no standing yet.
            chunks: up to MOST_AT_ONCE.
            wait: whether those that another holds are waited for.
        """
        taken = uow.decisions.take(chunks, wait=wait)
        cases = [_begun(one) for one in taken.cases if one.chunk.status not in _CLOSED]
        made: tuple[DecisionMade, ...] = ()
        if cases:
            standings = _standings(uow, cases)
            results = consensus_of(uow, [_heard(case, standings[case.language]) for case in cases], self.aggregate)
            made = tuple(map(_made, cases, results))
            now = self.clock.now()
            outcomes = [self._outcome(case, result, now) for case, result in zip(cases, results, strict=True)]
            uow.decisions.keep(outcomes, now)
            changes = [(case.given.chunk, one.chunk) for case, one in zip(cases, outcomes, strict=True)]
            announce_chunks(uow, self.ids, now, changes)
            move_standings(uow, map(_shift, cases, outcomes))
            left = zip(outcomes, cases, strict=True)
            raise_flags(
                uow, self.ids, now, [(one.chunk, case.given.transcriptions, case.language) for one, case in left]
            )
        return Decided(taken.cases, taken.held, made)

    def _outcome(self, case: _Case, result: Consensus, now: datetime) -> DecidedChunk:
        chunk = case.given.chunk
        outcome = DecidedChunk(chunk, record_of(chunk.id, result, now))
        if chunk.settled_by is Settler.REVIEWER:
            return outcome
        heard = attrs.evolve(chunk, text=result.text, confidence=result.confidence)
        if chunk.status is ChunkStatus.IN_REVIEW:
            return attrs.evolve(outcome, chunk=heard)
        match result.decision:
            case Verdict.ACCEPT if chunk.status is ChunkStatus.SETTLED:
                return attrs.evolve(outcome, chunk=heard)
            case Verdict.ACCEPT:
                settled = chunk.settle(result.text, result.confidence, Settler.CONSENSUS)
                again = self._second_look(case, settled, now)
                return attrs.evolve(outcome, chunk=settled, ends_leases=True, review=again)
            case Verdict.MORE_VOTES:
                return attrs.evolve(outcome, chunk=heard.reopen(chunk.votes + result.more_votes))
            case Verdict.REVIEW:
                review = self._review(chunk, result, now)
                return attrs.evolve(outcome, chunk=heard.send_to_review(), review=review)

    def _second_look(self, case: _Case, settled: Chunk, now: datetime) -> Review | None:
        share = case.given.collection.policies.second_look.share
        if not settled.text or not is_chosen(settled.id, share, self.second_look_key):
            return None
        earlier = EarlierDecision(settled.text, settled.text)
        return second_look_at(ReviewId(self.ids.new()), settled, earlier, now)

    def _review(self, chunk: Chunk, result: Consensus, now: datetime) -> Review:
        return Review(
            id=ReviewId(self.ids.new()),
            chunk=chunk.id,
            collection=chunk.collection,
            speaker=chunk.speaker,
            why=result.reasons,
            queued_at=now,
        )


def _made(case: _Case, result: Consensus) -> DecisionMade:
    return DecisionMade(case.language, case.given.chunk.duration, result)


def _begun(given: Undecided) -> _Case:
    return _Case(given, evidence_of(given.chunk, given.transcriptions, given.collection.language))


def _standings(uow: UnitOfWork, cases: Sequence[_Case]) -> _Standings:
    """What is known of all who typed, by language."""
    people: dict[str, set[ContributorId]] = {}
    for case in cases:
        people.setdefault(case.language, set()).update(one.contributor for one in case.given.transcriptions)
    return {language: uow.standings.of(theirs, language) for language, theirs in people.items()}


def _heard(case: _Case, standings: Mapping[ContributorId, Standing]) -> Heard:
    given = case.given
    theirs = elsewhere({one.contributor: standings[one.contributor] for one in given.transcriptions}, case.own)
    votes = ClipVotes(
        texts=[one.text for one in given.transcriptions],
        workers=[str(one.contributor) for one in given.transcriptions],
        reliability={str(one): standing.vote_accuracy for one, standing in theirs.items()},
        prompt=given.prompt,
        language=case.language,
        policy=given.collection.policies.consensus,
        skips=given.chunk.skips,
    )
    return Heard(given, votes, theirs)


def _shift(case: _Case, outcome: DecidedChunk) -> StandingsShift:
    if says_the_same(case.given.chunk, outcome.chunk):
        return StandingsShift(case.language, case.own, case.own)
    now = evidence_of(outcome.chunk, case.given.transcriptions, case.language)
    return StandingsShift(case.language, case.own, now)
