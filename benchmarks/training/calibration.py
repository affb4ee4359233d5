"""Fitting confidence under monotone constraints: no term of the votes may have the wrong sign."""

import attrs
import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression

from benchmarks.training.rising import fit_rising
from shrutik_core.consensus.vote.best_path import best_path
from shrutik_core.consensus.vote.calibration import STEADY_CLIP, Calibration
from shrutik_core.consensus.vote.confidence import (
    Fitted,
    clip_features,
    logistic,
    raw_wer,
    slot_features,
    votes_of_clips,
)
from shrutik_core.consensus.vote.scoring import Weighted
from shrutik_core.consensus.vote.written_forms import written_forms
from shrutik_core.shared.texts import words

KNOTS = 25
SLIGHT = 0.35
"""Weight of a slight error where clips are ranked by the fitted vote; a clip of mean errors weighs 1."""
SLIGHT_UNLABELLED = 0.7
INNER = 3
FULL = 2
"""Corpora, of those given, whose slots are learnt from; further ones are thin: a term of the clip makes up for that."""


@attrs.frozen(eq=False)
class Lesson:
    """A corpus to calibrate on.

    Attributes:
        course: the corpus.
        truths: what was said in each item.
        fitted: the fitted vote by weights that did not see its clips; None for the vote without labels.
    """

    course: object
    truths: list
    fitted: Fitted | None = None


@attrs.frozen(eq=False)
class Judged:
    """One corpus with winners, and what was right of it."""

    slots: dict
    slot_right: np.ndarray
    exact: np.ndarray
    wer: np.ndarray
    item: np.ndarray
    lesson: Lesson
    best: np.ndarray


def judged(lesson):
    course, fitted = lesson.course, lesson.fitted
    ballot, trust = course.aligned.ballot, course.aligned.trust
    best = best_path(ballot, fitted.scores if fitted else trust.score)
    edits, lengths = word_errors(course.aligned, best, lesson.truths)
    table = slot_features(ballot, best, trust, fitted)
    return Judged(table, course.right[best], edits == 0, edits / lengths, ballot.network.item, lesson, best)


def word_errors(aligned, best, truths):
    """Word edits of each clip's text, as it is given out, against what was said, and its length."""
    references = [words(text) for text in truths]
    said = map(words, texts_of(aligned, best, len(truths)))
    edits = [Levenshtein.distance(reference, text) for reference, text in zip(references, said, strict=True)]
    return np.array(edits), np.array([len(reference) for reference in references])


def texts_of(aligned, best, count):
    """The text of each clip whose choices ``best`` are, in the form that is given out."""
    forms = [[] for _ in range(count)]
    written = written_forms(aligned.batch, aligned.ballot, best)
    for item, form in zip(aligned.ballot.network.item.tolist(), written.tolist(), strict=True):
        if form:
            forms[item].append(form)
    return list(map(aligned.batch.lexicon.show, forms))


def calibrate(lessons, held_out=None, seed=0):
    """A calibration from several corpora of the same items; those where ``held_out`` is true are left out.

    Clips of the first corpus, with all their votes, weigh as much as those of all others together.
    """
    seen = [judged(lesson) for lesson in lessons]
    items = ~held_out if held_out is not None else np.ones(len(seen[0].exact), bool)
    slot = _slot_scorer(seen, items, seed)
    clips, raws = [], []
    for one, right in zip(seen, _right_unseen(seen, items, slot, seed), strict=True):
        aligned = one.lesson.course.aligned
        clips.append(clip_features(aligned.ballot, one.best, aligned.trust, right, one.lesson.fitted))
        raws.append(raw_wer(aligned.ballot, one.best, right)[items])
    table = {name: np.concatenate([clip[name][items] for clip in clips]) for name in clips[0]}
    exact, wer = (np.concatenate([getattr(one, name)[items] for one in seen]) for name in ("exact", "wer"))
    raw = np.concatenate(raws)
    knots = np.quantile(raw, np.linspace(0, 1, KNOTS))
    observed = IsotonicRegression(y_min=0.0).fit(raw, wer).predict(knots)
    votes = np.concatenate([votes_of_clips(one.lesson.course.aligned.ballot)[items] for one in seen])
    by_votes = _by_votes(votes, np.interp(raw, knots, observed), wer)
    rounded = (tuple(np.round(values, 5).tolist()) for values in (knots, observed, by_votes))
    slight = SLIGHT if lessons[0].fitted else SLIGHT_UNLABELLED
    many = np.repeat([max(1, len(seen) - 1), *[1] * (len(seen) - 1)], items.sum()).astype(float)
    return Calibration(slot, _ranked(table, exact, wer, slight, many), *rounded)


