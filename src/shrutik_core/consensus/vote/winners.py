"""What is known of the winners of a fitted vote: their own features, and those of the runner-up."""

from collections.abc import Mapping

import numpy as np

from shrutik_core.consensus.vote.arrays import Floats, Ints, Table
from shrutik_core.consensus.vote.network import Ballot

RISING = (
    "with_left", "with_right", "with_both", "with_any", "best_record_clip", "best_record", "sum_record_clip",
    "sum_record_clip_below", "part",
)  # fmt: skip
"""Features of the winner that one more vote for it never lowers."""

FALLING = ("doubt_clip", "doubt_-2", "doubt_-1", "doubt_1", "doubt_2")
"""Features that it never raises; they are given with the opposite sign."""

STEADY = (
    "empty", "seen", "unseen", "rare", "letters", "letters_1", "letters_2_3", "pair_left", "pair_right", "pair_least",
    "pair_without", "triple", "triple_left", "triple_right", "triple_without", "after", "before", "repeats", "wins",
    "dissent", "loses", "wins_by_votes", "piece_left", "piece_right", "choices", "alike_most", "contested_-1",
    "contested_1",
)  # fmt: skip
"""Features of the winner that do not hang on how many voted for it."""

RIVAL = ("seen", "alike_most", "letters", "empty", "pair_left", "pair_right", "wins_by_votes")
"""Features of the runner-up."""


def winner_features(ballot: Ballot, best: Ints, scores: Floats, table: Mapping[str, Floats]) -> Table:
    """The features of each slot's winner. Each [S].

    Args:
        ballot: the choices.
        best: the choice that won in each slot. [S]
        scores: of the fitted vote. [K]
        table: the features that the last round of the vote saw. Each [K].
    """
    out = {name: table[name][best] for name in (*RISING, *STEADY) if name != "part"}
    out["part"] = table["share"][best]
    out |= {f"not_{name}": -table[name][best] for name in FALLING}
    others = scores.copy()
    others[best] = -np.inf
    second = ballot.best(others)
    out |= {f"rival_{name}": np.where(ballot.contested, table[name][second], 0.0) for name in RIVAL}
    item = ballot.network.item
    out["log_words"] = np.log1p(np.bincount(item, ballot.word[best] > 0))[item]
    edge = np.ones(len(item))
    edge[1:-1] = (item[1:-1] != item[:-2]) | (item[1:-1] != item[2:])
    out["edge"] = edge
    return out


def crowd(ballot: Ballot) -> float:
    """Log of the votes that a clip of the batch has on average: a thin crowd teaches less of its workers and words."""
    votes, clips = int(ballot.network.vote.max()) + 1, int(ballot.network.item[-1]) + 1
    return float(np.log(votes / clips))


def steady_names() -> tuple[str, ...]:
    """The features of ``winner_features`` that may go either way."""
    return (*STEADY, *(f"rival_{name}" for name in RIVAL), "log_words", "edge")
