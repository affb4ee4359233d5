"""Fitting the vote: which choices were right, and a small network trained on them with numpy alone."""

import attrs
import numpy as np

from shrutik_core.consensus.text.normalise import Lexicon
from shrutik_core.consensus.vote.scoring import CLIP, Net


def right_choices(ballot, keys, truths):
    """Whether each choice is what was said, by the cheapest path of each truth through its network. [K]."""
    number = {key: place for place, key in enumerate(keys)}
    lexicon = Lexicon()
    item_first = np.searchsorted(ballot.network.item, np.arange(len(truths) + 1))
    said = np.full(len(ballot.network.item), -1)
    for item, text in enumerate(truths):
        slots = range(item_first[item], item_first[item + 1])
        truth = [number.get(lexicon.keys[lexicon.key_of[form]], -1) for form in lexicon.read(text)]
        said[slots.start : slots.stop] = _path(ballot, slots, np.array(truth, int))
    return ballot.word == said[ballot.slot]


def _path(ballot, slots, truth):
    """The word said at each slot (0 for nothing, -1 for one that nobody typed)."""
    steps = np.arange(len(truth) + 1)
    rows, hits, gaps = [steps.astype(float)], [], []
    for slot in slots:
        there = ballot.word[ballot.first[slot] : ballot.first[slot + 1]]
        hits.append(np.isin(truth, there))
        gaps.append(float(there[0] != 0))
        row = np.empty(len(truth) + 1)
        row[0] = rows[-1][0] + gaps[-1]
        row[1:] = np.minimum(rows[-1][1:] + gaps[-1], rows[-1][:-1] + ~hits[-1])
        rows.append(np.minimum.accumulate(row - steps) + steps)
    said = np.full(len(hits), -1)
    at = len(truth)
    for place in range(len(hits) - 1, -1, -1):
        while True:
            here, above = rows[place + 1][at], rows[place]
            if at and here == above[at - 1] + (not hits[place][at - 1]):
                said[place] = truth[at - 1] if hits[place][at - 1] else -1
                at -= 1
                break
            if here == above[at] + gaps[place]:
                said[place] = 0 if gaps[place] == 0 else -1
                break
            at -= 1
    return said


@attrs.frozen
class Lesson:
    """Slots to learn from: standardised choices, which is right, where slots start, and their weights."""

    inputs: np.ndarray
    right: np.ndarray
    first: np.ndarray
    weight: np.ndarray


def lesson(table, names, ballot, right, slots, weight, like=None):
    """The contested slots among ``slots`` whose right word somebody typed; standardised like ``like``, if given."""
    held = slots & ballot.contested & np.logical_or.reduceat(right, ballot.first[:-1])
    chosen = held[ballot.slot]
    columns = np.stack([table[name][chosen] for name in names], 1).astype(np.float32)
    mean, scale = like or (columns.mean(0), columns.std(0) + 1e-6)
    sizes = np.diff(ballot.first)[held]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    inputs = np.clip((columns - mean) / scale, -CLIP, CLIP)
    return Lesson(inputs, right[chosen].astype(np.float32), first, weight[held]), (mean, scale)


def joined(lessons):
    """Several lessons as one."""
    shift = np.cumsum([0, *(len(one.inputs) for one in lessons)])[:-1]
    return Lesson(
        np.concatenate([one.inputs for one in lessons]),
        np.concatenate([one.right for one in lessons]),
        np.concatenate([one.first + by for one, by in zip(lessons, shift, strict=True)]),
        np.concatenate([one.weight for one in lessons]).astype(np.float32),
    )


def train(taught, names, standard, *, units, nets, seed, epochs=16, rate=4e-3, decay=3e-3, drop=0.15, batch=256):
    """A network of ``nets`` independent parts of ``units`` hidden units each, whose scores are averaged."""
    parts = [
        _train_one(taught, units, np.random.default_rng([seed, part]), epochs, rate, decay, drop, batch)
        for part in range(nets)
    ]
    return Net.of(
        names,
        *standard,
        sum(p[3] for p in parts) / nets,
        np.concatenate([p[0] for p in parts], 1),
        np.concatenate([p[1] for p in parts]),
        np.concatenate([p[2] for p in parts]) / nets,
    )


def _train_one(taught, units, rng, epochs, rate, decay, drop, batch):
    """Adam (Kingma & Ba, 2015) with a cosine rate on softmax cross-entropy inside each slot."""
    width = taught.inputs.shape[1]
    hidden = (rng.normal(size=(width, units)) / np.sqrt(width)).astype(np.float32)
    parts = [hidden, np.zeros(units, np.float32), (0.1 * rng.normal(size=units) / np.sqrt(units)).astype(np.float32)]
    parts.append(np.zeros(width, np.float32))
    means, squares = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    sizes = np.diff(np.append(taught.first, len(taught.inputs)))
    batches = max(1, len(sizes) // batch)
    step, steps = 0, epochs * batches
    for _ in range(epochs):
        for slots in np.array_split(rng.permutation(len(sizes)), batches):
            slopes = _slopes(taught, slots, sizes, parts, drop, rng)
            step += 1
            pace = rate * 0.5 * (1 + np.cos(np.pi * step / steps))
            for place, (part, slope) in enumerate(zip(parts, slopes, strict=True)):
                means[place] += 0.1 * (slope - means[place])
                squares[place] += 0.01 * (slope * slope - squares[place])
                move = (means[place] / (1 - 0.9**step)) / (np.sqrt(squares[place] / (1 - 0.99**step)) + 1e-8)
                parts[place] = part - pace * (move + (decay * part if place != 1 else 0.0))
    return parts


def _slopes(taught, slots, sizes, parts, drop, rng):
    hidden, bias, out, direct = parts
    count = sizes[slots]
    first = np.concatenate([[0], np.cumsum(count)[:-1]])
    rows = np.repeat(taught.first[slots] - first, count) + np.arange(count.sum())
    group = np.repeat(np.arange(len(slots)), count)
    inputs = taught.inputs[rows]
    units = np.tanh(inputs @ hidden + bias)
    mask = (rng.random(units.shape, np.float32) > drop).astype(np.float32) / (1 - drop)
    score = (units * mask) @ out + inputs @ direct
    power = np.exp(score - np.maximum.reduceat(score, first)[group])
    share = power / np.add.reduceat(power, first)[group]
    weight = taught.weight[slots]
    miss = ((share - taught.right[rows]) * weight[group] / weight.sum()).astype(np.float32)
    back = np.outer(miss, out) * mask * (1 - units * units)
    return [inputs.T @ back, back.sum(0), (units * mask).T @ miss, inputs.T @ miss]