def _by_votes(votes, expected, wer):
    """By how much clips of each number of votes have more or less errors than expected."""
    return np.array([wer[votes == n].mean() / expected[votes == n].mean() for n in range(1, votes.max() + 1)])


def _slot_scorer(given, items, seed):
    seen = given[:FULL]
    table = {name: np.concatenate([one.slots[name][items[one.item]] for one in seen]) for name in seen[0].slots}
    right = np.concatenate([one.slot_right[items[one.item]] for one in seen])
    if seen[0].lesson.fitted:
        return fit_rising(table, right, seed)
    return Weighted(_logistic(table, right))


def _right_unseen(seen, items, slot, seed):
    """The probability of each slot by a scorer that did not see its clip; by the given one outside ``items``."""
    rights = [logistic(slot.score(one.slots)) for one in seen]
    if not seen[0].lesson.fitted:
        return rights
    fold = np.random.default_rng([seed, 11]).integers(0, INNER, len(items))
    for inner in range(INNER):
        scorer = _slot_scorer(seen, items & (fold != inner), seed + 1 + inner)
        for one, right in zip(seen, rights, strict=True):
            chosen = (items & (fold == inner))[one.item]
            right[chosen] = logistic(scorer.score({name: values[chosen] for name, values in one.slots.items()}))
    return rights


def _ranked(table, exact, wer, slight, many):
    """Logistic weights that rank clips with many errors lowest, brought back to the probability of being exact."""
    heavy = np.where(exact, 1.0, slight + (1 - slight) * wer / wer[~exact].mean())
    order = _logistic(table, exact, heavy * many / many.mean())
    total = sum((order[name] * values for name, values in table.items()), start=np.zeros(len(exact)))
    scale = _logistic({"total": total}, exact, many / many.mean())
    weights = {name: round(order[name] * scale["total"], 5) for name in table}
    return {**weights, "bias": scale["bias"]}


def _logistic(table, right, weight=None, ridge=1e-3):
    """Logistic regression on features scaled to deviation 1, all weights but STEADY_CLIP's at least 0."""
    weight = np.ones(len(right)) if weight is None else weight
    names = list(table)
    inputs = np.stack([table[name] for name in names], 1)
    spread = inputs.std(0)
    scale = np.where(spread > 1e-6, spread, 1.0)
    inputs = np.column_stack([inputs / scale, np.ones(len(inputs))])
    sign = np.where(right, 1.0, -1.0)

    def loss(weights):
        margin = sign * (inputs @ weights)
        slope = -(inputs * (weight * sign * expit(-margin))[:, None]).mean(0)
        slope[:-1] += ridge * weights[:-1]
        return (weight * np.logaddexp(0, -margin)).mean() + ridge / 2 * (weights[:-1] ** 2).sum(), slope

    lowest = [None if name in STEADY_CLIP else 0 for name in names]
    bounds = [(low, None) if wide > 1e-6 else (0, 0) for low, wide in zip(lowest, spread, strict=True)]
    bounds.append((None, None))
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    weights = np.append(found.x[:-1] / scale, found.x[-1])
    return {name: round(float(value), 5) for name, value in zip([*names, "bias"], weights, strict=True)}
