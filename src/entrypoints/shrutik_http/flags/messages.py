"""Messages about flags."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.transcription.flag import Flag, FlagEvidence, FlagKind
from shrutik_http.messages import DatedPageQuery, Message, PageMessage


class FlagQuery(DatedPageQuery):
    """Which flags are wanted."""

    kind: FlagKind | None = None
    contributor_id: Annotated[
        UUID | None, Field(description="Those about this account, whether it copied or was copied from.")
    ] = None


class EvidenceMessage(Message):
    """One text that is evidence for a flag."""

    transcription_id: UUID
    chunk_id: UUID
    beside_id: Annotated[
        UUID | None, Field(description="The other person's transcription that is wrong in the same way.")
    ]
    took_seconds: Annotated[float | None, Field(description="From the lease to the text.")]
    clip_seconds: Annotated[float | None, Field(description="How long the clip plays.")]

    @classmethod
    def of(cls, evidence: FlagEvidence) -> Self:
        """The evidence."""
        return cls(
            transcription_id=evidence.transcription,
            chunk_id=evidence.chunk,
            beside_id=evidence.beside,
            took_seconds=evidence.took,
            clip_seconds=evidence.lasts,
        )


class FlagMessage(Message):
    """What an admin should look at in a person's texts; it changes nothing by itself."""

    id: UUID
    kind: FlagKind
    contributor_id: UUID
    other_id: Annotated[
        UUID | None, Field(description="The person whose texts are wrong in the same way, and came earlier.")
    ]
    raised_at: datetime
    evidence: Annotated[list[EvidenceMessage], Field(description="At most 20 texts, oldest first.")]

    @classmethod
    def of(cls, flag: Flag) -> Self:
        """The flag."""
        return cls(
            id=flag.id,
            kind=flag.kind,
            contributor_id=flag.contributor,
            other_id=flag.other,
            raised_at=flag.raised_at,
            evidence=[EvidenceMessage.of(one) for one in flag.evidence],
        )


class FlagPage(PageMessage[FlagMessage]):
    """Some flags, and where the next page begins."""
