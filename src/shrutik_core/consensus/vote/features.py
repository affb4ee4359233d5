"""What speaks for a word at a place: who typed it, how alike its rivals are, how common it is in the crowd's text.

None of it is about a language: features speak of agreement, so that weights fitted on one serve another.
"""

from collections.abc import Mapping

import numpy as np

from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.arrays import Floats, Table
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.ngrams import Ngrams

_FAR = -3.0
"""Log odds that stand for a second voter of a choice that has one alone: below those of nearly all voters."""


def vote_features(aligned: AlignedBatch, ngrams: Ngrams) -> Table:
    """Features of each choice that do not depend on what wins elsewhere. Each [K]."""
    return {**_support(aligned), **_spelling(aligned, ngrams)}


def _support(aligned: AlignedBatch) -> Table:
    ballot, trust = aligned.ballot, aligned.trust
    vote = ballot.network.vote
    voters = np.diff(ballot.network.first)[ballot.slot]
    contested, overall = trust.contested[vote], trust.overall[vote]
    order = np.lexsort((-contested, ballot.of_cell))
    begin = np.searchsorted(ballot.of_cell[order], np.arange(ballot.choices))
    best = contested[order]
    total = ballot.tally(contested)
    worker = aligned.batch.worker
    clips = np.log1p(np.bincount(worker[worker >= 0], minlength=1))
    known = np.where(worker >= 0, clips[worker], 0.0)[vote]
    return {
        "empty": ballot.empty.astype(float),
        "share": ballot.count / voters,
        "single": (ballot.count == 1).astype(float),
        "count": np.log(ballot.count),
        "vote": trust.score,
        "sum_contested": total,
        "sum_overall": ballot.tally(overall),
        "sum_clip": ballot.tally(trust.clip),
        "best_contested": best[begin],
        "best_overall": _greatest(ballot, overall),
        "best_clip": _greatest(ballot, trust.clip),
        "second_contested": np.where(ballot.count > 1, best[np.minimum(begin + 1, len(best) - 1)], _FAR),
        "mean_contested": total / ballot.count,
        "best_known": known[order][begin],
        "centre": (ballot.word == ballot.network.centre[ballot.slot]).astype(float),
    }


def _spelling(aligned: AlignedBatch, ngrams: Ngrams) -> Table:
    ballot = aligned.ballot
    mine, other, alike = aligned.likeness
    voters = np.diff(ballot.network.first)[ballot.slot]
    support = ballot.tally(aligned.trust.weight)
    nearest = np.zeros(ballot.choices)
    np.maximum.at(nearest, mine, alike)
    letters = np.fromiter(map(len, aligned.keys), np.int64, len(aligned.keys))[ballot.word]
    seen = ngrams.one(ballot.word, ballot.item)
    spoken = ~ballot.empty
    return {
        "alike_votes": np.bincount(mine, alike * ballot.count[other], ballot.choices) / voters,
        "alike_support": np.bincount(mine, alike**2 * support[other], ballot.choices),
        "alike_most": nearest,
        "letters": np.minimum(letters, 10).astype(float),
        "letters_1": (letters == 1).astype(float),
        "letters_2_3": ((letters == 2) | (letters == 3)).astype(float),
        "unseen": ((seen == 0) & spoken).astype(float),
        "rare": ((seen <= 1) & spoken).astype(float),
        "seen": np.log1p(seen) * spoken,
    }


def _greatest(ballot: Ballot, cell_values: Floats) -> Floats:
    out = np.full(ballot.choices, -9.0)
    np.maximum.at(out, ballot.of_cell, cell_values)
    return out


_AGAINST_BEST = (
    "sum_overall", "sum_contested", "vote", "sum_clip", "best_contested", "best_clip", "share", "after", "before",
    "pair_left", "pair_right", "pair_least", "alike_support", "alike_most", "seen", "wins", "second_contested",
    "with_left", "with_right", "with_both", "triple", "triple_left", "triple_right",
    "sum_record", "sum_record_kind", "sum_record_clip", "best_record", "best_record_kind", "best_record_clip",
)  # fmt: skip


def against_rivals(ballot: Ballot, table: Mapping[str, Floats]) -> Table:
    """Each feature against the best of its slot. Each [K]."""
    out = {f"{name}_below": table[name] - ballot.most(table[name]) for name in _AGAINST_BEST}
    vote = table["vote"]
    most = ballot.most(vote)
    runner_up = ballot.most(np.where(vote == most, -99.0, vote))
    out["vote_ahead"] = vote - np.where(vote == most, np.where(runner_up > -99, runner_up, most), most)
    out["vote_share"] = ballot.shares(vote)
    out["choices"] = np.diff(ballot.first)[ballot.slot].astype(float)
    return out
