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
    """Neighbouring contested slots of a clip, and the pairs of choices that some vote typed together, sorted by step.

    All other pairs weigh the same, so that only the best choice before them matters: there are too many to go through.

    Attributes:
        left: choice in the slot before. [P]
        right: choice in the slot. [P]
        weight: of the pair. [P]
        step: slots from the beginning of the chain to that of ``right``, from 1. [P]
        slot: each slot that follows another in its chain. [L]
        slot_step: the same of it. [L]
        last: the last slot of each chain.
    """

    left: Ints
    right: Ints
    weight: Floats
    step: Ints
    slot: Ints
    slot_step: Ints
    last: Ints


def best_path(ballot: Ballot, scores: Floats) -> Ints:
    """The choice at each slot on the best path of its clip, given the scores of all choices [K]. [S]."""
    chains = _chains(ballot)
    order = _preferred(ballot)
    place = np.empty(ballot.choices, np.int64)
    place[order] = np.arange(ballot.choices)
    reached = np.log(np.maximum(ballot.shares(scores), _LEAST))
    back = np.full(ballot.choices, -1)
    steps = np.arange(1, int(chains.slot_step.max(initial=0)) + 2)
    slots, pairs = np.searchsorted(chains.slot_step, steps), np.searchsorted(chains.step, steps)
    for number in range(len(steps) - 1):
        right, left, sums = _apart(ballot, chains.slot[slots[number] : slots[number + 1]], order, reached)
        typed = slice(pairs[number], pairs[number + 1])
        sums = np.append(sums, np.round(reached[chains.left[typed]] + chains.weight[typed], 9))
        left, right = np.append(left, chains.left[typed]), np.append(right, chains.right[typed])
        ranked = np.lexsort((place[left], -sums, right))
        best = ranked[np.flatnonzero(np.diff(right[ranked], prepend=-1))]
        back[right[best]] = left[best]
        reached[right[best]] += sums[best]
    return _followed(ballot.best(reached), back, chains.last)


def _apart(ballot: Ballot, slots: Ints, order: Ints, reached: Floats) -> tuple[Ints, Ints, Floats]:
    """Each choice of some slots, the best choice before it if no vote typed both, and what that path weighs."""
    sizes = np.diff(ballot.first)
    many = sizes[slots - 1]
    left = order[np.repeat(ballot.first[slots - 1], many) + within(many)]
    group = np.repeat(np.arange(len(slots)), many)
    sums = np.round(reached[left] + APART, 9)
    most = np.maximum.reduceat(sums, np.cumsum(many) - many)
    winners = np.flatnonzero(sums == most[group])[::-1]
    best = np.empty(len(slots), np.int64)
    best[group[winners]] = left[winners]
    right = np.repeat(ballot.first[slots], sizes[slots]) + within(sizes[slots])
    owner = np.repeat(np.arange(len(slots)), sizes[slots])
    return right, best[owner], most[owner]


def _followed(best: Ints, back: Ints, last: Ints) -> Ints:
    """The winners of all slots, by going back from the last one of each chain."""
    slot = last
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
    step = np.arange(len(item)) - begins
    slot = np.flatnonzero(linked)
    slot = slot[np.argsort(step[slot], kind="stable")]
    left, right, weight = _typed_together(ballot, linked)
    by_step = np.argsort(step[ballot.slot[right]], kind="stable")
    left, right, weight = left[by_step], right[by_step], weight[by_step]
    return _Chains(left, right, weight, step[ballot.slot[right]], slot, step[slot], np.flatnonzero(ends))


def _typed_together(ballot: Ballot, linked: Flags) -> tuple[Ints, Ints, Floats]:
    """The pairs of choices in neighbouring slots that some vote typed, and their weights."""
    cell = np.flatnonzero(linked[ballot.cell_slot])
    voters = np.diff(ballot.network.first)[ballot.cell_slot[cell]]
    typed = ballot.of_cell[cell - voters] * ballot.choices + ballot.of_cell[cell]
    pairs, count = np.unique(typed, return_counts=True)
    return pairs // ballot.choices, pairs % ballot.choices, TOGETHER * np.log(count)


def _preferred(ballot: Ballot) -> Ints:
    """The choices of each slot in the order in which ties go: the centre's word first, then by spelling. [K]."""
    central = ballot.word == ballot.network.centre[ballot.slot]
    order: Ints = np.lexsort((ballot.rank[ballot.word], ~central, ballot.slot))
    return order
