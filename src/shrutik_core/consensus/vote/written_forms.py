"""The text as people typed it: for each word that won, the written form most of its voters used."""

import numpy as np

from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints
from shrutik_core.consensus.vote.batch import Batch
from shrutik_core.consensus.vote.network import Ballot


def written_forms(batch: Batch, ballot: Ballot, best: Ints) -> Ints:
    """The written form given out at each slot; 0 if nothing is. [S].

    Of a number it is voted first whether it is written in digits or in words, where a vote weighs as much as its
    kind is common among all numbers of the corpus: it keeps to one way of writing them. A clip that was read apart is
    a corpus of its own. Then the spelling (case, joiners) is voted on, then the punctuation among those who spelt it
    so; among equals the trusted win, then the one that sorts first.
    """
    network = ballot.network
    counted = ballot.of_cell == best[ballot.cell_slot]
    cells = np.flatnonzero(counted & (network.token >= 0))
    out = np.zeros(len(network.item), np.int64)
    if not len(cells):
        return out
    slot, form = ballot.cell_slot[cells], batch.forms[network.token[cells]]
    out[slot] = form
    # Only the slots whose voters wrote the word in different ways need a vote on how.
    torn = np.zeros(len(out), bool)
    torn[slot[form != out[slot]]] = True
    cells = cells[torn[slot]]
    cells = cells[_in_style(slot[torn[slot]], batch.form_style[form[torn[slot]]], _common(batch)[network.item])]
    if not len(cells):
        return out
    slot, form = ballot.cell_slot[cells], batch.forms[network.token[cells]]
    trust = _trust(batch, network.vote[cells])
    core = batch.form_core[form]
    group, spelt = _counts(slot, core, len(batch.form_rank), trust)
    winner = _first(slot, -spelt[0][group], -spelt[1][group], batch.form_rank[core])
    best_core = np.zeros(len(network.item), np.int64)
    best_core[slot[winner]] = core[winner]
    kept = core == best_core[slot]
    slot, form, trust = slot[kept], form[kept], trust[kept]
    group, typed = _counts(slot, form, len(batch.form_rank), trust)
    winner = _first(slot, -typed[0][group], -typed[1][group], batch.form_rank[form])
    out[slot[winner]] = form[winner]
    return out


def _common(batch: Batch) -> Ints:
    """How many words of each clip's corpus have each of the three styles. [I, 3]."""
    style, clips = batch.form_style[batch.forms], len(batch.clip)
    if not batch.apart:
        return np.broadcast_to(np.bincount(style, minlength=3), (clips, 3))
    item = np.repeat(batch.votes.item, np.diff(batch.votes.token_first))
    return np.bincount(3 * item + style, minlength=3 * clips).reshape(clips, 3)


def _in_style(slot: Ints, style: Ints, common: Ints) -> Flags:
    """The cells that write a number as it is given out, in digits or in words, and all cells without a number."""
    size = len(common)
    digits, words = (np.bincount(slot[style == kind], minlength=size) * common[:, kind] for kind in (1, 2))
    wanted: Flags = ~((style == 1) & (digits < words)[slot]) & ~((style == 2) & (words < digits)[slot])
    return wanted


def _trust(batch: Batch, vote: Ints) -> Floats:
    """How far each vote is trusted in matters of spelling: between equals the prompt comes last."""
    # A vote of whom nothing is known beforehand lies halfway; less 1 no prompt is above any person.
    given = np.where(np.isnan(batch.accuracy), 0.5, batch.accuracy) - batch.witness
    return given[vote]


def _counts(slot: Ints, thing: Ints, base: int, trust: Floats) -> tuple[Ints, tuple[Floats, Floats]]:
    """For each cell its group, the cells of its slot with the same thing; for each group its cells and their trust.

    Trust is rounded, as sums in another order differ in their last digits and must not decide.
    """
    _, group, count = np.unique(slot * base + thing, return_inverse=True, return_counts=True)
    return group, (count.astype(float), np.round(np.bincount(group, trust), 9))


def _first(slot: Ints, *keys: Floats | Ints) -> Ints:
    """The first cell of each slot in the order of the keys, the weightiest key first."""
    order = np.lexsort((*reversed(keys), slot))
    ordered = slot[order]
    firsts: Ints = order[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return firsts
