"""Raise flags: what the texts of decided clips show that an admin should look at."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Self

import attrs

from shrutik_core.chunking.chunk import Chunk, ChunkStatus
from shrutik_core.consensus.crowd.copying import errors_of, pairs_by_errors, share_errors
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
    compared: dict[tuple[str, ContributorId], list[_Compared]] = {}
    found: list[_Found] = []
    for language, one, other in suspects:
        if (language, one) not in compared:
            clips = uow.transcriptions.settled_clips(one, language, CLIPS_COMPARED)
            compared[language, one] = [_Compared.of(clip, language) for clip in clips]
        found += _copies(compared[language, one], one, other)
    return found


@attrs.frozen
class _Compared:
    """A settled clip, with what was wrong in each text."""

    typed: Mapping[ContributorId, Transcription]
    errors: Mapping[ContributorId, frozenset[Hashable]]

    @classmethod
    def of(cls, clip: SettledClip, language: str) -> Self:
        typed = {one.contributor: one for one in clip.typed}
        return cls(typed, {person: errors_of(one.text, clip.text, language) for person, one in typed.items()})

    def shared(self, one: ContributorId, other: ContributorId) -> bool:
        return share_errors(self.errors[one], self.errors[other])


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


def _copies(clips: Sequence[_Compared], one: ContributorId, other: ContributorId) -> Iterable[_Found]:
    """The flag of a pair of which one typed all these clips, if there is one."""
    both = [clip for clip in clips if other in clip.typed]
    shared = [(clip.typed[one], clip.typed[other]) for clip in both if clip.shared(one, other)]
    if len(shared) < FEWEST_SHARED:
        return
    said = [{str(person): errors for person, errors in clip.errors.items()} for clip in both]
    pairs = pairs_by_errors(said, chance=CHANCE, fewest_shared=FEWEST_SHARED)
    if not any({pair.one, pair.other} == {str(one), str(other)} for pair in pairs):
        return
    later = sum(mine.created_at >= theirs.created_at for mine, theirs in shared)
    mine_is_later = 2 * later >= len(shared)
    copier, copied = (one, other) if mine_is_later else (other, one)
    ordered = shared if mine_is_later else [(theirs, mine) for mine, theirs in shared]
    why = [FlagEvidence(mine.id, mine.chunk, beside=theirs.id) for mine, theirs in ordered]
    yield FlagKind.COPIED, copier, copied, why
