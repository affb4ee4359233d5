"""Our results on every clip by weights and a calibration that never saw it."""

import attrs
import numpy as np

from benchmarks.consensus import data
from benchmarks.training.calibration import Lesson, calibrate, texts_of
from benchmarks.training.fit_consensus import THIN, Course, Unseen, thin
from shrutik_core.consensus.vote.best_path import best_path
from shrutik_core.consensus.vote.confidence import sureness

SEED, UNITS, NETS = 0, 16, 3
TAUGHT = 2 + len(THIN)
"""Courses that a calibration learns from: all votes, some of them, and one, two or three of each clip."""


@attrs.frozen(eq=False)
class Folded:
    """Courses with the vote of every choice by the fold that left its clip out.

    Attributes:
        groups: the rows of each item.
        truths: what was said in each.
        items: their names.
        fold: fold of each.
        courses: the clips with all votes, with some, with one, two and three, then further ones.
        votes: the fitted vote of each course.
        extra: place of each further course, by its name.
        calibrations: by (held-out fold, fitted).
    """

    groups: list
    truths: list
    items: list
    fold: np.ndarray
    courses: list
    votes: list
    extra: dict
    calibrations: dict = attrs.field(factory=dict)

    @classmethod
    def fit(cls, groups, fewer, extra, truths, items):
        """Fits each fold's weights on the other folds and lets them vote on all courses."""
        folds = data.folds(items)
        fold = np.array([folds[item] for item in items])
        taught = [Course.of(groups, truths), Course.of(fewer, truths)]
        others = [*thin(groups, truths), *(Course.of(rows, truths) for rows in extra.values())]
        unseen = Unseen.of(taught, others, fold, SEED, UNITS, NETS)
        places = {name: TAUGHT + place for place, name in enumerate(extra)}
        return cls(groups, truths, items, fold, unseen.courses, unseen.votes, places)

    @property
    def truth(self):
        """What was said in each item."""
        return dict(zip(self.items, self.truths, strict=True))

    def results(self, place, *, fitted):
        """Texts, confidences and expected word error rates of one course, by item."""
        course, vote = self.courses[place], self.votes[place] if fitted else None
        ballot, trust = course.aligned.ballot, course.aligned.trust
        best = best_path(ballot, vote.scores if vote else trust.score)
        confidence, expected = np.zeros(len(self.items)), np.zeros(len(self.items))
        for held_out in range(data.FOLDS):
            mask = self.fold == held_out
            sure = sureness(ballot, best, trust, self._calibration(held_out, fitted=fitted), vote)
            confidence[mask], expected[mask] = sure.confidence[mask], sure.expected_wer[mask]
        texts = texts_of(course.aligned, best, len(self.items))
        return tuple(
            dict(zip(self.items, values, strict=True)) for values in (texts, confidence.tolist(), expected.tolist())
        )

    def _calibration(self, held_out, *, fitted):
        if (held_out, fitted) not in self.calibrations:
            votes = self.votes[:TAUGHT] if fitted else [None, None]
            taught = [Lesson(course, self.truths, vote) for course, vote in zip(self.courses, votes, strict=False)]
            self.calibrations[held_out, fitted] = calibrate(taught, self.fold == held_out)
        return self.calibrations[held_out, fitted]
