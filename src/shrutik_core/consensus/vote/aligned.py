"""A batch laid side by side, with all that is known of it before the fitted vote."""

import attrs

from shrutik_core.consensus.vote.arrays import Floats, Ints
from shrutik_core.consensus.vote.batch import Batch
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.trust import Trust

Likeness = tuple[Ints, Ints, Floats]
"""Pairs of rival choices (one, other) and how alike their words are, 0..1. Each [pairs]."""


@attrs.frozen(eq=False)
class AlignedBatch:
    """All that is known of a batch before the fitted vote.

    Attributes:
        ballot: the choices.
        trust: reliability of votes.
        likeness: pairs of rivals and their similarity.
        batch: the votes.
        keys: spelling of each key number.
        agreement: mean pairwise agreement of each clip's votes, 0..1. [I]
    """

    ballot: Ballot
    trust: Trust
    likeness: Likeness
    batch: Batch
    keys: list[str]
    agreement: Floats
