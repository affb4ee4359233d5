"""Texts of many clips laid side by side at once: each clip's confusion network around a centre text.

A network's places are the centre's words and, between them, the words that voices insert. Edit scripts
are whole-word Levenshtein (rapidfuzz); everything after them is numpy over the whole batch.
"""

import attrs
import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_PAIRS_UP_TO = 12
"""Voices up to which the centre is the exact medoid; above, it is sought among the most typical voices."""

_TYPICAL = 6


@attrs.frozen(eq=False)
class Voices:
    """The spoken voices of a batch of clips, one after another, those of a clip together.

    Attributes:
        strings: each voice's key numbers as code points.
        item: clip of each voice, rising from 0 without holes. [V]
        first: first voice of each clip, then V. [I + 1]
        tokens: the key numbers of all voices end to end. [T]
        token_first: first token of each voice, then T. [V + 1]
    """

    strings: list[str]
    item: Ints
    first: Ints
    tokens: Ints
    token_first: Ints

    @classmethod
    def of(cls, strings: list[str], item: Ints) -> "Voices":
        """From each voice's words; every clip has at least one voice and every voice a word."""
        count = int(item[-1]) + 1 if len(item) else 0
        first = np.searchsorted(item, np.arange(count + 1))
        lengths = np.fromiter(map(len, strings), np.int64, len(strings))
        return cls(strings, item, first, code_points(strings), starts(lengths))

    @property
    def per_item(self) -> Ints:
        """Voices of each clip. [I]."""
        return np.diff(self.first)


@attrs.frozen(eq=False)
class Network:
    """The aligned places of a batch of clips, in order, each with one cell for each voice of its clip.

    Attributes:
        item: clip of each slot. [S]
        first: first cell of each slot, then C. [S + 1]
        word: key number in each cell; 0 where the voice has nothing there. [C]
        voice: voice of each cell. [C]
        token: position of each cell's word in ``Voices.tokens``; -1 where empty. [C]
        centre: key number of the centre text at each slot; 0 where the slot is an insertion. [S]
    """

    item: Ints
    first: Ints
    word: Ints
    voice: Ints
    token: Ints
    centre: Ints


def starts(lengths: Ints) -> Ints:
    """Where stretches of these lengths start when laid end to end, then their total."""
    out = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=out[1:])
    return out


def sums(index: Ints, values: Floats | Flags | Ints, size: int) -> Floats:
    """The sum of the values at each index from 0 to ``size`` - 1."""
    out: Floats = np.bincount(index, values, size).astype(np.float64)
    return out


def within(lengths: Ints) -> Ints:
    """0, 1, 2 ... inside each stretch of these lengths laid end to end."""
    first = starts(lengths)
    return np.arange(first[-1]) - np.repeat(first[:-1], lengths)


def medoids(voices: Voices) -> tuple[Ints, Floats]:
    """Each clip's most central voice, and how much its voices agree.

    Returns:
        The voice with the least sum of normalised word distances to the others, the first of equals [I]; the mean
        over pairs of 1 - distance, 1 for a single voice, for many voices over the pairs of typical ones [I].
    """
    left, right = _pairs(voices, voices.per_item)
    if not len(left):
        return voices.first[:-1].copy(), np.ones(len(voices.first) - 1)
    strings = voices.strings
    edits = process.cpdist([strings[i] for i in left], [strings[i] for i in right], scorer=Levenshtein.distance)
    lengths = np.diff(voices.token_first)
    away = edits / np.maximum(lengths[left], lengths[right])
    item = voices.item[left]
    pairs = np.bincount(item, left != right, len(voices.first) - 1)
    apart = np.bincount(item, away, len(pairs)) / np.maximum(pairs, 1)
    total = np.bincount(left, away, len(strings))
    small = voices.per_item[voices.item] <= _PAIRS_UP_TO
    total = np.where(small, total + np.bincount(right, away, len(strings)), total)
    total[~small & (np.bincount(left, minlength=len(strings)) == 0)] = np.inf
    order = np.lexsort((np.arange(len(strings)), np.round(total, 9), voices.item))
    return order[voices.first[:-1]], 1.0 - apart


