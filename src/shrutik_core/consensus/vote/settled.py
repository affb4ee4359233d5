"""A batch with its winners: what won at each place, and how sure that is."""

import attrs

from shrutik_core.consensus.vote.arrays import Floats, Ints
from shrutik_core.consensus.vote.batch import Batch
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.trust import Trust


@attrs.frozen(eq=False)
class Sureness:
    """How sure each clip and each slot is.

    Attributes:
        confidence: probability that the clip is exactly right, 0..1. [I]
        expected_wer: expected word errors by words of the text. [I]
        right: probability that each slot is right, 0..1. [S]
    """

    confidence: Floats
    expected_wer: Floats
    right: Floats


@attrs.frozen(eq=False)
class Settled:
    """A batch with its winners.

    Attributes:
        batch: the votes.
        ballot: the choices.
        trust: reliability of votes.
        first_slot: first slot of each clip, then S. [I + 1]
        best: the choice that won in each slot. [S]
        shares: probability of each choice, should one of its slot be right. [K]
        agrees: share of each vote's places in which it has the winner, 0..1. [V]
        forms: the written form given out at each slot; 0 if nothing is. [S]
        agreement: mean pairwise agreement of each clip's votes, 0..1. [I]
        alpha: Krippendorff's alpha of each clip; nan for a single vote. [I]
        sureness: confidence.
    """

    batch: Batch
    ballot: Ballot
    trust: Trust
    first_slot: Ints
    best: Ints
    shares: Floats
    agrees: Floats
    forms: Ints
    agreement: Floats
    alpha: Floats
    sureness: Sureness
