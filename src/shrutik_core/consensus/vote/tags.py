"""Tags among words: somewhere there was something that could not be written, and any word outvotes it."""

from collections.abc import Set as AbstractSet

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Ints
from shrutik_core.consensus.vote.network import Ballot, Network


def spread_tags(network: Network, tags: AbstractSet[int]) -> Network:
    """The network with each tag over all that it may stand for: the places beside it at which its vote has nothing.

    Args:
        network: as it was aligned.
        tags: key numbers that stand for tags.
    """
    cells = np.flatnonzero(_are_tags(network.word, tags))
    if not len(cells):
        return network
    word = network.word.copy()
    slots = np.searchsorted(network.first, cells, "right") - 1
    for cell, slot in zip(cells.tolist(), slots.tolist(), strict=True):
        # A clip has as many cells in each of its slots, in the same order.
        wide = int(network.first[slot + 1] - network.first[slot])
        for way in (-1, 1):
            there, at = slot + way, cell + way * wide
            while 0 <= there < len(network.item) and network.item[there] == network.item[slot] and not word[at]:
                word[at] = word[cell]
                there, at = there + way, at + way * wide
    return attrs.evolve(network, word=word)


def outvoted_tags(ballot: Ballot, tags: AbstractSet[int]) -> Flags:
    """The choices that are tags where a word stands as well: whoever typed a word heard more. [K].

    Args:
        ballot: the choices.
        tags: key numbers that stand for tags.
    """
    are_tags = _are_tags(ballot.word, tags)
    if not are_tags.any():
        return are_tags
    words = (ballot.word > 0) & ~are_tags
    outvoted: Flags = are_tags & (ballot.most(words.astype(float)) > 0)
    return outvoted


def _are_tags(word: Ints, tags: AbstractSet[int]) -> Flags:
    found: Flags = np.isin(word, sorted(tags)) if tags else np.zeros(len(word), bool)
    return found
