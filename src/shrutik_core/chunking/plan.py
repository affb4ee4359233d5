"""The plan of a recording: spans of samples that tile it, cut where people pause."""

import hashlib
import itertools

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.grid import Grid
from shrutik_core.chunking.loudness import loudness
from shrutik_core.chunking.pauses import QUIET, candidates, cutting_cost, long_silences
from shrutik_core.chunking.risk import word_risk
from shrutik_core.chunking.rules import Rules, WhenShort
from shrutik_core.chunking.search import Limits, Passage, cheapest_cuts, even_cuts
from shrutik_core.chunking.sliding import piecewise
from shrutik_core.chunking.speech import SpeechTrack
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.policy_family import plain
from shrutik_core.shared.spans import Span

# Frames by which the onset and the end of speech are smeared into a silence beside them.
_BLUR = 6
# No frame's cost depends on one that is further away than this.
_REACH = 100


@attrs.frozen
class PlannedChunk:
    """One chunk of a plan.

    Attributes:
        index: its place in the recording, from 0.
        span: its samples, at the recording's own rate.
        silent: without speech; it is kept and never offered for transcription.
    """

    index: int
    span: Span
    silent: bool


@attrs.frozen
class Plan:
    """Where a recording is cut: chunks that lie end to end from its first sample to its last.

    Attributes:
        chunks: in order; each starts where the one before ends.
        digest: SHA-256, hexadecimal, of the rules and the spans: the same plan has the same digest anywhere.
    """

    chunks: tuple[PlannedChunk, ...]
    digest: str


def plan_chunks(features: Features, rules: Rules | None = None, *, speech: SpeechTrack | None = None) -> Plan:
    """Cuts a recording into chunks within the rules' limits, at the cheapest places over the whole of it.

    Args:
        features: the recording's envelope.
        rules: the collection's rules; the defaults if None.
        speech: what a voice activity detector heard; half of the say is then its.

    Raises:
        Invalid: ``recording_empty`` if there is no sample; ``recording_too_short`` if it is shorter
            than the minimum and the rules refuse such recordings.
    """
    rules = rules or Rules()
    limits = Limits.of(rules, features.rate)
    _check_length(features, rules, limits)
    silences, loud, cost = _listened(features, rules, limits, speech)
    pieces: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in [*silences, (features.samples, features.samples)]:
        if at < start:
            edges = [at, *_cuts(at, start, cost, loud, features, rules), start]
            pieces += [(a, b, False) for a, b in itertools.pairwise(edges)]
        if start < end:
            pieces.append((start, end, True))
        at = end
    chunks = tuple(PlannedChunk(i, Span(a, b), silent) for i, (a, b, silent) in enumerate(pieces))
    return Plan(chunks, _digest(features, rules, chunks))


def _listened(
    features: Features, rules: Rules, limits: Limits, speech: SpeechTrack | None
) -> tuple[list[tuple[int, int]], NDArray[np.bool_], NDArray[np.float32]]:
    """Long silences in samples; of each frame whether anything is heard in it, and what a cut there costs."""
    scores = loudness(features)
    near, deep = scores.near, scores.deep
    if speech is not None:
        heard = speech.at((features.origin + np.arange(len(near)) * float(features.hop)) / features.rate)
        near, deep = (near + heard) * np.float32(0.5), np.maximum(deep, np.where(heard > 0.5, heard, deep))
    silences, loud = _silences(deep, features, rules, limits), deep >= QUIET
    del scores, deep  # an hour of them is 1.4 MB each, and the risk takes their place
    return silences, loud, piecewise(cutting_cost, _REACH, near, word_risk(features, near))


def _check_length(features: Features, rules: Rules, limits: Limits) -> None:
    if features.samples == 0:
        raise Invalid("recording_empty", "There is no sound in this recording; record it again.")
    if features.samples < limits.minimum and rules.when_short is WhenShort.REFUSE:
        raise Invalid(
            "recording_too_short",
            f"Record at least {rules.minimum:g} seconds, not {features.samples / features.rate:.2f} seconds.",
        )


def _silences(deep: NDArray[np.float32], features: Features, rules: Rules, limits: Limits) -> list[tuple[int, int]]:
    """Long silences in samples, drawn back if the speech beside them would be shorter than the minimum."""
    per_second, total = features.frames_per_second, features.samples
    found = long_silences(deep, round(rules.silence * per_second) - _BLUR, round(rules.margin * per_second))
    grid = Grid.of(features)
    kept: list[tuple[int, int]] = []
    before = 0
    for first, last in found:
        start = max(grid.sample(first), before + limits.minimum) if first else 0
        end = total if last >= len(deep) - 1 else min(grid.sample(last), total - limits.minimum)
        if end - start >= min(limits.minimum, total):
            kept.append((start, end))
            before = end
    return kept


def _cuts(
    start: int,
    end: int,
    cost: NDArray[np.float32],
    loud: NDArray[np.bool_],
    features: Features,
    rules: Rules,
) -> list[int]:
    limits, grid = Limits.of(rules, features.rate), Grid.of(features)
    if end - start <= limits.minimum:
        return []
    frames = grid.within(start, end)
    part = cost[frames]
    passage = Passage(start, end, grid.heard(start, end, loud))
    for places in (candidates(part, features.frames_per_second), np.arange(len(part))):
        samples = grid.samples(frames.start + places)
        prices = part[places].astype(np.float64)
        cuts = cheapest_cuts(samples, prices, passage, rules, features.rate, features.hop)
        if cuts is not None:
            return cuts
    return even_cuts(start, end, limits)


def _digest(features: Features, rules: Rules, chunks: tuple[PlannedChunk, ...]) -> str:
    lines = [f"{key}={value}" for key, value in sorted(plain(rules).items())]
    lines += [f"rate={features.rate}"]
    lines += [f"{c.span.start} {c.span.end} {'silent' if c.silent else 'speech'}" for c in chunks]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
