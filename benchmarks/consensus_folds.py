"""Our results on every clip by weights and a calibration that never saw it."""

import attrs
import consensus_data as data
import numpy as np
from consensus_calibration import calibrate
from fit_consensus import Course, fit_votes

from shrutik_core.consensus.confidence import sureness

SEED, UNITS, NETS = 0, 8, 3


@attrs.frozen(eq=False)
class Folded:
    """Courses with the score of every choice by the fold that left its clip out.

    Attributes:
        groups: the rows of each item.
        truths: what was said in each.
        items: their names.
        fold: fold of each.
        courses: the clips with all voices, then the extra ones.
        fewer: the clips with some voices, for learning.
        scores: of each course, then of ``fewer``.
    """

    groups: list
    truths: list
    items: list
    fold: np.ndarray
    courses: list
    fewer: Course
    scores: list

    @classmethod
    def fit(cls, groups, fewer, extra, truths, items):
        """Fits each fold's weights on the other folds and scores all courses with them."""
        folds = data.folds(items)
        fold = np.array([folds[item] for item in items])
        full, part = Course.of(groups, truths), Course.of(fewer, truths)
        more = [Course.of(rows, truths) for rows in extra]
        scores = [np.zeros(course.evidence.ballot.choices) for course in (full, *more, part)]
        for held_out in range(data.FOLDS):
            (first, second), tables = fit_votes([full, part], fold != held_out, SEED, UNITS, NETS)
            tables = [tables[0], *(course.again(first.score(course.table)) for course in more), tables[1]]
            for course, table, into in zip((full, *more, part), tables, scores, strict=True):
                chosen = (fold == held_out)[course.evidence.ballot.item]
                into[chosen] = second.score(table)[chosen]
            print(f"fold {held_out + 1} of {data.FOLDS}", flush=True)
        return cls(groups, truths, items, fold, [full, *more], part, scores)

    @property
    def truth(self):
        """What was said in each item."""
        return dict(zip(self.items, self.truths, strict=True))

    def results(self, place, *, fitted):
        """Texts, confidences and expected word error rates of one course, by item."""
        course, scores = self.courses[place], self.scores[place] if fitted else None
        taught = [
            (self.courses[0], self.scores[0] if fitted else None, self.truths),
            (self.fewer, self.scores[-1] if fitted else None, self.truths),
        ]
        ballot = course.evidence.ballot
        best = ballot.best(course.evidence.trust.score if scores is None else scores)
        confidence, expected = np.zeros(len(self.items)), np.zeros(len(self.items))
        for held_out in range(data.FOLDS):
            mask = self.fold == held_out
            calibration = calibrate(taught, [mask, mask])
            sure = sureness(ballot, best, course.evidence.trust, calibration, scores)
            confidence[mask], expected[mask] = sure.confidence[mask], sure.expected_wer[mask]
        texts = [[] for _ in self.items]
        for item, word in zip(ballot.network.item.tolist(), ballot.word[best].tolist(), strict=True):
            if word:
                texts[item].append(course.evidence.keys[word])
        return tuple(
            dict(zip(self.items, values, strict=True))
            for values in ([" ".join(text) for text in texts], confidence.tolist(), expected.tolist())
        )
