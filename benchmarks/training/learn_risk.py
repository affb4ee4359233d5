"""Learns the weights of chunking/risk.py: what tells the inside of a word from a pause, also among other voices.

Logistic regression on passages that ``material.passages`` made and on runs of ``material.speech``, made worse by the
judge's conditions, babble of other passages' voices; no recording of the judged data.
``python -m benchmarks.material.passages DIR && python -m benchmarks.training.learn_risk DIR --shared ../shared``
prints the weights.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
import soxr
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.chunking import __main__ as chunking
from benchmarks.material import speech as made_speech
from shrutik_core.chunking import Features, risk
from shrutik_core.chunking.loudness import FADE, POOL, REACH, loudness, noise_around, speech_around
from shrutik_core.chunking.sliding import sliding_mean, sliding_min

RATE = 16_000
TOLERANCE, PENALTY, MOST = 0.01, 1e-4, 1500
PASSAGES = {
    1: (
        *("clean", "reverb0.4", "reverb0.8", "clip", "quiet", "drift", "step"),
        *("white20", "white5", "pink10", "pink5", "hum10", "hum5"),
    ),
    2: ("white0", "pink0", "hum0", "babble20", "babble10", "babble5"),
}
RUNS = {3: ("clean", "pink20", "reverb0.4")}


def inside(words, times):
    """Whether each moment lies in a word, by more than the judge's tolerance."""
    words = np.array(words)
    at = np.maximum(np.searchsorted(words[:, 0], times, "right") - 1, 0)
    return (times > words[at, 0] + TOLERANCE) & (times < words[at, 1] - TOLERANCE)


def columns(features, near):
    """The evidence at every frame, shape (frames, rows)."""
    level = risk.ranges(features.bands)
    pools = round(REACH * features.frames_per_second / POOL)
    fade = FADE * POOL / features.frames_per_second
    return np.column_stack(
        list(risk.evidence(near, level, noise_around(level, pools), speech_around(level, pools, fade)))
    )


def example(features, words, random):
    """Evidence and truth at places where the loudness is least within 30 ms, at most 1,500 of them."""
    near = loudness(features).near
    smooth = sliding_mean(near, 5)
    frames = np.flatnonzero(smooth <= sliding_min(smooth, 3, 3))
    if len(frames) > MOST:
        frames = np.sort(random.choice(frames, MOST, replace=False))
    times = (features.origin + frames * features.hop) / features.rate
    return columns(features, near)[frames], inside(words, times)


def runs():
    """(name, samples, truth) of runs without pauses."""
    voice = made_speech.Voice()
    for seed, (text, name, speed, pitch) in enumerate(made_speech.VOICES):
        random = np.random.default_rng(seed + 100)
        made, words = made_speech.run_on(voice, made_speech.TEXTS[text], name, speed, pitch, random, seconds=60)
        samples = soxr.resample(made, voice.rate, RATE)
        yield f"run {seed}", samples * 0.5 / np.abs(samples).max(), {"words": np.array(words) / voice.rate}


def examples(recordings, conditions, degrade, random):
    """(evidence, truth, weight) of each recording in each condition; six other recordings talk in the babble."""
    every = list(recordings)
    for i, (_, samples, truth) in enumerate(every):
        others = [every[k][1] for k in random.permutation(len(every)) if k != i][:6]
        for weight, names in conditions.items():
            for name in names:
                worse = degrade(samples, RATE, name, 0, others)
                found, truths = example(Features.of(worse, RATE), truth["words"], random)
                yield found, truths, np.full(len(truths), float(weight))


def fit(table, truth, weight):
    """Weights of each column, and the bias."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled, total = (table - mean) / spread, weight.sum()

    def loss(values):
        logit = scaled @ values[:-1] + values[-1]
        wrong = weight * (expit(logit) - truth)
        cost = (weight * (np.logaddexp(0, logit) - logit * truth)).sum() / total + PENALTY * (values[:-1] ** 2).sum()
        return cost, np.append(scaled.T @ wrong / total + 2 * PENALTY * values[:-1], wrong.sum() / total)

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = found[:-1] / spread
    return weights, found[-1] - weights @ mean


def report(weights, bias):
    print(f"_BIAS = {bias:.3f}")
    edges = [*range(0, len(weights), 6), len(weights)]
    for low, high in pairwise(edges):
        print("    " + " ".join(f"{weight:.3f}," for weight in weights[low:high]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    args = parser.parse_args()
    degrade, random = chunking.tool(args.shared, "degrade").degrade, np.random.default_rng(0)
    parts = [
        *examples(chunking.passages(args.passages), PASSAGES, degrade, random),
        *examples(runs(), RUNS, degrade, random),
    ]
    report(*fit(*(np.concatenate(part).astype(float) for part in zip(*parts, strict=True))))


if __name__ == "__main__":
    main()
