"""Fits the weights of the consensus on CrowdSpeech dev-clean and writes src/shrutik_core/consensus/vote/weights.py.

python -m benchmarks.training.fit_consensus [--seed 0] [--units 16] [--nets 3]
"""

import argparse
import datetime as dt
from pathlib import Path

import attrs
import numpy as np

from benchmarks.consensus import data, worlds
from benchmarks.training.calibration import Lesson, calibrate
from benchmarks.training.vote import joined, lesson, right_choices, train
from benchmarks.training.weights import written
from shrutik_core.consensus.crowd.screening import screen
from shrutik_core.consensus.vote.batch import UNKNOWN, Row
from shrutik_core.consensus.vote.confidence import Fitted
from shrutik_core.consensus.vote.features import vote_features
from shrutik_core.consensus.vote.ngrams import Ngrams
from shrutik_core.consensus.vote.settle import all_features
from shrutik_core.shared.texts import words

INNER = 3
THIN = (1, 2, 3)
TARGET = Path(__file__).resolve().parents[2] / "src" / "shrutik_core" / "consensus" / "vote" / "weights.py"


@attrs.frozen(eq=False)
class Course:
    """A corpus to learn from, aligned, with its truth; items are in the order of ``data.crowd``."""

    aligned: object
    ngrams: object
    fixed: dict
    right: np.ndarray
    weight: np.ndarray
    table: dict

    @classmethod
    def of(cls, groups, truths, *, known=True):
        """Rows of each item, and what was said; without ``known`` nobody knows who typed what."""
        numbers = {}
        rows = [
            [Row(text, numbers.setdefault(worker, len(numbers)) if known else UNKNOWN) for _, worker, text in group]
            for group in groups
        ]
        aligned = screen(rows, len(numbers)).aligned
        ballot = aligned.ballot
        ngrams = Ngrams.of(aligned.batch.votes, len(aligned.keys))
        fixed = vote_features(aligned, ngrams)
        lengths = np.array([len(words(truth)) for truth in truths])
        return cls(
            aligned,
            ngrams,
            fixed,
            right_choices(ballot, aligned.batch.lexicon.keys, truths),
            (20 / lengths)[ballot.network.item].astype(np.float32),
            all_features(aligned, ngrams, fixed, aligned.trust.score),
        )

    def again(self, scores):
        """The features given the scores of a round."""
        return all_features(self.aligned, self.ngrams, self.fixed, scores)


def corpora(seed):
    """The clips with all votes, and with some of them; and what was said in each."""
    groups, truth = {}, data.truth()
    for row in data.crowd():
        groups.setdefault(row[0], []).append(row)
    rng = np.random.default_rng(seed)
    fewer = []
    for rows in groups.values():
        kept = rng.choice(len(rows), min(len(rows), int(rng.integers(1, 7))), replace=False)
        fewer.append([rows[place] for place in sorted(kept)])
    return list(groups.values()), fewer, [truth[item] for item in groups], list(groups)


def thin(groups, truths):
    """Corpora of which every clip has one, two or three votes, for calibration: there the crowd itself knows less."""
    return [Course.of(worlds.first_votes(groups, count, seed=1), truths) for count in THIN]


def fit_votes(courses, items, seed, units, nets):
    """Both rounds of the vote, fitted on some items; and the table that each item had in the second round.

    The second round learns from first-round scores of networks that did not see the item (INNER folds).
    """
    names = list(courses[0].table)
    fold = np.random.default_rng([seed, 7]).integers(0, INNER, len(items))

    def taught(tables, chosen, number, parts):
        lessons, standard = [], None
        for course, table in zip(courses, tables, strict=True):
            ballot = course.aligned.ballot
            slots = chosen[ballot.network.item]
            one, standard = lesson(table, names, ballot, course.right, slots, course.weight, standard)
            lessons.append(one)
        return train(joined(lessons), names, standard, units=units, nets=parts, seed=seed + number)

    tables = [course.table for course in courses]
    first = taught(tables, items, 0, 1)
    scores = [first.score(table) for table in tables]
    for inner in range(INNER):
        net = taught(tables, items & (fold != inner), 1 + inner, 1)
        for course, table, score in zip(courses, tables, scores, strict=True):
            held = (items & (fold == inner))[course.aligned.ballot.item]
            score[held] = net.score({name: table[name][held] for name in names})
    tables = [course.again(score) for course, score in zip(courses, scores, strict=True)]
    return (first, taught(tables, items, 100, nets)), tables


@attrs.frozen(eq=False)
class Unseen:
    """The fitted vote of several courses by weights that never saw the clip they judge."""

    courses: list
    votes: list

    @classmethod
    def of(cls, taught, others, fold, seed, units, nets):
        """Learns from ``taught``, fold by fold, and votes on them and on ``others``, which have the same items."""
        courses = [*taught, *others]
        votes = [
            Fitted(np.zeros(c.aligned.ballot.choices), {n: np.zeros_like(v) for n, v in c.table.items()})
            for c in courses
        ]
        for held_out in range(data.FOLDS):
            (first, second), tables = fit_votes(taught, fold != held_out, seed, units, nets)
            tables += [course.again(first.score(course.table)) for course in others]
            for course, table, vote in zip(courses, tables, votes, strict=True):
                chosen = (fold == held_out)[course.aligned.ballot.item]
                vote.scores[chosen] = second.score(table)[chosen]
                for name, values in table.items():
                    vote.table[name][chosen] = values[chosen]
            print(f"fold {held_out + 1} of {data.FOLDS}", flush=True)
        return cls(courses, votes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--units", type=int, default=16)
    parser.add_argument("--nets", type=int, default=3)
    args = parser.parse_args()
    groups, fewer, truths, items = corpora(args.seed)
    full, part = Course.of(groups, truths), Course.of(fewer, truths)
    strangers = Course.of(fewer[1::2] + groups[::2], truths[1::2] + truths[::2], known=False)
    folds = data.folds(items)
    fold = np.array([folds[item] for item in items])
    unseen = Unseen.of([full, part], thin(groups, truths), fold, args.seed, args.units, args.nets)
    votes, _ = fit_votes([full, part], np.ones(len(items), bool), args.seed, args.units, args.nets)
    known = [Lesson(course, truths, vote) for course, vote in zip(unseen.courses, unseen.votes, strict=True)]
    calibrations = {
        "clip": calibrate([Lesson(strangers, truths[1::2] + truths[::2])]),
        "em": calibrate([Lesson(full, truths), Lesson(part, truths)]),
        "fitted": calibrate(known),
    }
    command = f"python -m benchmarks.training.fit_consensus --seed {args.seed} --units {args.units} --nets {args.nets}"
    TARGET.write_text(written(command, args.seed, dt.datetime.now(dt.UTC).date().isoformat(), votes, calibrations))
    print("wrote", TARGET)


if __name__ == "__main__":
    main()
