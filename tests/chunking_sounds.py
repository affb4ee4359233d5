"""Sounds that the chunking tests are tried on, and strategies for them."""

import numpy as np
from hypothesis import strategies as st

RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000)


def bursts(rate, seconds, seed, noise=1e-3):
    """Speech-like bursts of noise, 80 to 400 ms, with gaps of 20 to 600 ms, over a floor of noise."""
    random = np.random.default_rng(seed)
    count = max(1, round(rate * seconds))
    envelope = np.zeros(count, np.float32)
    at = 0
    while at < count:
        length = int(rate * random.uniform(0.08, 0.4))
        envelope[at : at + length] = random.uniform(0.1, 0.5)
        at += length + int(rate * random.uniform(0.02, 0.6))
    sound = random.standard_normal(count, np.float32)
    return (sound * envelope + noise * random.standard_normal(count, np.float32)).astype(np.float32)


def phrases(rate, seconds, seed, noise=1e-3):
    """Bursts close together for 1 to 3.5 s, then a pause of 250 to 900 ms, over a floor of noise."""
    random = np.random.default_rng(seed)
    count = round(rate * seconds)
    envelope = np.zeros(count, np.float32)
    at = round(rate * random.uniform(0.1, 0.5))
    while at < count:
        end = at + rate * random.uniform(1.0, 3.5)
        while at < end:
            length = round(rate * random.uniform(0.08, 0.4))
            envelope[at : at + length] = random.uniform(0.1, 0.5)
            at += length + round(rate * random.uniform(0.02, 0.06))
        at += round(rate * random.uniform(0.25, 0.9))
    envelope[-rate // 5 :] = 0
    sound = random.standard_normal(count, np.float32)
    return (sound * envelope + noise * random.standard_normal(count, np.float32)).astype(np.float32)


@st.composite
def recordings(draw, longest=40.0, rates=(8_000, 16_000, 22_050)):
    """Bursts, plain noise or nothing at all, with silences in them; (samples, rate)."""
    rate = draw(st.sampled_from(rates))
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        seconds = draw(st.floats(0.001, longest / 4))
        kind = draw(st.sampled_from(("bursts", "silence", "noise", "hiss")))
        seed = draw(st.integers(0, 999))
        parts.append(_part(kind, rate, seconds, seed))
    return np.concatenate(parts), rate


def _part(kind, rate, seconds, seed):
    count = max(1, round(rate * seconds))
    if kind == "bursts":
        return bursts(rate, seconds, seed)
    if kind == "silence":
        return np.zeros(count, np.float32)
    level = {"noise": 0.3, "hiss": 1e-3}[kind]
    return level * np.random.default_rng(seed).standard_normal(count, np.float32)
