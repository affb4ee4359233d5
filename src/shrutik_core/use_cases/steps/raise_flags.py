"""Raise flags: what the texts of decided clips show that an admin should look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.crowd.copying import copied_pairs, errors_of, share_errors
from shrutik_core.ports.id_source import IdSource
from shrutik_core.ports.transcriptions import SettledClip
from shrutik_core.ports.unit_of_work import UnitOfWork
from shrutik_core.shared.ids import ContributorId, FlagId
from shrutik_core.transcription.flag import Flag, FlagEvidence, FlagKind, first, is_too_fast
from shrutik_core.transcription.transcription import Transcription

CLIPS_COMPARED = 200
"""A person's latest settled clips that are looked at once two people were wrong in the same way."""

FEWEST_SHARED = 4
"""Clips with the same errors from which on two people can have copied."""

CHANCE = 1e-4
"""Probability that two who did not copy are flagged, over all whom one of them was compared with."""

_Decided = tuple[Chunk, Sequence[Transcription], str]


def raise_flags(uow: UnitOfWork, ids: IdSource, now: datetime, decided: Sequence[_Decided]) -> None:
    """Flag texts that came too soon, and people who copy from each other; again does no more than once.

    Args:
        uow: where the decisions were kept just now.
        ids: for new flags.
        now: UTC.
        decided: each chunk as it was left, what was typed for it, and its language.
    """
    found = [*_too_fast(decided), *_copied(uow, decided)]
    uow.flags.put([Flag(FlagId(ids.new()), kind, one, now, first(why), other) for kind, one, other, why in found])


_Found = tuple[FlagKind, ContributorId, ContributorId | None, Sequence[FlagEvidence]]


def _too_fast(decided: Iterable[_Decided]) -> list[_Found]:
    evidence: defaultdict[ContributorId, list[FlagEvidence]] = defaultdict(list)
    for chunk, texts, _ in decided:
        for typed in texts:
            if is_too_fast(typed.took, chunk.duration, typed.text):
                said = FlagEvidence(typed.id, chunk.id, took=typed.took, lasts=chunk.duration)
                evidence[typed.contributor].append(said)
    return [(FlagKind.TOO_FAST, person, None, why) for person, why in evidence.items()]


def _copied(uow: UnitOfWork, decided: Iterable[_Decided]) -> list[_Found]:
    """Those who were wrong in the same way just now, if they are so far more often than chance allows."""
    suspects: dict[tuple[str, ContributorId, ContributorId], None] = {}
    for chunk, texts, language in decided:
        suspects |= dict.fromkeys((language, *pair) for pair in _alike(chunk, texts, language))
    compared: dict[tuple[str, ContributorId], tuple[SettledClip, ...]] = {}
    found: list[_Found] = []
    for language, one, other in suspects:
        if (language, one) not in compared:
            compared[language, one] = uow.transcriptions.settled_clips(one, language, CLIPS_COMPARED)
        found += _copies(compared[language, one], one, other, language)
    return found


def _alike(
    chunk: Chunk, typed: Sequence[Transcription], language: str
) -> Iterable[tuple[ContributorId, ContributorId]]:
    if chunk.status is not ChunkStatus.SETTLED or not chunk.text:
        return
    # Whoever typed the very text has no errors to share; of most clips that leaves nobody to compare.
    others = [one for one in typed if one.text != chunk.text]
    if len(others) < 2:
        return
    errors = {one.contributor: errors_of(one.text, chunk.text, language) for one in others}
    for one, other in combinations(sorted(errors), 2):
        if share_errors(errors[one], errors[other]):
            yield one, other


def _copies(clips: Sequence[SettledClip], one: ContributorId, other: ContributorId, language: str) -> Iterable[_Found]:
    """The flag of a pair of which one typed all these clips, if there is one."""
    both = [clip for clip in clips if clip.text_of(other) is not None]
    said = [(clip.text, {str(typed.contributor): typed.text for typed in clip.typed}) for clip in both]
    pairs = copied_pairs(said, chance=CHANCE, fewest_shared=FEWEST_SHARED, language=language)
    if not any({pair.one, pair.other} == {str(one), str(other)} for pair in pairs):
        return
    shared = [pair for clip in both if (pair := _shared(clip, one, other, language))]
    later = sum(mine.created_at >= theirs.created_at for mine, theirs in shared)
    mine_is_later = 2 * later >= len(shared)
    copier, copied = (one, other) if mine_is_later else (other, one)
    ordered = shared if mine_is_later else [(theirs, mine) for mine, theirs in shared]
    why = [FlagEvidence(mine.id, mine.chunk, beside=theirs.id) for mine, theirs in ordered]
    yield FlagKind.COPIED, copier, copied, why


def _shared(
    clip: SettledClip, one: ContributorId, other: ContributorId, language: str
) -> tuple[Transcription, Transcription] | None:
    mine, theirs = clip.text_of(one), clip.text_of(other)
    if mine is None or theirs is None:
        return None
    alike = share_errors(errors_of(mine.text, clip.text, language), errors_of(theirs.text, clip.text, language))
    return (mine, theirs) if alike else None
