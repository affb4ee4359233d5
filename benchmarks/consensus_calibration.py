"""Fitting confidence under monotone constraints: no term may have the wrong sign."""

import attrs
import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression

from shrutik_core.consensus.confidence import Calibration, clip_features, raw_wer, slot_features
from shrutik_core.shared.texts import words

KNOTS = 25
SLIGHT = 0.3


@attrs.frozen(eq=False)
class Judged:
    """One corpus with winners, and what was right of it."""

    slots: dict
    slot_right: np.ndarray
    exact: np.ndarray
    wer: np.ndarray
    item: np.ndarray
    course: object
    best: np.ndarray
    scores: object


def judged(course, scores, truths):
    ballot, trust = course.evidence.ballot, course.evidence.trust
    best = ballot.best(trust.score if scores is None else scores)
    edits, lengths = word_errors(ballot, best, course.evidence.keys, truths)
    table = slot_features(ballot, best, trust, scores)
    return Judged(table, course.right[best], edits == 0, edits / lengths, ballot.network.item, course, best, scores)


def word_errors(ballot, best, keys, truths):
    """Word edits of each clip's winners against what was said, and its length."""
    said = [[] for _ in truths]
    for item, word in zip(ballot.network.item.tolist(), ballot.word[best].tolist(), strict=True):
        if word:
            said[item].append(keys[word])
    references = [words(text) for text in truths]
    edits = [Levenshtein.distance(reference, text) for reference, text in zip(references, said, strict=True)]
    return np.array(edits), np.array([len(reference) for reference in references])


def calibrate(corpora, held_out=None):
    """A calibration from (course, scores or None, truths) of several corpora.

    Items where ``held_out``, one array for each corpus, is true are left out.
    """
    seen = [judged(*corpus) for corpus in corpora]
    masks = [np.ones(len(one.exact), bool) if held_out is None else ~held_out[place] for place, one in enumerate(seen)]
    slot = _logistic(
        {
            name: np.concatenate([o.slots[name][m[o.item]] for o, m in zip(seen, masks, strict=True)])
            for name in seen[0].slots
        },
        np.concatenate([o.slot_right[m[o.item]] for o, m in zip(seen, masks, strict=True)]),
    )
    clips, raws = [], []
    for one in seen:
        right = _probability(one.slots, slot)
        clips.append(clip_features(one.course.evidence.ballot, one.best, one.course.evidence.trust, right, one.scores))
        raws.append(raw_wer(one.course.evidence.ballot, one.best, right))
    exact = np.concatenate([o.exact[m] for o, m in zip(seen, masks, strict=True)])
    wer = np.concatenate([o.wer[m] for o, m in zip(seen, masks, strict=True)])
    raw = np.concatenate([r[m] for r, m in zip(raws, masks, strict=True)])
    table = {name: np.concatenate([c[name][m] for c, m in zip(clips, masks, strict=True)]) for name in clips[0]}
    clip = _ranked(table, exact, wer)
    knots = np.quantile(raw, np.linspace(0, 1, KNOTS))
    observed = IsotonicRegression(y_min=0.0).fit(raw, wer).predict(knots)
    return Calibration(slot, clip, tuple(np.round(knots, 5).tolist()), tuple(np.round(observed, 5).tolist()))


def _probability(table, weights):
    total = sum((weights[name] * values for name, values in table.items()), start=np.float64(weights["bias"]))
    return 1 / (1 + np.exp(-total))


def _ranked(table, exact, wer):
    """Logistic weights that rank clips with many errors lowest, brought back to the probability of being exact."""
    heavy = np.where(exact, 1.0, SLIGHT + (1 - SLIGHT) * wer / wer[~exact].mean())
    order = _logistic(table, exact, heavy)
    total = sum((order[name] * values for name, values in table.items()), start=np.zeros(len(exact)))
    scale = _logistic({"total": total}, exact)
    weights = {name: round(order[name] * scale["total"], 5) for name in table}
    return {**weights, "bias": scale["bias"]}


def _logistic(table, right, weight=None, ridge=1e-3):
    """Logistic regression whose weights are all at least 0, on features scaled to deviation 1."""
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

    bounds = [(0, None if wide > 1e-6 else 0) for wide in spread] + [(None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    weights = np.append(found.x[:-1] / scale, found.x[-1])
    return {name: round(float(value), 5) for name, value in zip([*names, "bias"], weights, strict=True)}
