"""What is known of workers and votes: places counted right and asked, and the weights that follow."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats

MEAN = 0.64
"""Share of contested places that a vote has right if nothing is known."""

OVERALL = 0.85
"""Share of all words that such a vote has right: what a given accuracy is compared with."""

PULL = 10.0
"""Contested places of the mean that a worker's record is shrunk by."""

PULL_OVERALL = 20.0

LIFT = 0.5
LEAST = 0.05
"""A vote weighs logit + LIFT, at least LEAST."""

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
        """This record with room for at least this many workers."""
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
