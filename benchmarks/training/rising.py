"""Fitting a partially monotone network with numpy alone: weights that must not fall below 0 are held there."""

import numpy as np
from scipy.special import expit

from shrutik_core.consensus.vote.scoring import CLIP, RisingNet
from shrutik_core.consensus.vote.winners import steady_names

UNITS = 24
EPOCHS = 10
RATE = 1e-2
DECAY = 1e-4
BATCH = 512


def fit_rising(table, right, seed):
    """A RisingNet that says of each row whether it is right, from a table of features [N]."""
    free = steady_names()
    rising = tuple(name for name in table if name not in free)
    columns = np.stack([table[name] for name in (*rising, *free)], 1).astype(np.float32)
    mean, scale = columns.mean(0), columns.std(0) + 1e-6
    inputs = np.clip((columns - mean) / scale, -CLIP, CLIP)
    direct, hidden, bias, out, base = _trained(inputs, right.astype(np.float32), len(rising), seed)
    return RisingNet.of(rising, free, mean, scale, direct, hidden, bias, out, base)


def _trained(inputs, right, rising, seed):
    """Adam (Kingma & Ba, 2015) with a cosine rate on cross-entropy, projected to weights that may not be negative."""
    rng = np.random.default_rng([seed, 3])
    width = inputs.shape[1]
    start = rng.normal(size=(width, UNITS)) / np.sqrt(width)
    start[:rising] = 0.5 * np.abs(start[:rising])
    parts = [np.zeros(width), start, rng.normal(size=UNITS), np.full(UNITS, 0.1), np.array([2.0])]
    parts[0][:rising] = 0.05
    parts = [part.astype(np.float32) for part in parts]
    means, squares = [np.zeros_like(part) for part in parts], [np.zeros_like(part) for part in parts]
    batches = max(1, len(right) // BATCH)
    step, steps = 0, EPOCHS * batches
    for _ in range(EPOCHS):
        for rows in np.array_split(rng.permutation(len(right)), batches):
            slopes = _slopes(inputs[rows], right[rows], *parts)
            step += 1
            pace = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for place, slope in enumerate(slopes):
                means[place] += 0.1 * (slope - means[place])
                squares[place] += 0.01 * (slope * slope - squares[place])
                move = (means[place] / (1 - 0.9**step)) / (np.sqrt(squares[place] / (1 - 0.99**step)) + 1e-8)
                parts[place] = parts[place] - pace * (move + DECAY * parts[place])
            for signed in (parts[0][:rising], parts[1][:rising], parts[3]):
                np.maximum(signed, 0, out=signed)
    return parts


def _slopes(inputs, right, direct, hidden, bias, out, base):
    units = np.tanh(inputs @ hidden + bias)
    miss = ((expit(units @ out + inputs @ direct + base) - right) / len(right)).astype(np.float32)
    back = np.outer(miss, out) * (1 - units * units)
    return [inputs.T @ miss, inputs.T @ back, back.sum(0), units.T @ miss, miss.sum(keepdims=True)]
