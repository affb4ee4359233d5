"""Learns the weights of chunking/breaks.py: which dips of loudness lie between words where nobody pauses.

Logistic regression on made speech in five languages, clean and under pink noise; no recording of the judged data.
``python -m benchmarks.training.learn_breaks`` prints the weights.
"""

import numpy as np
import soxr
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.material import speech as made_speech
from shrutik_core.chunking import Features
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.sliding import sliding_max, sliding_mean

RATE = 16_000
TOLERANCE = 0.01
PENALTY = 50.0
WIDTHS, HALVES, REACHES = (1, 3, 5), (1, 3, 7, 15), (6, 12, 20)
NAMES = [
    *(f"here {width}" for width in WIDTHS),
    *(f"around {half}" for half in HALVES),
    *(f"{side} {reach}" for reach in REACHES for side in ("before", "after")),
]


def columns(score):
    share = np.sqrt(score)
    smooth = sliding_mean(share, 3)
    sides = [pair for reach in REACHES for pair in ((reach, 0), (0, reach))]
    return np.column_stack(
        [
            *(sliding_mean(share, width) for width in WIDTHS),
            *(sliding_max(smooth, half, half) for half in HALVES),
            *(sliding_max(smooth, before, after) for before, after in sides),
        ]
    )


def inside(words, times):
    """Whether each moment lies in a word, by more than the judge's tolerance."""
    words = np.array(words)
    at = np.maximum(np.searchsorted(words[:, 0], times, "right") - 1, 0)
    return (times > words[at, 0] + TOLERANCE) & (times < words[at, 1] - TOLERANCE)


def pink(random, count):
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[:20] = 0
    noise = np.fft.irfft(spectrum, count)
    return noise / noise.std()


def examples():
    voice = made_speech.Voice()
    for seed, (text, name, speed, pitch) in enumerate(made_speech.VOICES):
        random = np.random.default_rng(seed)
        made, words = made_speech.run_on(voice, made_speech.TEXTS[text], name, speed, pitch, random)
        samples = soxr.resample(made, voice.rate, RATE)
        seconds = np.array(words) / voice.rate
        for below in (60, 20):
            noise = pink(random, len(samples)) * samples.std() * 10 ** (-below / 20)
            features = Features.of((samples + noise).astype(np.float32), RATE)
            times = (features.origin + np.arange(len(features.bands)) * features.hop) / RATE
            yield columns(loudness(features).near), inside(seconds, times)


def main():
    tables, truths = zip(*examples(), strict=True)
    table, truth = np.concatenate(tables).astype(float), np.concatenate(truths)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    scaled = (table - mean) / spread

    def loss(weights):
        logit = scaled @ weights[:-1] + weights[-1]
        wrong = expit(logit) - truth
        value = np.logaddexp(0, logit).sum() - logit[truth].sum() + PENALTY * (weights[:-1] ** 2).sum()
        return value, np.append(scaled.T @ wrong + 2 * PENALTY * weights[:-1], wrong.sum())

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / spread
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"{name:12}{weight:8.3f}")
    print(f"{'bias':12}{found[-1] - weights @ mean:8.3f}")


if __name__ == "__main__":
    main()
