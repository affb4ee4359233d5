"""Flags: what an admin should look at in a person's texts, with evidence; a flag by itself changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.ids import ChunkId, ContributorId, FlagId, TranscriptionId

declare(Invalid, "flag_invalid", "This cannot be a flag.")

MOST_EVIDENCE = 20
"""Pieces of evidence that are kept with one flag: more would tell an admin nothing new."""


class FlagKind(StrEnum):
    """What is to be looked at."""

    TOO_FAST = "too_fast"
    COPIED = "copied"


@attrs.frozen
class FlagEvidence:
    """One text that speaks for a flag, by ids; what was typed is not repeated.

    Attributes:
        transcription: the person's.
        chunk: what was heard.
        beside: the transcription of the other person that is wrong in the same way; None if there is no other.
        took: seconds from the lease to the text, if that is the point.
        lasts: seconds of the clip.
    """

    transcription: TranscriptionId
    chunk: ChunkId
    beside: TranscriptionId | None = None
    took: float | None = None
    lasts: float | None = None


@attrs.frozen
class Flag:
    """What an admin should look at; there is one for each kind, person and other person.

    Attributes:
        id: UUIDv7.
        kind: what it is.
        contributor: whose texts.
        other: whose texts are wrong in the same way; None if the kind knows no other.
        raised_at: UTC.
        evidence: at least one piece and at most `MOST_EVIDENCE`, oldest text first.

    Raises:
        Invalid: ``flag_invalid``.
    """

    id: FlagId
    kind: FlagKind
    contributor: ContributorId
    raised_at: datetime
    evidence: tuple[FlagEvidence, ...]
    other: ContributorId | None = None

    def __attrs_post_init__(self) -> None:
        if not 1 <= len(self.evidence) <= MOST_EVIDENCE:
            raise Invalid("flag_invalid", f"A flag has 1 to {MOST_EVIDENCE} pieces of evidence.")
        if (self.other is None) == (self.kind is FlagKind.COPIED) or self.other == self.contributor:
            raise Invalid("flag_invalid", "A flag for copying names two people, and no other flag does.")

    @property
    def about(self) -> tuple[FlagKind, ContributorId, ContributorId | None]:
        """What two flags never share."""
        return self.kind, self.contributor, self.other

    def with_evidence(self, more: Iterable[FlagEvidence]) -> "Flag":
        """The flag with more evidence, as far as it is new and there is room."""
        known = {one.transcription for one in self.evidence}
        new = {one.transcription: one for one in more if one.transcription not in known}
        kept = sorted((*self.evidence, *list(new.values())[: MOST_EVIDENCE - len(self.evidence)]), key=_age)
        return attrs.evolve(self, evidence=tuple(kept))


def first(evidence: Iterable[FlagEvidence]) -> tuple[FlagEvidence, ...]:
    """As much of the evidence as a flag takes, oldest text first, each text once."""
    by_text = {one.transcription: one for one in evidence}
    return tuple(sorted(by_text.values(), key=_age)[:MOST_EVIDENCE])


def is_too_fast(took: float | None, lasts: float, text: str) -> bool:
    """Whether a text came sooner after its lease than its clip plays: it was typed without hearing the clip to its end.

    That nothing is said can be heard sooner.
    """
    return bool(text) and took is not None and took < lasts


def _age(evidence: FlagEvidence) -> TranscriptionId:
    return evidence.transcription
