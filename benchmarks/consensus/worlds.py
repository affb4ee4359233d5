"""Crowds made worse on purpose, and crowds of which only some are asked."""

import numpy as np

from shrutik_core.shared.texts import words


def spammed(rows, share, kind, seed=0):
    """The rows after ``share`` of the workers became spammers.

    ``random``: each of their words is drawn from the words of the whole crowd; ``copy``: they hand in what
    somebody typed for another item.
    """
    rng = np.random.default_rng(seed)
    spammers = _drawn(rows, share, rng)
    typed = [text for _, _, text in rows]
    pool = [word for text in typed for word in text.split()]
    out = []
    for item, worker, text in rows:
        if worker not in spammers:
            out.append((item, worker, text))
        elif kind == "random":
            drawn = rng.integers(0, len(pool), max(1, len(text.split())))
            out.append((item, worker, " ".join(pool[place] for place in drawn)))
        else:
            out.append((item, worker, typed[int(rng.integers(0, len(typed)))]))
    return out


def colluding(rows, share, seed=0):
    """The rows after two groups, each of ``share`` of the workers, began to copy within their group.

    In each item the members of a group all hand in what its first member (in the order of the rows) typed.
    """
    rng = np.random.default_rng(seed)
    first = _drawn(rows, share, rng)
    second = _drawn([row for row in rows if row[1] not in first], share / (1 - share), rng)
    source, out = {}, []
    for item, worker, text in rows:
        group = 1 if worker in first else 2 if worker in second else 0
        out.append((item, worker, source.setdefault((item, group), text) if group else text))
    return out


def _drawn(rows, share, rng):
    workers = sorted({worker for _, worker, _ in rows})
    return set(rng.permutation(workers)[: round(share * len(workers))].tolist())


def grouped(rows):
    """The rows of each item, in the order in which items come."""
    groups = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    return list(groups.values())


def first_votes(groups, count, seed=0):
    """The first ``count`` rows of each item in an order drawn once; texts without a word come last."""
    rng = np.random.default_rng(seed)
    orders = [sorted(rng.permutation(len(group)), key=lambda place: not words(group[place][2])) for group in groups]
    return [[group[place] for place in order[:count]] for group, order in zip(groups, orders, strict=True)]
