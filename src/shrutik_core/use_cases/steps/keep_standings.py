"""Keep standings: what a chunk's settled text says of those who typed, counted once and taken back when it changes."""

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.crowd.standing import Evidence, judged
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.transcription.transcription import Transcription


def keep_standings(uow: UnitOfWork, before: Chunk, after: Chunk, language: str) -> None:
    """Bring the standings of a chunk's transcribers up to date, in the transaction that changes the chunk.

    A settled chunk takes no more transcriptions, so those that were counted when it settled are the ones that are taken
    back when its text changes; whatever the order of things, the standings are the sum over settled chunks
    (and over answers to gold items, see `gold_evidence`).

    Args:
        uow: holds the chunk's lock.
        before: the chunk as it was kept.
        after: the chunk as it will be kept.
        language: of its collection.
    """
    if before.status is after.status and before.text == after.text:
        return
    transcriptions = uow.transcriptions.of_chunk(after.id)
    taken, given = _evidence(before, transcriptions, language), _evidence(after, transcriptions, language)
    if taken == given:
        return
    standings = uow.standings.of(taken.keys() | given.keys(), language, lock=True)
    after_all = {}
    for contributor, standing in standings.items():
        moved = standing
        if contributor in given:
            moved = moved.with_clip(given[contributor])
        if contributor in taken:
            moved = moved.without_clip(taken[contributor])
        after_all[contributor] = moved
    uow.standings.put_all(after_all, language)


def reliability_for(
    uow: UnitOfWork, chunk: Chunk, transcriptions: tuple[Transcription, ...], language: str
) -> dict[ContributorId, float]:
    """Believed accuracy (0 to 1) of each of a chunk's transcriptions, as all other chunks and gold items tell it."""
    own, standings = (
        _evidence(chunk, transcriptions, language),
        uow.standings.of({transcription.contributor for transcription in transcriptions}, language),
    )
    others = {one: kept.without_clip(own[one]) if one in own else kept for one, kept in standings.items()}
    return {one: standing.vote_accuracy for one, standing in others.items()}


def _evidence(chunk: Chunk, transcriptions: tuple[Transcription, ...], language: str) -> dict[ContributorId, Evidence]:
    if chunk.status is not ChunkStatus.SETTLED or not chunk.text:
        return {}
    return {one.contributor: judged(one.text, chunk.text, language=language) for one in transcriptions}
