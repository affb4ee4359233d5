"""How far each vote can be trusted, learnt from agreement alone: no label is ever seen.

Expectation-maximisation in the manner of Dawid & Skene (1979) with one accuracy for each worker, over the
contested places of the network. Three things keep it honest: a vote is compared with the others without
itself, a worker's accuracy leaves the clip at hand out, and inside a clip the place at hand is left out.
"""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, sums
from shrutik_core.consensus.vote.batch import UNKNOWN
from shrutik_core.consensus.vote.crowded import taught
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.trust import LEAST, LIFT, MEAN, OVERALL, PULL, PULL_OVERALL, Record, Trust, logit

PULL_CLIP = 15.0
"""Places of the worker's record that a vote's record in this clip is shrunk by."""

NOTHING = -0.3
"""Bias of an empty place: leaving a word out is easier than inventing one."""

SIMILAR = 0.1
"""Share of a rival's support, times squared similarity, that goes to a word like it."""

ROUNDS = 3


def learn(
    ballot: Ballot,
    worker: Ints,
    accuracy: Floats,
    likeness: "tuple[Ints, Ints, Floats]",
    elsewhere: Record | None = None,
) -> Trust:
    """Reliability by agreement, in ROUNDS rounds.

    Args:
        ballot: the choices.
        worker: number of each vote's worker, or UNKNOWN. [V]
        accuracy: what is believed of each vote beforehand, 0..1, or nan. [V]
        likeness: pairs of rival words (choice, other) and their similarity, 0..1.
        elsewhere: what clips outside this batch say of each worker.
    """
    return _Learner(ballot, worker, accuracy, likeness, elsewhere).run()


@attrs.define
class _Learner:
    ballot: Ballot
    worker: Ints
    accuracy: Floats
    likeness: "tuple[Ints, Ints, Floats]"
    elsewhere: Record | None

    def run(self) -> Trust:
        ballot, vote = self.ballot, self.ballot.network.vote
        held = ballot.contested[ballot.cell_slot]
        weight = np.ones(len(vote))
        for _ in range(ROUNDS):
            right = self._right(weight)
            tally = self._tally(right, held)
            contested, overall = self._accuracies(tally)
            inside = np.bincount(vote, right * held, len(self.worker))[vote] - right * held
            asked = np.bincount(vote, held, len(self.worker))[vote] - held
            clip = (contested[vote] * PULL_CLIP + inside) / (PULL_CLIP + asked)
            weight = np.maximum(logit(clip) + LIFT, LEAST)
        record = self._by_worker(tally)
        score = self._scores(weight)
        own = (inside + 2 * contested[vote]) / (asked + 2)
        return Trust(weight, score, right, logit(contested), logit(overall), logit(own), record)

    def _scores(self, weight: Floats) -> Floats:
        ballot = self.ballot
        support = ballot.tally(weight)
        mine, other, likeness = self.likeness
        lent = sums(mine, likeness**2 * support[other], ballot.choices)
        return support + SIMILAR * lent + NOTHING * ballot.empty

    def _right(self, weight: Floats) -> Floats:
        """Probability of each cell by the others' votes: its own vote is taken back first."""
        ballot = self.ballot
        score = self._scores(weight)
        powers = np.exp(score - ballot.most(score))
        total = np.add.reduceat(powers, ballot.first[:-1])[ballot.cell_slot]
        with_own = powers[ballot.of_cell]
        without = np.where(ballot.count[ballot.of_cell] > 1, with_own * np.exp(-weight), 0.0)
        left = total - with_own + without
        right: Floats = np.where(ballot.contested[ballot.cell_slot], without / np.maximum(left, 1e-300), 1.0)
        return right

    def _tally(self, right: Floats, held: Flags) -> "tuple[Floats, ...]":
        vote, votes = self.ballot.network.vote, len(self.worker)
        share = taught(self.ballot)[self.ballot.cell_slot]
        places = (right * held * share, held * share, right * share, share)
        return (*(sums(vote, counted, votes) for counted in places), np.ones(votes))

    def _by_worker(self, tally: "tuple[Floats, ...]") -> Record:
        known = self.worker != UNKNOWN
        workers = len(self.elsewhere.right) if self.elsewhere else int(self.worker.max(initial=-1)) + 1
        return Record(*(sums(self.worker[known], t[known], workers) for t in tally))

    def _accuracies(self, tally: "tuple[Floats, ...]") -> tuple[Floats, Floats]:
        """Contested and overall accuracy of each vote's worker without this clip."""
        record = self._by_worker(tally)
        if self.elsewhere:
            record = record.plus(self.elsewhere)
        known = self.worker != UNKNOWN
        others = (
            [
                np.where(known, total[self.worker], 0.0) - known * own
                for total, own in zip(attrs.astuple(record, recurse=False), tally, strict=True)
            ]
            if known.any()
            else [0 * t for t in tally]
        )
        mean, mean_all = self._means(record)
        return (
            np.clip((others[0] + PULL * mean) / (others[1] + PULL), 0.0, 1.0),
            np.clip((others[2] + PULL_OVERALL * mean_all) / (others[3] + PULL_OVERALL), 0.0, 1.0),
        )

    def _means(self, record: Record) -> tuple[Floats, Floats]:
        """What each vote is shrunk to: what was given, or else what the batch and a prior say together."""
        mean = (record.right.sum() + 50 * MEAN) / (record.asked.sum() + 50)
        mean_all = (record.right_all.sum() + 500 * OVERALL) / (record.asked_all.sum() + 500)
        given = ~np.isnan(self.accuracy)
        overall = np.where(given, self.accuracy, mean_all)
        shift = logit(overall) - logit(np.full(len(overall), OVERALL))
        odds = np.exp(shift + np.log(MEAN / (1 - MEAN)))
        return np.where(given, odds / (1 + odds), mean), overall
