"""What a consensus says: the text, how sure it is, word by word, and what should happen next."""

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import attrs

from shrutik_core.consensus.network_table import TableLine, network_table
from shrutik_core.consensus.text.guard_hits import GuardHit
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import is_unspaced


class Transcript(NamedTuple):
    """What one worker typed for one item; any triple in this order will do in its place."""

    item: str
    worker: str
    text: str


PROMPT = ""
"""The worker of the rows that say what was to be read; no person has an empty name."""


class Method(StrEnum):
    """How reliability became a vote: weights fitted on labelled clips, or none that ever saw a label."""

    FITTED = "fitted"
    EM = "em"


class Verdict(StrEnum):
    """What should happen to the clip next."""

    ACCEPT = "accept"
    MORE_VOTES = "more_votes"
    REVIEW = "review"


def check_probability(_: object, attribute: "attrs.Attribute[float]", value: float) -> None:
    """Validator of a field that holds a probability or a share.

    Raises:
        Invalid: ``not_a_probability`` outside 0..1.
    """
    if not 0.0 <= value <= 1.0:
        raise Invalid("not_a_probability", f"{attribute.name} must lie in 0..1, not {value}.")


@attrs.frozen
class Choice:
    """One thing that may have been said at one place.

    Attributes:
        text: as most of its voters typed it, NFC; empty if nothing was said here.
        key: the comparison key of one word; empty if nothing was said here.
        probability: that this is what was said here, 0..1; the choices of a slot sum to at most 1,
            the rest is left for a word that no worker typed.
        support: sum of its voters' weights, at least 0.
        voters: positions in ``Consensus.transcriptions``, rising.
        weights: of each voter's vote here, in the order of ``voters``, above 0; they sum to ``support``.
    """

    text: str
    key: str
    probability: float = attrs.field(validator=check_probability)
    support: float
    voters: tuple[int, ...]
    weights: tuple[float, ...] = ()


class Why(StrEnum):
    """Why a slot's choice was given out and no other."""

    UNANIMOUS = "unanimous"
    """No vote says anything else."""
    MOST_VOTES = "most_votes"
    """More votes than for any rival."""
    MOST_WEIGHT = "most_weight"
    """Not the most votes, but those that weigh most together."""
    CONTEXT = "context"
    """Neither: what its voters have right elsewhere in the clip, likenesses and neighbours spoke for it."""


@attrs.frozen
class Slot:
    """One place of the aligned network.

    Attributes:
        chosen: what was given out here; its key is empty if nothing was.
        rivals: the other choices, most probable first.
    """

    chosen: Choice
    rivals: tuple[Choice, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything that was said here, the chosen first."""
        return (self.chosen, *self.rivals)

    @property
    def why(self) -> Why:
        """Why the chosen one won, in the simplest terms that hold."""
        if not self.rivals:
            return Why.UNANIMOUS
        if len(self.chosen.voters) > max(len(rival.voters) for rival in self.rivals):
            return Why.MOST_VOTES
        if self.chosen.support > max(rival.support for rival in self.rivals):
            return Why.MOST_WEIGHT
        return Why.CONTEXT


@attrs.frozen
class Word:
    """One word of the text given out, and what else was typed in its place."""

    text: str
    probability: float = attrs.field(validator=check_probability)
    rivals: tuple[Choice, ...]
    support: float
    voters: tuple[int, ...]


@attrs.frozen
class Vote:
    """One transcription as it counts in the consensus.

    Attributes:
        worker: who typed it; None if unknown, and for the prompt.
        text: as typed.
        accuracy: estimated share of contested words that this worker has right, 0..1.
        agreement: share of this vote's words and gaps that are those of the result, 0..1.
        counted: whether it took part; an empty text and a vote known to be unreliable do not.
        witness: whether this is the prompt, not a person.
    """

    worker: str | None
    text: str
    accuracy: float = attrs.field(validator=check_probability)
    agreement: float = attrs.field(validator=check_probability)
    counted: bool = True
    witness: bool = False


@attrs.frozen
class Agreement:
    """How much the votes agree, before the question who is right.

    Attributes:
        mean: mean over pairs of votes of 1 - word edits / longer length, 0..1; 1 for a single vote.
        alpha: Krippendorff's alpha (nominal) over the words of the aligned network; 1 is perfect, 0 is
            chance, nan for fewer than two votes.
    """

    mean: float = attrs.field(validator=check_probability)
    alpha: float = math.nan


@attrs.frozen(repr=False)
class Consensus:
    """What several people typed, made one.

    Attributes:
        text: as most voters typed it, with case and punctuation, NFC; empty if no worker typed a word.
        confidence: probability, 0..1, that the words are exactly right.
        expected_wer: expected word errors of the text by its words, at least 0; of grapheme clusters, and so a
            character error rate, in scripts written without spaces (see ``rate``).
        votes: transcriptions that took part (without empty texts, shut-out votes and the prompt).
        agreement: how much they agree.
        slots: the aligned network, in order.
        transcriptions: every text given, with what it counted, in the order given, then the prompt if it is a witness.
        method: how the vote was weighted.
        decision: what the policy makes of it.
        reasons: codes that say why, e.g. ``few_votes``; empty if nothing speaks against accepting.
        more_votes: how many more votes to ask for; 0 unless the decision is that.
        gain: expected word errors that one more vote would remove.
        hits: the numbers and negations in which the votes differ, for which a clip goes to review.
    """

    text: str
    confidence: float = attrs.field(validator=check_probability)
    expected_wer: float
    votes: int
    agreement: Agreement
    slots: Sequence[Slot]
    transcriptions: tuple[Vote, ...]
    method: Method
    decision: Verdict = Verdict.REVIEW
    reasons: tuple[str, ...] = ()
    more_votes: int = 0
    gain: float = 0.0
    hits: tuple[GuardHit, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the text in order, each with its probability and rivals."""
        return tuple(
            Word(s.chosen.text, s.chosen.probability, s.rivals, s.chosen.support, s.chosen.voters)
            for s in self.slots
            if s.chosen.key
        )

    @property
    def rate(self) -> str:
        """What ``expected_wer`` counts: ``WER``, or ``CER`` if the text is in a script written without spaces."""
        return "CER" if is_unspaced(self.text) else "WER"

    def __repr__(self) -> str:
        return (
            f"Consensus({self.text!r}, confidence={self.confidence:.3f}, expected_wer={self.expected_wer:.3f}, "
            f"votes={self.votes}, decision={self.decision.value})"
        )

    def _repr_html_(self) -> str:
        """The network as a table, for notebooks."""
        votes = f"{self.votes} vote{'' if self.votes == 1 else 's'}"
        reasons = f" ({', '.join(self.reasons)})" if self.reasons else ""
        heading = (
            f"{self.text or '(no text)'} · {votes} · confidence {self.confidence:.3f} · "
            f"expected {self.rate} {self.expected_wer:.3f} · {self.decision.value}{reasons}"
        )
        return network_table(heading, map(_line, self.slots))

    def row(self) -> dict[str, str | float | int]:
        """The result as one row of a table: plain values by name, without the network."""
        return {
            "text": self.text,
            "confidence": self.confidence,
            "expected_wer": self.expected_wer,
            "rate": self.rate,
            "votes": self.votes,
            "decision": self.decision.value,
            "reasons": " ".join(self.reasons),
            "more_votes": self.more_votes,
        }


def _line(slot: Slot) -> TableLine:
    others = tuple((rival.text, len(rival.voters)) for rival in slot.rivals)
    return TableLine(slot.chosen.text, slot.chosen.probability, len(slot.chosen.voters), others)
