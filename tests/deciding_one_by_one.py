"""Deciding one chunk after the other, each with statements of its own: the plainest way to say what is to come out."""

import attrs

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus import aggregate
from shrutik_core.consensus.crowd.standing import judged
from shrutik_core.consensus.result import Verdict
from shrutik_core.review.review import Review
from shrutik_core.shared.ids import ReviewId
from shrutik_core.use_cases.chunks.consensus_of_chunk import record_of

CLOSED = {ChunkStatus.SILENT, ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN}


def evidence(chunk, typed, language):
    if chunk.status is not ChunkStatus.SETTLED or not chunk.text:
        return {}
    return {one.contributor: judged(one.text, chunk.text, language=language) for one in typed}


def known_of(units, chunk_ids):
    """What is known of all who typed these chunks, by person and language."""
    with units() as uow:
        chunks = [chunk for chunk in map(uow.chunks.find, chunk_ids) if chunk]
        pairs = {
            (one.contributor, uow.collections.find(chunk.collection).language)
            for chunk in chunks
            for one in uow.transcriptions.of_chunk(chunk.id)
        }
        return {(who, language): uow.standings.of([who], language)[who] for who, language in pairs}


def decide(units, now, ids, chunk_id, known=None):
    """Decide one chunk, by what is ``known`` of people, or by what is kept of them now."""
    with units() as uow:
        chunk = uow.chunks.find(chunk_id)
        if chunk.status in CLOSED:
            return
        collection = uow.collections.find(chunk.collection)
        language, policy = collection.language, collection.policies.consensus
        typed = uow.transcriptions.of_chunk(chunk_id)
        own = evidence(chunk, typed, language)
        reliability = {}
        for one in typed:
            who = one.contributor
            standing = known[who, language] if known is not None else uow.standings.of([who], language)[who]
            standing = standing.without_clip(own[who]) if who in own else standing
            reliability[str(who)] = standing.vote_accuracy
        recording = uow.recordings.find(chunk.recording)
        prompt = uow.prompts.find(recording.prompt) if policy.witness and recording.prompt else None
        result = aggregate(
            [one.text for one in typed],
            workers=[str(one.contributor) for one in typed],
            reliability=reliability,
            prompt=prompt.text if prompt else None,
            language=language,
            policy=policy,
            skips=chunk.skips,
        )
        uow.consensuses.put(record_of(chunk_id, result, now))
        after = followed(uow, now, ids, chunk, result)
        for who, kept in uow.standings.of({one.contributor for one in typed}, language).items():
            moved = kept.with_clip(given[who]) if who in (given := evidence(after, typed, language)) else kept
            uow.standings.put_all({who: moved.without_clip(own[who]) if who in own else moved}, language)
        uow.chunks.save(after)
        uow.commit()


def followed(uow, now, ids, chunk, result):
    if chunk.settled_by is Settler.REVIEWER:
        return chunk
    heard = attrs.evolve(chunk, text=result.text, confidence=result.confidence)
    if chunk.status is ChunkStatus.IN_REVIEW:
        return heard
    if result.decision is Verdict.ACCEPT:
        if chunk.status is ChunkStatus.SETTLED:
            return heard
        uow.tasks.cancel_leases(chunk.id, now)
        return chunk.settle(result.text, result.confidence, Settler.CONSENSUS)
    if result.decision is Verdict.MORE_VOTES:
        return heard.reopen(chunk.votes + result.more_votes)
    why, id_ = result.reasons, ReviewId(ids.new())
    uow.reviews.queue(Review(id_, chunk.id, chunk.collection, chunk.speaker, why, now))
    return heard.send_to_review()