def _pairs(voices: Voices, count: Ints) -> tuple[Ints, Ints]:
    lefts, rights = [], []
    for size in np.unique(count):
        first = voices.first[:-1][count == size]
        if size <= _PAIRS_UP_TO:
            i, j = np.triu_indices(int(size), 1)
            lefts.append((first[:, None] + i).ravel())
            rights.append((first[:, None] + j).ravel())
            continue
        typical = _typical(voices, first, int(size))
        lefts.append(np.repeat(typical.ravel(), size))
        rights.append(np.repeat(first[:, None] + np.arange(size), _TYPICAL, axis=0).ravel())
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def _typical(voices: Voices, first: Ints, size: int) -> Ints:
    """The voices of each clip whose words are most shared: a short list for the medoid. [clips, _TYPICAL]."""
    lengths = np.diff(voices.token_first)
    token_item = np.repeat(voices.item, lengths)
    base = int(voices.tokens.max()) + 1
    _, inverse, counts = np.unique(token_item * base + voices.tokens, return_inverse=True, return_counts=True)
    shared = np.add.reduceat(counts[inverse], voices.token_first[:-1])
    typical = shared / (lengths * 1.0) - np.abs(lengths - np.median(lengths))
    rows = first[:, None] + np.arange(size)
    return first[:, None] + np.argsort(-typical[rows], axis=1, kind="stable")[:, :_TYPICAL]


def network(voices: Voices, centres: list[str]) -> Network:
    """Every voice aligned to its clip's centre text."""
    long = np.fromiter(map(len, centres), np.int64, len(centres))
    deleted, inserted, gap = _scripts(voices, centres, long)
    token_voice = np.repeat(np.arange(len(voices.strings)), np.diff(voices.token_first))
    run = _run_places(token_voice[inserted], gap)
    inserter = token_voice[inserted]
    runs, gaps = int(run.max(initial=0)) + 2, int(long.max(initial=0)) + 1
    kept = (np.repeat(np.arange(len(centres)), long) * gaps + within(long)) * runs + runs - 1
    extra, extra_of = np.unique((voices.item[inserter] * gaps + gap) * runs + run, return_inverse=True)
    places = np.concatenate([kept, extra])
    order = np.argsort(places, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    item = places[order] // (runs * gaps)
    count = voices.per_item[item]
    first = starts(count)
    token = np.full(first[-1], -1, np.int64)
    cell, present = _centre_cells(voices, long, rank, first, deleted)
    aligned = np.ones(len(voices.tokens), bool)
    aligned[inserted] = False
    token[cell[present]] = np.flatnonzero(aligned)
    token[first[rank[len(kept) + extra_of]] + inserter - voices.first[voices.item[inserter]]] = inserted
    centre = np.zeros(len(order), np.int64)
    centre[rank[: len(kept)]] = code_points(centres)
    cell_voice = np.repeat(voices.first[item], count) + within(count)
    return Network(item, first, np.where(token >= 0, voices.tokens[token], 0), cell_voice, token, centre)


def _centre_cells(voices: Voices, long: Ints, rank: Ints, first: Ints, deleted: Ints) -> tuple[Ints, Flags]:
    """The cell of each (voice, centre word), voice by voice, and whether the voice has a word there."""
    lengths = long[voices.item]
    slot = rank[np.repeat(starts(long)[voices.item], lengths) + within(lengths)]
    owner = np.repeat(np.arange(len(lengths)), lengths)
    present = np.ones(len(owner), bool)
    present[deleted] = False
    return first[slot] + owner - voices.first[voices.item[owner]], present


def code_points(strings: list[str]) -> Ints:
    """The code points of strings end to end."""
    return np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


def _scripts(voices: Voices, centres: list[str], long: Ints) -> tuple[Ints, Ints, Ints]:
    """Edit scripts: cells of the voice-by-centre table that are empty, tokens inserted, and their gaps."""
    deleted: list[int] = []
    inserted: list[int] = []
    gaps: list[int] = []
    cells = starts(long[voices.item]).tolist()
    tokens = voices.token_first.tolist()
    for voice, (string, item) in enumerate(zip(voices.strings, voices.item.tolist(), strict=True)):
        centre = centres[item]
        if string == centre:
            continue
        for edit in Levenshtein.editops(centre, string):
            if edit.tag == "delete":
                deleted.append(cells[voice] + edit.src_pos)
            elif edit.tag == "insert":
                inserted.append(tokens[voice] + edit.dest_pos)
                gaps.append(edit.src_pos)
    return np.array(deleted, np.int64), np.array(inserted, np.int64), np.array(gaps, np.int64)


def _run_places(owner: Ints, gap: Ints) -> Ints:
    """The place of each inserted token in its run: the words one voice inserts at one gap."""
    fresh = np.ones(len(gap), bool)
    fresh[1:] = (np.diff(gap) != 0) | (np.diff(owner) != 0)
    begins = np.flatnonzero(fresh)
    places: Ints = np.arange(len(gap)) - begins[np.cumsum(fresh) - 1]
    return places
