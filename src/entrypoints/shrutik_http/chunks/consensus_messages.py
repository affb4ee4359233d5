"""Messages about what a chunk's transcriptions agree on, and how they came to it."""

from datetime import datetime
from string import ascii_lowercase
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.chunking.chunk import Chunk, ChunkStatus, Settler
from shrutik_core.consensus.record import ConsensusRecord
from shrutik_core.consensus.result import Choice, Consensus, Slot, Verdict, Vote, Why
from shrutik_core.shared.texts import is_unspaced
from shrutik_http.messages import Message


class ChoiceMessage(Message):
    """One thing that may have been said at one place."""

    text: Annotated[str, Field(description="Empty if nothing was said here.")]
    probability: float
    support: Annotated[float, Field(description="Sum of its voters' weights.")]
    voters: Annotated[list[int], Field(description="Places in `transcriptions`.")]
    weights: Annotated[list[float], Field(description="What each voter's vote weighs here, in the order of `voters`.")]

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """The choice; weights are rounded, or one chunk's would tell its people again in another's."""
        weights = [round(weight, 2) for weight in choice.weights]
        return cls(
            text=choice.text,
            probability=choice.probability,
            support=round(sum(weights), 2),
            voters=list(choice.voters),
            weights=weights,
        )


class SlotMessage(Message):
    """One place of the aligned network: what was chosen there, and what else was heard."""

    chosen: ChoiceMessage
    why: Annotated[Why, Field(description="Why this was chosen, in the simplest terms that hold.")]
    rivals: list[ChoiceMessage]

    @classmethod
    def of(cls, slot: Slot) -> Self:
        """The slot."""
        rivals = [ChoiceMessage.of(rival) for rival in slot.rivals]
        return cls(chosen=ChoiceMessage.of(slot.chosen), why=slot.why, rivals=rivals)


class VoteMessage(Message):
    """One transcription as it counts in the consensus."""

    letter: Annotated[
        str | None,
        Field(description="Stands for the person, in this chunk alone: a, b, c … Null for the prompt as a witness."),
    ]
    text: str
    accuracy: Annotated[
        float, Field(description="Estimated share of contested words that this person has right, in hundredths.")
    ]
    agreement: Annotated[float, Field(description="Share of this transcription that is the same as the result.")]
    counted: bool
    witness: bool

    @classmethod
    def of(cls, vote: Vote, place: int) -> Self:
        """The vote at this place, without who cast it."""
        return cls(
            letter=_letter(place) if vote.worker else None,
            text=vote.text,
            accuracy=round(vote.accuracy, 2),
            agreement=vote.agreement,
            counted=vote.counted,
            witness=vote.witness,
        )


class ConsensusMessage(Message):
    """What a chunk's transcriptions agree on."""

    chunk_id: UUID
    status: ChunkStatus
    decision: Annotated[str, Field(json_schema_extra={"enum": ["accept", "more_votes", "review"]})]
    text: Annotated[
        str | None,
        Field(description="What counts now: the reviewer's word if there is one; null before the first vote."),
    ]
    confidence: float | None
    expected_wer: float | None
    rate: Annotated[
        Literal["WER", "CER"],
        Field(description="What expected_wer counts: words, or grapheme clusters in scripts written without spaces."),
    ]
    votes: int
    reasons: list[str]
    words: list[dict[str, object]]
    settled_by: Settler | None
    consensus_text: Annotated[str | None, Field(description="What consensus made of the transcriptions alone.")]
    method: str | None
    computed_at: Annotated[datetime | None, Field(description="For reviewers, null for others.")]
    network: Annotated[
        list[SlotMessage] | None, Field(description="Slot by slot, who said what; for reviewers, null for others.")
    ]
    transcriptions: Annotated[
        list[VoteMessage] | None, Field(description="Who typed what, in the order that voters name; for reviewers.")
    ]

    @classmethod
    def of(
        cls, chunk: Chunk, record: ConsensusRecord | None, network: Consensus | None = None, *, dated: bool = True
    ) -> Self:
        """What counts now: the reviewer's word if there is one, else what the transcriptions agree on.

        Args:
            chunk: what was heard.
            record: its latest consensus.
            network: how the votes came to it.
            dated: whether to say when; a gold item has no such time, so that it would give the item away.
        """
        ruled = chunk.settled_by is Settler.REVIEWER and chunk.text is not None
        return cls(
            chunk_id=chunk.id,
            status=chunk.status,
            decision=record.decision if record else Verdict.MORE_VOTES.value,
            text=chunk.text if ruled else (record.text if record else None),
            confidence=chunk.confidence if ruled else (record.confidence if record else None),
            expected_wer=record.expected_wer if record else None,
            rate="CER" if record and is_unspaced(record.text) else "WER",
            votes=record.votes if record else chunk.votes,
            reasons=list(record.reasons) if record else [],
            words=[dict(word) for word in record.words] if record else [],
            settled_by=chunk.settled_by,
            consensus_text=record.text if record else None,
            method=record.method if record else None,
            computed_at=record.computed_at if record and dated else None,
            network=[SlotMessage.of(slot) for slot in network.slots] if network else None,
            transcriptions=[VoteMessage.of(vote, place) for place, vote in enumerate(network.transcriptions)]
            if network
            else None,
        )


def _letter(place: int) -> str:
    """The letter of a place, from 0: a to z, then aa, ab and so on."""
    before, here = divmod(place, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[here]
