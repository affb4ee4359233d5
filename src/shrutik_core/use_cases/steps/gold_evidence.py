"""What answers to gold items say of those who typed them, counted into their standings and taken back."""

from collections.abc import Sequence

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.crowd.standing import judged
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ChunkId
from shrutik_core.transcription.gold import Gold
from shrutik_core.transcription.transcription import Transcription


def judge_all(uow: UnitOfWork, answers: Sequence[Transcription]) -> None:
    """Count one person's new answers, in the transaction that keeps them and holds their chunks' locks.

    If a chunk is not a gold item any more, the answer says nothing.
    """
    golds = uow.golds.find_all(answer.chunk for answer in answers)
    for language in sorted({language for _, language in golds.values()}):
        person = answers[0].contributor
        standing = uow.standings.of([person], language, lock=True)[person]
        for answer in answers:
            gold, spoken = golds.get(answer.chunk, (None, ""))
            if gold is not None and spoken == language:
                standing = standing.with_clip(judged(answer.text, gold.text, gold=True, language=language))
        uow.standings.put_all({person: standing}, language)


def judge_anew(uow: UnitOfWork, chunk: ChunkId, before: Gold | None, after: Gold | None, language: str) -> None:
    """Bring the standings of all who answered a gold item up to date with its known text.

    So the standings stay the sum over settled chunks and answers to present gold items, whatever the order of things.

    Args:
        uow: holds the chunk's lock.
        chunk: whose gold item it is.
        before: the gold item as it was; None if it was not one.
        after: the gold item as it is; None if it is not one any more.
        language: of its collection.
    """
    answers = {one.contributor: one.text for one in uow.transcriptions.gold_of_chunk(chunk)}
    if not answers:
        return
    after_all = {}
    for contributor, standing in uow.standings.of(answers, language, lock=True).items():
        moved = standing
        if after is not None:
            moved = moved.with_clip(judged(answers[contributor], after.text, gold=True, language=language))
        if before is not None:
            moved = moved.without_clip(judged(answers[contributor], before.text, gold=True, language=language))
        after_all[contributor] = moved
    uow.standings.put_all(after_all, language)


def follow_ruling(uow: UnitOfWork, ruled: Chunk, language: str) -> None:
    """Let a gold item follow a reviewer's later word on its chunk: another text is known now, or none.

    Args:
        uow: holds the chunk's lock.
        ruled: the chunk as the reviewer's word leaves it.
        language: of its collection.
    """
    before = uow.golds.find(ruled.id)
    if before is None:
        return
    after = None
    if ruled.status is ChunkStatus.SETTLED and ruled.text:
        after = attrs.evolve(before, text=ruled.text)
    if after is None:
        uow.golds.remove(ruled.id)
    else:
        uow.golds.put(after)
    judge_anew(uow, ruled.id, before, after, language)
