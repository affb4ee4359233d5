"""The whole way for a batch: align, trust, vote, vote again with the fitted weights, and how sure the result is."""

from collections.abc import Callable

import attrs
import numpy as np

from shrutik_core.consensus.align import Floats, Ints, medoids, network, sums
from shrutik_core.consensus.alpha import krippendorff
from shrutik_core.consensus.ballot import Ballot
from shrutik_core.consensus.batch import UNKNOWN, Batch
from shrutik_core.consensus.confidence import Fitted, Sureness, sureness
from shrutik_core.consensus.context import context_features
from shrutik_core.consensus.features import Evidence, Table, against_rivals, vote_features
from shrutik_core.consensus.grams import Grams
from shrutik_core.consensus.likeness import likeness
from shrutik_core.consensus.path import best_path
from shrutik_core.consensus.reliability import Record, Trust, learn
from shrutik_core.consensus.shown import forms_shown
from shrutik_core.consensus.weights import CALIBRATION, VOTES

FEWEST_CLIPS = 100
"""Clips of a batch from which the fitted vote was found to be better; below, the unlabelled vote stands."""


@attrs.frozen(eq=False)
class Settled:
    """A batch with its winners.

    Attributes:
        batch: the votes.
        ballot: the choices.
        trust: reliability of votes.
        first_slot: first slot of each clip, then S. [I + 1]
        best: the choice that won in each slot. [S]
        shares: probability of each choice, should one of its slot be right. [K]
        agrees: share of each vote's places in which it has the winner, 0..1. [V]
        forms: the written form given out at each slot; 0 where nothing is. [S]
        agreement: mean pairwise agreement of each clip's votes, 0..1. [I]
        alpha: Krippendorff's alpha of each clip; nan for a single vote. [I]
        sureness: confidence.
    """

    batch: Batch
    ballot: Ballot
    trust: Trust
    first_slot: Ints
    best: Ints
    shares: Floats
    agrees: Floats
    forms: Ints
    agreement: Floats
    alpha: Floats
    sureness: Sureness


def gather(batch: Batch) -> Evidence:
    """Aligns a batch that has at least one vote, and learns whom to trust."""
    centre, agreement = medoids(batch.votes)
    keys = batch.lexicon.keys
    ballot = Ballot.of(network(batch.votes, [batch.votes.strings[vote] for vote in centre.tolist()]), keys)
    alike = likeness(ballot, keys)
    trust = learn(ballot, batch.worker, batch.accuracy, alike)
    return Evidence(ballot, trust, alike, batch, keys, agreement)


def settle(evidence: Evidence, *, fitted: bool, elsewhere: Callable[[Record], Record] | None = None) -> Settled:
    """The winners of a batch.

    Args:
        evidence: what ``gather`` found.
        fitted: whether the vote is taken again with the fitted weights; needs a corpus of FEWEST_CLIPS.
        elsewhere: from what this batch alone says of its workers, what the others say.
    """
    ballot, batch = evidence.ballot, evidence.batch
    if elsewhere:
        others = elsewhere(evidence.trust.record)
        trust = learn(ballot, batch.worker, batch.accuracy, evidence.likeness, others)
        evidence = attrs.evolve(evidence, trust=trust)
    trust = evidence.trust
    again = fitted and len(batch.clip) >= FEWEST_CLIPS
    vote = vote_again(evidence) if again else None
    scores = vote.scores if vote else trust.score
    best = heed_people(ballot, scores, batch)
    return Settled(
        batch,
        ballot,
        trust,
        np.searchsorted(ballot.network.item, np.arange(len(batch.clip) + 1)),
        best,
        ballot.shares(scores),
        _agreeing(ballot, best, len(batch.worker)),
        forms_shown(batch, ballot, best),
        evidence.agreement,
        krippendorff(ballot, len(evidence.keys)),
        sureness(ballot, best, trust, CALIBRATION[_calibration(batch, fitted=again)], vote),
    )


def _agreeing(ballot: Ballot, best: Ints, votes: int) -> Floats:
    vote = ballot.network.vote
    agreed: Floats = sums(vote, ballot.of_cell == best[ballot.cell_slot], votes) / np.bincount(vote, minlength=votes)
    return agreed


def _calibration(batch: Batch, *, fitted: bool) -> str:
    """Which calibration holds: a clip whose workers no corpus taught is another matter than one of a corpus."""
    if fitted:
        return "fitted"
    return "em" if (batch.worker != UNKNOWN).any() else "clip"


def vote_again(evidence: Evidence) -> Fitted:
    """The fitted vote: each round sees what won beside a word in the round before."""
    grams = Grams.of(evidence.batch.votes, len(evidence.keys))
    fixed = vote_features(evidence, grams)
    vote = Fitted(evidence.trust.score, {})
    for net in VOTES:
        table = all_features(evidence, grams, fixed, vote.scores)
        vote = Fitted(net.score(table), table)
    return vote


def all_features(evidence: Evidence, grams: Grams, fixed: Table, scores: Floats) -> Table:
    """Every feature of the fitted vote, given the scores of the round before."""
    table = {**fixed, **context_features(evidence, grams, scores)}
    return {**table, **against_rivals(evidence.ballot, table)}


def heed_people(ballot: Ballot, scores: Floats, batch: Batch) -> Ints:
    """The winner of each slot by the best paths, where the prompt outvotes no people who agree with each other. [S].

    The prompt's word is barred where two people or more agree on something else that fewer people stand against.
    """
    if not batch.witness.any():
        return best_path(ballot, scores)
    prompt = ballot.tally(batch.witness[ballot.network.vote])
    people = ballot.count - prompt
    behind = ballot.most(np.where(prompt > 0, people, 0.0))
    outvotes = (prompt == 0) & (people >= 2) & (people > behind)
    barred = (prompt > 0) & (ballot.most(outvotes.astype(float)) > 0)
    return best_path(ballot, scores - 1000.0 * barred)
