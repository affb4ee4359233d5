"""The choices of every place: which words stand there, who typed each, and sums over them."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, sums


@attrs.frozen(eq=False)
class Network:
    """The aligned places of a batch of clips, in order, each with one cell for each vote of its clip.

    Attributes:
        item: clip of each slot. [S]
        first: first cell of each slot, then C. [S + 1]
        word: key number in each cell; 0 if the vote has nothing there. [C]
        vote: vote of each cell. [C]
        token: position of each cell's word in ``Votes.tokens``; -1 if empty. [C]
        centre: key number of the centre text at each slot; 0 if the slot is an insertion. [S]
    """

    item: Ints
    first: Ints
    word: Ints
    vote: Ints
    token: Ints
    centre: Ints


@attrs.frozen(eq=False)
class Ballot:
    """The distinct words of each slot.

    Attributes:
        network: the slots and cells.
        slot: slot of each choice, rising. [K]
        word: key number of each choice; 0 is nothing. Rising inside a slot. [K]
        count: votes for each choice. [K]
        first: first choice of each slot, then K. [S + 1]
        of_cell: choice of each cell. [C]
        cell_slot: slot of each cell. [C]
        rank: order of each key's spelling, for ties that nothing else breaks. [keys]
    """

    network: Network
    slot: Ints
    word: Ints
    count: Ints
    first: Ints
    of_cell: Ints
    cell_slot: Ints
    rank: Ints

    @classmethod
    def of(cls, network: Network, keys: list[str]) -> "Ballot":
        """Counts the cells of a network; ``keys`` are the spellings of the key numbers."""
        slots = len(network.item)
        cell_slot = np.repeat(np.arange(slots), np.diff(network.first))
        base = len(keys)
        choices, of_cell, count = np.unique(cell_slot * base + network.word, return_inverse=True, return_counts=True)
        slot, word = choices // base, choices % base
        rank = np.empty(base, np.int64)
        rank[sorted(range(base), key=keys.__getitem__)] = np.arange(base)
        first = np.searchsorted(slot, np.arange(slots + 1))
        return cls(network, slot, word, count, first, of_cell, cell_slot, rank)

    @property
    def choices(self) -> int:
        """How many choices there are in all: K."""
        return len(self.slot)

    @property
    def empty(self) -> Flags:
        """Which choices are nothing. [K]."""
        empty: Flags = self.word == 0
        return empty

    @property
    def item(self) -> Ints:
        """Clip of each choice. [K]."""
        return self.network.item[self.slot]

    @property
    def contested(self) -> Flags:
        """Slots with more than one choice. [S]."""
        return np.diff(self.first) > 1

    def tally(self, cell_values: Floats | Flags) -> Floats:
        """The sum over each choice's cells. [K]."""
        return sums(self.of_cell, cell_values, self.choices)

    def most(self, values: Floats) -> Floats:
        """The greatest value of each slot, for each choice of it. [K]."""
        return np.maximum.reduceat(values, self.first[:-1])[self.slot]

    def shares(self, scores: Floats) -> Floats:
        """Softmax inside each slot. [K]."""
        powers = np.exp(scores - self.most(scores))
        return powers / np.add.reduceat(powers, self.first[:-1])[self.slot]

    def best(self, scores: Floats) -> Ints:
        """The choice with the highest score in each slot; among equals the centre's word, then by spelling. [S]."""
        out = self.first[:-1].copy()
        held = np.flatnonzero(self.contested[self.slot])
        slot, word = self.slot[held], self.word[held]
        away = word != self.network.centre[slot]
        order = np.lexsort((self.rank[word], away, -np.round(scores[held], 9), slot))
        out[slot] = held[order[np.searchsorted(slot, slot)]]
        return out
