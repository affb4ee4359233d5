"""How far each vote can be trusted, learnt from agreement alone: no label is ever seen.

Expectation-maximisation in the manner of Dawid & Skene (1979) with one accuracy for each worker, over the
contested places of the network. Three things keep it honest: a vote is compared with the others without
itself, a worker's accuracy leaves the clip at hand out, and inside a clip the place at hand is left out.
"""

import attrs
import numpy as np

from shrutik_core.consensus.align import Flags, Floats, Ints, sums
from shrutik_core.consensus.ballot import Ballot
from shrutik_core.consensus.batch import UNKNOWN

MEAN = 0.64
"""Share of contested places that a vote has right where nothing is known."""

OVERALL = 0.85
"""Share of all words that such a vote has right: what a given accuracy is compared with."""

PULL = 10.0
"""Contested places of the mean that a worker's record is shrunk by."""

PULL_OVERALL = 20.0

PULL_CLIP = 15.0
"""Places of the worker's record that a vote's record in this clip is shrunk by."""

NOTHING = -0.3
"""Bias of an empty place: leaving a word out is easier than inventing one."""

LIFT = 0.5
LEAST = 0.05
"""A vote weighs logit + LIFT, at least LEAST."""

SIMILAR = 0.1
"""Share of a rival's support, times squared similarity, that goes to a word like it."""

ROUNDS = 3
_ODDS = 0.02


@attrs.frozen(eq=False)
class Record:
    """What was counted of each worker: in contested places, and in all.

    Attributes:
        right: expected number of contested places right. [W]
        asked: contested places. [W]
        right_all: expected number of places right. [W]
        asked_all: places. [W]
        clips: clips with a word of theirs. [W]
    """

    right: Floats
    asked: Floats
    right_all: Floats
    asked_all: Floats
    clips: Floats

    def less(self, other: "Record") -> "Record":
        """This record without what the other one counted, never below nothing."""
        mine, theirs = attrs.astuple(self, recurse=False), attrs.astuple(other, recurse=False)
        return Record(*(np.maximum(a - b, 0.0) for a, b in zip(mine, theirs, strict=True)))

    def plus(self, other: "Record") -> "Record":
        """Both records together."""
        mine, theirs = attrs.astuple(self, recurse=False), attrs.astuple(other, recurse=False)
        return Record(*(a + b for a, b in zip(mine, theirs, strict=True)))

    @classmethod
    def blank(cls, workers: int) -> "Record":
        """Nothing counted yet."""
        return cls(*(np.zeros(workers) for _ in attrs.fields(cls)))

    def wide(self, workers: int) -> "Record":
        """This record with room for at least so many workers."""
        short = max(0, workers - len(self.right))
        return Record(*(np.pad(part, (0, short)) for part in attrs.astuple(self, recurse=False)))

    def only(self, chosen: Flags) -> "Record":
        """This record of some workers; nothing counted of the others. ``chosen`` is [W]."""
        return Record(*(part * chosen for part in attrs.astuple(self, recurse=False)))

    def contested(self) -> Floats:
        """Accuracy in contested places, shrunk to the mean. [W]."""
        mean = self.right.sum() / self.asked.sum() if self.asked.sum() else MEAN
        return np.clip((self.right + PULL * mean) / (self.asked + PULL), 0.0, 1.0)

    def overall(self) -> Floats:
        """Accuracy in all places, shrunk to the mean. [W]."""
        mean = self.right_all.sum() / self.asked_all.sum() if self.asked_all.sum() else OVERALL
        return np.clip((self.right_all + PULL_OVERALL * mean) / (self.asked_all + PULL_OVERALL), 0.0, 1.0)


@attrs.frozen(eq=False)
class Trust:
    """What the vote knows of its votes.

    Attributes:
        weight: of each cell's vote. [C]
        score: of each choice in the unlabelled vote. [K]
        right: probability that each cell is right by the votes of the others. [C]
        contested: logit accuracy of each vote's worker in contested places, without this clip. [V]
        overall: logit accuracy of each vote's worker in all places, without this clip. [V]
        clip: logit accuracy of each cell's vote inside this clip, without this place. [C]
        record: what the batch says of each worker. [W]
    """

    weight: Floats
    score: Floats
    right: Floats
    contested: Floats
    overall: Floats
    clip: Floats
    record: Record


def logit(share: Floats) -> Floats:
    """Log odds of a share, kept away from certainty."""
    share = np.clip(share, _ODDS, 1 - _ODDS)
    return np.log(share / (1 - share))


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
        return (
            sums(vote, right * held, votes),
            sums(vote, held, votes),
            sums(vote, right, votes),
            sums(vote, np.ones(len(vote)), votes),
            np.ones(votes),
        )

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
