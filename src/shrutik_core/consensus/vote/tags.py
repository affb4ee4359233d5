"""Tags among words: somewhere there was something that could not be written, and any word outvotes it."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags
from shrutik_core.consensus.vote.network import Ballot, Network


def spread_tags(network: Network, tag: int) -> Network:
    """The network with each tag over all that it may stand for: the places beside it at which its vote has nothing.

    Args:
        network: as it was aligned.
        tag: key number of all tags; -1 if there are none.
    """
    cells = np.flatnonzero(network.word == tag)
    if tag < 0 or not len(cells):
        return network
    word = network.word.copy()
    slots = np.searchsorted(network.first, cells, "right") - 1
    for cell, slot in zip(cells.tolist(), slots.tolist(), strict=True):
        # A clip has as many cells in each of its slots, in the same order.
        wide = int(network.first[slot + 1] - network.first[slot])
        for way in (-1, 1):
            there, at = slot + way, cell + way * wide
            while 0 <= there < len(network.item) and network.item[there] == network.item[slot] and not word[at]:
                word[at] = tag
                there, at = there + way, at + way * wide
    return attrs.evolve(network, word=word)


def outvoted_tags(ballot: Ballot, tag: int) -> Flags:
    """The choices that are tags where a word stands as well: whoever typed a word heard more. [K].

    Args:
        ballot: the choices.
        tag: key number of all tags; -1 if there are none.
    """
    tags: Flags = ballot.word == tag
    if not tags.any():
        return tags
    words = (ballot.word > 0) & ~tags
    outvoted: Flags = tags & (ballot.most(words.astype(float)) > 0)
    return outvoted
