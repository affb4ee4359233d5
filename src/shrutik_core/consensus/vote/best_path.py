"""The best path through neighbouring contested places, where words that no one worker typed together are held apart.

A compound (``foot path`` | ``footpath``) is contested in two places at once, and a winner of each alone may be a pair
that no worker typed. Neighbouring contested places therefore form a chain, with a weight for each pair of choices
by how many votes typed both; the best path is found as by Viterbi (1967), all chains of a batch at once.
"""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, within
from shrutik_core.consensus.vote.network import Ballot

APART = -0.5
"""Weight of a pair of choices that no vote typed together."""

TOGETHER = 0.2
"""Weight of the logarithm of the votes that typed a pair."""

_LEAST = 1e-12


@attrs.frozen(eq=False)
class _Chains:
    """Pairs of choices in neighbouring contested slots of a clip, sorted by step, then by right choice.

    Attributes:
        left: choice in the slot before. [P]
        right: choice in the slot. [P]
        weight: of the pair. [P]
        step: slots since the chain began, from 1. [P]
        last: the last slot of each chain.
    """

    left: Ints
    right: Ints
    weight: Floats
    step: Ints
    last: Ints


def best_path(ballot: Ballot, scores: Floats) -> Ints:
    """The choice at each slot on the best path of its clip, given the scores of all choices [K]. [S]."""
    chains = _chains(ballot)
    reached = np.log(np.maximum(ballot.shares(scores), _LEAST))
    back = np.full(ballot.choices, -1)
    bounds = np.searchsorted(chains.step, np.arange(1, int(chains.step.max(initial=0)) + 2))
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        left, right = chains.left[begin:end], chains.right[begin:end]
        first = np.flatnonzero(np.diff(right, prepend=-1))
        group = np.repeat(np.arange(len(first)), np.diff(first, append=len(right)))
        sums = np.round(reached[left] + chains.weight[begin:end], 9)
        most = np.maximum.reduceat(sums, first)
        winners = np.flatnonzero(sums == most[group])[::-1]
        back[right[winners]] = left[winners]
        reached[right[first]] += most
    best, slot = ballot.best(reached), chains.last
    while len(slot):
        before = back[best[slot]]
        slot, before = slot[before >= 0] - 1, before[before >= 0]
        best[slot] = before
    return best


def _chains(ballot: Ballot) -> _Chains:
    item, contested = ballot.network.item, ballot.contested
    linked = np.zeros(len(item), bool)
    linked[1:] = contested[1:] & contested[:-1] & (item[1:] == item[:-1])
    begins = np.maximum.accumulate(np.where(linked, 0, np.arange(len(item))))
    ends = contested & ~np.append(linked[1:], [False])
    right_slot = np.flatnonzero(linked)
    sizes = np.diff(ballot.first)
    right = np.repeat(ballot.first[right_slot], sizes[right_slot]) + within(sizes[right_slot])
    many = sizes[ballot.slot[right] - 1]
    order = _preferred(ballot)
    left = order[np.repeat(ballot.first[ballot.slot[right] - 1], many) + within(many)]
    right = np.repeat(right, many)
    step = (np.arange(len(item)) - begins)[ballot.slot[right]]
    by_step = np.argsort(step, kind="stable")
    left, right = left[by_step], right[by_step]
    return _Chains(left, right, _weights(ballot, linked, left, right), step[by_step], np.flatnonzero(ends))


def _preferred(ballot: Ballot) -> Ints:
    """The choices of each slot in the order in which ties go: the centre's word first, then by spelling. [K]."""
    central = ballot.word == ballot.network.centre[ballot.slot]
    order: Ints = np.lexsort((ballot.rank[ballot.word], ~central, ballot.slot))
    return order


def _weights(ballot: Ballot, linked: Flags, left: Ints, right: Ints) -> Floats:
    cell = np.flatnonzero(linked[ballot.cell_slot])
    voters = np.diff(ballot.network.first)[ballot.cell_slot[cell]]
    typed = ballot.of_cell[cell - voters] * ballot.choices + ballot.of_cell[cell]
    pairs, count = np.unique(typed, return_counts=True)
    wanted = left * ballot.choices + right
    place = np.minimum(np.searchsorted(pairs, wanted), max(0, len(pairs) - 1))
    if not len(pairs):
        return np.zeros(len(wanted))
    together = np.where(pairs[place] == wanted, count[place], 0)
    return np.where(together > 0, TOGETHER * np.log(np.maximum(together, 1)), APART)
