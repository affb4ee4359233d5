"""How alike rival words are, letter by letter."""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus.vote.arrays import Floats, Ints
from shrutik_core.consensus.vote.network import Ballot

_MOST_RIVALS = 12
"""Only the most typed words of a slot are compared, so that many votes cost no more than they must."""


def likeness(ballot: Ballot, keys: list[str]) -> tuple[Ints, Ints, Floats]:
    """Every ordered pair of different words that stand in one slot, and their similarity.

    Returns:
        choice, other choice, similarity 0..1 (1 - letter edits / longer length; letters are code points of the
        NFC key, so that a vowel sign is a letter). [pairs]
    """
    left, right = _pairs(ballot)
    low, high = np.minimum(ballot.word[left], ballot.word[right]), np.maximum(ballot.word[left], ballot.word[right])
    pairs, inverse = np.unique(low * len(keys) + high, return_inverse=True)
    alike = process.cpdist(
        [keys[k] for k in (pairs // len(keys)).tolist()],
        [keys[k] for k in (pairs % len(keys)).tolist()],
        scorer=Levenshtein.normalized_similarity,
        dtype=np.float64,
    )
    return left, right, np.asarray(alike, np.float64)[inverse]


def _pairs(ballot: Ballot) -> tuple[Ints, Ints]:
    spoken = np.flatnonzero(~ballot.empty & ballot.contested[ballot.slot])
    order = spoken[np.lexsort((ballot.rank[ballot.word[spoken]], -ballot.count[spoken], ballot.slot[spoken]))]
    slots, first, sizes = np.unique(ballot.slot[order], return_index=True, return_counts=True)
    del slots
    sizes = np.minimum(sizes, _MOST_RIVALS)
    lefts, rights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        begin = first[sizes == size][:, None]
        i, j = np.nonzero(~np.eye(size, dtype=bool))
        lefts.append(order[begin + i].ravel())
        rights.append(order[begin + j].ravel())
    return np.concatenate(lefts), np.concatenate(rights)
