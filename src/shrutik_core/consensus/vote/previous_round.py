"""What the round before teaches of those who vote and of the words voted for; no clip is part of its own lesson."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.arrays import Floats, Ints, Table
from shrutik_core.consensus.vote.crowded import taught
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.trust import LIFT, logit

PULL = 8.0
"""Contested places of the mean that a worker's record is shrunk by."""

PULL_KIND = 12.0
"""Places of the worker's record that the record of words typed, or of words left out, is shrunk by."""

PULL_CLIP = 10.0
"""Places of the worker's record that a vote's record in this clip is shrunk by."""

_NOBODY = -9.0
"""Log odds below those of any voter: where the greatest is sought from."""

_NO_SECOND = -3.0
"""Log odds that stand for a second voter of a choice that has one alone: below those of nearly all voters."""

_BANDS = 7
"""Steps of the share of votes within which words are compared: one for each vote of the crowd that was fitted on."""

_PULL_WINS = 4.0
"""Contested places without surplus that a word's record of winning is shrunk by."""

# What words win by, lose and are dissented from is shrunk to the usual, each by two places of a word of which
# nothing is known: of these a tenth dissents, and a twentieth is lost.
_PSEUDO_PLACES = 2.0
_PSEUDO_DISSENT = 0.2
_PSEUDO_LOST = 0.1
_PSEUDO_WINS = 0.5


@attrs.frozen(eq=False)
class Elsewhere:
    """Sums over the rows of the same owner in other clips.

    Attributes:
        owner: of each row, 0 and up. [N]
        here: number of each row's (owner, clip). [N]
    """

    owner: Ints
    here: Ints

    @classmethod
    def of(cls, owner: Ints, clip: Ints) -> "Elsewhere":
        """From the owner and the clip of each row."""
        _, here = np.unique(owner * (clip.max(initial=0) + 1) + clip, return_inverse=True)
        return cls(owner, here)

    def sum(self, values: Floats) -> Floats:
        """For each row, the values of its owner's rows outside its clip. [N]."""
        everywhere: Floats = np.bincount(self.owner, values).astype(np.float64)
        return everywhere[self.owner] - np.bincount(self.here, values)[self.here]


def previous_round_features(aligned: AlignedBatch, scores: Floats) -> Table:
    """Features of each choice given the scores of the round before. Each [K]."""
    shares = aligned.ballot.shares(scores)
    return {**_voters(aligned, shares), **_words(aligned.ballot, shares)}


def _voters(aligned: AlignedBatch, shares: Floats) -> Table:
    """Accuracies as the round before sees them: of the worker, of such votes of theirs, and inside this clip."""
    ballot = aligned.ballot
    table: Table = {}
    records = _records(aligned, shares)
    for name, record in zip(("record", "record_kind", "record_clip"), records, strict=True):
        odds = logit(record)
        best = np.full(ballot.choices, _NOBODY)
        np.maximum.at(best, ballot.of_cell, odds)
        table[f"sum_{name}"] = ballot.tally(odds + LIFT)
        table[f"best_{name}"] = best
    table["second_record_clip"] = _second(ballot, odds)
    return table


def _second(ballot: Ballot, odds: Floats) -> Floats:
    """The second highest value among the voters of each choice of the contested slots. [K]."""
    out = np.full(ballot.choices, _NO_SECOND)
    cells = np.flatnonzero(ballot.contested[ballot.cell_slot] & (ballot.count > 1)[ballot.of_cell])
    choice = ballot.of_cell[cells]
    order = np.lexsort((-odds[cells], choice))
    choices, begin = np.unique(choice[order], return_index=True)
    out[choices] = odds[cells[order[begin + 1]]]
    return out


def _records(aligned: AlignedBatch, shares: Floats) -> tuple[Floats, Floats, Floats]:
    ballot, network = aligned.ballot, aligned.ballot.network
    worker = aligned.batch.worker[network.vote]
    known = worker >= 0
    held = (ballot.contested * taught(ballot))[ballot.cell_slot]
    right = shares[ballot.of_cell] * held
    others = Elsewhere.of(np.where(known, worker, worker.max(initial=-1) + 1), network.item[ballot.cell_slot])
    mean = right.sum() / max(1.0, held.sum())
    accuracy = np.where(known, (others.sum(right) + PULL * mean) / (others.sum(held) + PULL), mean)
    kind = np.empty(len(held))
    for alike in (network.word == 0, network.word != 0):
        asked = held * alike
        usual = (right * alike).sum() / max(1.0, asked.sum())
        start = logit(accuracy) - logit(np.asarray(mean)) + logit(np.asarray(usual))
        start = 1 / (1 + np.exp(-start))
        found = (others.sum(right * alike) + PULL_KIND * start) / (others.sum(asked) + PULL_KIND)
        kind = np.where(alike, np.where(known, found, start), kind)
    votes = len(aligned.batch.worker)
    inside = np.bincount(network.vote, right, votes)[network.vote] - right
    asked = np.bincount(network.vote, held, votes)[network.vote] - held
    return accuracy, kind, (PULL_CLIP * accuracy + inside) / (PULL_CLIP + asked)


def _words(ballot: Ballot, shares: Floats) -> Table:
    """How a word fares in other clips: how often it wins, against how much dissent, and what it loses."""
    voters = np.diff(ballot.network.first)[ballot.slot]
    part = ballot.count / voters
    others = Elsewhere.of(ballot.word, ballot.item)
    won = others.sum(shares)
    return {
        "wins": _wins(ballot, shares, others),
        "dissent": (others.sum(shares * (1 - part)) + _PSEUDO_DISSENT) / (won + _PSEUDO_PLACES),
        "loses": (others.sum((1 - shares) * part) + _PSEUDO_LOST) / (others.sum(np.ones(len(part))) + _PSEUDO_PLACES),
        "wins_by_votes": np.log((won + _PSEUDO_WINS) / (others.sum(part) + _PSEUDO_WINS)),
    }


def _wins(ballot: Ballot, shares: Floats, others: Elsewhere) -> Floats:
    """How much more often a word wins in other clips than words with as many votes do."""
    held = ballot.contested[ballot.slot]
    voters = np.diff(ballot.network.first)[ballot.slot]
    band = np.round(_BANDS * ballot.count / voters).astype(np.int64)
    usual = np.bincount(band, shares * held) / np.maximum(np.bincount(band, held), 1)
    above = (shares - usual[band]) * held
    return others.sum(above) / (others.sum(held.astype(float)) + _PULL_WINS)
