"""Keep standings: what a chunk's settled text says of those who typed, counted once and taken back when it changes."""

from collections.abc import Iterable, Mapping

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.crowd.standing import Evidence, Standing, judged
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.transcription.transcription import Transcription

EvidenceOf = Mapping[ContributorId, Evidence]


@attrs.frozen
class StandingsShift:
    """What the change of one chunk means for the standings of those who typed it.

    Attributes:
        language: of its collection.
        taken: what it said of them and says no more.
        given: what it says of them now.
    """

    language: str
    taken: EvidenceOf
    given: EvidenceOf


def keep_standings(uow: UnitOfWork, before: Chunk, after: Chunk, language: str) -> None:
    """Bring the standings of a chunk's transcribers up to date, in the transaction that changes the chunk.

    A settled chunk takes no more transcriptions, so those that were counted when it settled are the ones that are taken
    back when its text changes; whatever the order of things, the standings are the sum over settled chunks
    (and over answers to gold items, see `gold_evidence`). A chunk that is withdrawn leaves its evidence behind.

    Args:
        uow: holds the chunk's lock.
        before: the chunk as it was kept.
        after: the chunk as it will be kept.
        language: of its collection.
    """
    if says_the_same(before, after):
        return
    typed = uow.transcriptions.of_chunk(after.id)
    taken, given = evidence_of(before, typed, language), evidence_of(after, typed, language)
    move_standings(uow, [StandingsShift(language, taken, given)])


def move_standings(uow: UnitOfWork, shifts: Iterable[StandingsShift]) -> None:
    """Bring the standings of many chunks' transcribers up to date; counts are whole, so their order does not matter.

    Standings are locked language by language, each in order of id, after all chunks: nobody waits in a ring.
    """
    by_language: dict[str, list[StandingsShift]] = {}
    for shift in shifts:
        if shift.taken != shift.given:
            by_language.setdefault(shift.language, []).append(shift)
    for language, moves in sorted(by_language.items()):
        concerned = {one for move in moves for one in (*move.taken, *move.given)}
        kept = uow.standings.of(concerned, language, lock=True)
        uow.standings.put_all(_moved(kept, moves), language)


def _moved(kept: Mapping[ContributorId, Standing], moves: Iterable[StandingsShift]) -> dict[ContributorId, Standing]:
    after = dict(kept)
    # What is given comes first, so that no count is ever below nothing in between.
    for one, evidence in (said for move in moves for said in move.given.items()):
        after[one] = after[one].with_clip(evidence)
    for one, evidence in (said for move in moves for said in move.taken.items()):
        after[one] = after[one].without_clip(evidence)
    return after


def reliability_for(
    uow: UnitOfWork, chunk: Chunk, transcriptions: tuple[Transcription, ...], language: str
) -> dict[ContributorId, float]:
    """Believed accuracy (0 to 1) of each of a chunk's transcriptions, as all other chunks and gold items tell it."""
    standings = uow.standings.of({transcription.contributor for transcription in transcriptions}, language)
    return believed(standings, evidence_of(chunk, transcriptions, language))


def believed(standings: Mapping[ContributorId, Standing], own: EvidenceOf) -> dict[ContributorId, float]:
    """Accuracy (0 to 1) that a vote of each is believed to have, without what the chunk itself says of them."""
    return {one: standing.vote_accuracy for one, standing in elsewhere(standings, own).items()}


def elsewhere(standings: Mapping[ContributorId, Standing], own: EvidenceOf) -> dict[ContributorId, Standing]:
    """The standing of each without what a chunk itself says of them."""
    return {one: kept.without_clip(own[one]) if one in own else kept for one, kept in standings.items()}


def says_the_same(before: Chunk, after: Chunk) -> bool:
    """Whether a chunk says the same of those who typed it as before."""
    return before.status is after.status and before.text == after.text


def evidence_of(chunk: Chunk, transcriptions: Iterable[Transcription], language: str) -> EvidenceOf:
    """What a settled chunk says of those who typed it; nothing if it is not settled, or no word was said."""
    if chunk.status is not ChunkStatus.SETTLED or not chunk.text:
        return {}
    return {one.contributor: judged(one.text, chunk.text, language=language) for one in transcriptions}
