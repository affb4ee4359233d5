"""What speaks for a word at a place: who typed it, how alike its rivals are, how common it is in the crowd's text.

None of it is about a language: features speak of agreement, so that weights fitted on one serve another.
"""

from collections.abc import Mapping

import attrs
import numpy as np

from shrutik_core.consensus.align import Floats, Ints
from shrutik_core.consensus.ballot import Ballot
from shrutik_core.consensus.batch import Batch
from shrutik_core.consensus.grams import Grams
from shrutik_core.consensus.reliability import Trust

Likeness = tuple[Ints, Ints, Floats]
Table = dict[str, Floats]

_FAR = -3.0


@attrs.frozen(eq=False)
class Evidence:
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


def vote_features(evidence: Evidence, grams: Grams) -> Table:
    """Features of each choice that do not depend on what wins elsewhere. Each [K]."""
    return {**_support(evidence), **_spelling(evidence, grams)}


def _support(evidence: Evidence) -> Table:
    ballot, trust = evidence.ballot, evidence.trust
    vote = ballot.network.vote
    voters = np.diff(ballot.network.first)[ballot.slot]
    contested, overall = trust.contested[vote], trust.overall[vote]
    order = np.lexsort((-contested, ballot.of_cell))
    begin = np.searchsorted(ballot.of_cell[order], np.arange(ballot.choices))
    best = contested[order]
    total = ballot.tally(contested)
    worker = evidence.batch.worker
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


def _spelling(evidence: Evidence, grams: Grams) -> Table:
    ballot = evidence.ballot
    mine, other, alike = evidence.likeness
    voters = np.diff(ballot.network.first)[ballot.slot]
    support = ballot.tally(evidence.trust.weight)
    nearest = np.zeros(ballot.choices)
    np.maximum.at(nearest, mine, alike)
    letters = np.fromiter(map(len, evidence.keys), np.int64, len(evidence.keys))[ballot.word]
    seen = grams.one(ballot.word, ballot.item)
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
