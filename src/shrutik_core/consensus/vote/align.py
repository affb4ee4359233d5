"""Texts of many clips laid side by side at once: each clip's confusion network around a centre text.

A network's places are the centre's words and, between them, the words that votes insert. Edit scripts
are whole-word Levenshtein (rapidfuzz); everything after them is numpy over the whole batch.
"""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, code_points, starts, within
from shrutik_core.consensus.vote.batch import Votes
from shrutik_core.consensus.vote.edits import fewest_edits, keeping_edits
from shrutik_core.consensus.vote.network import Network

PAIRS_UP_TO = 12
"""Votes up to which the centre is the exact medoid; above, it is sought among the most typical votes."""

_TYPICAL = 6
"""Votes among which the centre of many is sought: those whose words are most shared."""


def medoids(votes: Votes) -> tuple[Ints, Floats]:
    """Each clip's most central vote, and how much its votes agree.

    Returns:
        The vote with the least sum of normalised word distances to the others, the first of equals [I]; the mean
        over pairs of 1 - distance, 1 for a single vote, for many votes over the pairs of typical ones [I].
    """
    left, right = _pairs(votes, votes.per_item)
    if not len(left):
        return votes.first[:-1].copy(), np.ones(len(votes.first) - 1)
    strings = votes.strings
    edits = process.cpdist([strings[i] for i in left], [strings[i] for i in right], scorer=Levenshtein.distance)
    lengths = np.diff(votes.token_first)
    away = edits / np.maximum(lengths[left], lengths[right])
    item = votes.item[left]
    pairs = np.bincount(item, left != right, len(votes.first) - 1)
    apart = np.bincount(item, away, len(pairs)) / np.maximum(pairs, 1)
    total = np.bincount(left, away, len(strings))
    small = votes.per_item[votes.item] <= PAIRS_UP_TO
    total = np.where(small, total + np.bincount(right, away, len(strings)), total)
    total[~small & (np.bincount(left, minlength=len(strings)) == 0)] = np.inf
    order = np.lexsort((np.arange(len(strings)), np.round(total, 9), votes.item))
    return order[votes.first[:-1]], 1.0 - apart


def _pairs(votes: Votes, count: Ints) -> tuple[Ints, Ints]:
    lefts, rights = [], []
    for size in np.unique(count):
        first = votes.first[:-1][count == size]
        if size <= PAIRS_UP_TO:
            i, j = np.triu_indices(int(size), 1)
            lefts.append((first[:, None] + i).ravel())
            rights.append((first[:, None] + j).ravel())
            continue
        typical = _typical(votes, first, int(size))
        lefts.append(np.repeat(typical.ravel(), size))
        rights.append(np.repeat(first[:, None] + np.arange(size), _TYPICAL, axis=0).ravel())
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def _typical(votes: Votes, first: Ints, size: int) -> Ints:
    """The votes of each clip whose words are most shared: a short list for the medoid. [clips, _TYPICAL]."""
    lengths = np.diff(votes.token_first)
    token_item = np.repeat(votes.item, lengths)
    base = int(votes.tokens.max()) + 1
    _, inverse, counts = np.unique(token_item * base + votes.tokens, return_inverse=True, return_counts=True)
    shared = np.add.reduceat(counts[inverse], votes.token_first[:-1])
    typical = shared / (lengths * 1.0) - np.abs(lengths - np.median(lengths))
    rows = first[:, None] + np.arange(size)
    return first[:, None] + np.argsort(-typical[rows], axis=1, kind="stable")[:, :_TYPICAL]


def network(votes: Votes, centres: list[str], in_clusters: Flags) -> Network:
    """Every vote aligned to its clip's centre text.

    Args:
        votes: of all clips.
        centres: the centre text of each clip. [I]
        in_clusters: whether the words of each clip are grapheme clusters. [I]
    """
    long = np.fromiter(map(len, centres), np.int64, len(centres))
    deleted, inserted, gap = _scripts(votes, centres, long, in_clusters)
    token_vote = np.repeat(np.arange(len(votes.strings)), np.diff(votes.token_first))
    run = _run_places(token_vote[inserted], gap)
    inserter = token_vote[inserted]
    runs, gaps = int(run.max(initial=0)) + 2, int(long.max(initial=0)) + 1
    kept = (np.repeat(np.arange(len(centres)), long) * gaps + within(long)) * runs + runs - 1
    extra, extra_of = np.unique((votes.item[inserter] * gaps + gap) * runs + run, return_inverse=True)
    places = np.concatenate([kept, extra])
    order = np.argsort(places, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    item = places[order] // (runs * gaps)
    count = votes.per_item[item]
    first = starts(count)
    token = np.full(first[-1], -1, np.int64)
    cell, present = _centre_cells(votes, long, rank, first, deleted)
    aligned = np.ones(len(votes.tokens), bool)
    aligned[inserted] = False
    token[cell[present]] = np.flatnonzero(aligned)
    token[first[rank[len(kept) + extra_of]] + inserter - votes.first[votes.item[inserter]]] = inserted
    centre = np.zeros(len(order), np.int64)
    centre[rank[: len(kept)]] = code_points(centres)
    cell_vote = np.repeat(votes.first[item], count) + within(count)
    return Network(item, first, np.where(token >= 0, votes.tokens[token], 0), cell_vote, token, centre)


def _centre_cells(votes: Votes, long: Ints, rank: Ints, first: Ints, deleted: Ints) -> tuple[Ints, Flags]:
    """The cell of each (vote, centre word), vote by vote, and whether the vote has a word there."""
    lengths = long[votes.item]
    slot = rank[np.repeat(starts(long)[votes.item], lengths) + within(lengths)]
    owner = np.repeat(np.arange(len(lengths)), lengths)
    present = np.ones(len(owner), bool)
    present[deleted] = False
    return first[slot] + owner - votes.first[votes.item[owner]], present


def _scripts(votes: Votes, centres: list[str], long: Ints, in_clusters: Flags) -> tuple[Ints, Ints, Ints]:
    """Edit scripts: cells of the vote-by-centre table that are empty, tokens inserted, and their gaps."""
    deleted: list[int] = []
    inserted: list[int] = []
    gaps: list[int] = []
    cells = starts(long[votes.item]).tolist()
    tokens, clusters = votes.token_first.tolist(), in_clusters.tolist()
    for vote, (string, item) in enumerate(zip(votes.strings, votes.item.tolist(), strict=True)):
        centre = centres[item]
        if string == centre:
            continue
        for tag, source, place in keeping_edits(centre, string) if clusters[item] else fewest_edits(centre, string):
            if tag == "delete":
                deleted.append(cells[vote] + source)
            elif tag == "insert":
                inserted.append(tokens[vote] + place)
                gaps.append(source)
    return np.array(deleted, np.int64), np.array(inserted, np.int64), np.array(gaps, np.int64)


def _run_places(owner: Ints, gap: Ints) -> Ints:
    """The place of each inserted token in its run: the words one vote inserts at one gap."""
    fresh = np.ones(len(gap), bool)
    fresh[1:] = (np.diff(gap) != 0) | (np.diff(owner) != 0)
    begins = np.flatnonzero(fresh)
    places: Ints = np.arange(len(gap)) - begins[np.cumsum(fresh) - 1]
    return places
