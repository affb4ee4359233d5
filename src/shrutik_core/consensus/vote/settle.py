"""The whole way for a batch: align, trust, vote, vote again with the fitted weights, and how sure the result is."""

from collections.abc import Callable

import attrs
import numpy as np

from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.alpha import krippendorff
from shrutik_core.consensus.vote.arrays import Floats, Ints, Table, sums
from shrutik_core.consensus.vote.batch import UNKNOWN, Batch
from shrutik_core.consensus.vote.best_path import best_path
from shrutik_core.consensus.vote.confidence import Fitted, sureness
from shrutik_core.consensus.vote.context import Beside, context_features, piece_features
from shrutik_core.consensus.vote.crowded import crowded
from shrutik_core.consensus.vote.features import against_rivals, vote_features
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.ngrams import Ngrams
from shrutik_core.consensus.vote.previous_round import previous_round_features
from shrutik_core.consensus.vote.reliability import learn
from shrutik_core.consensus.vote.settled import Settled, Sureness
from shrutik_core.consensus.vote.tags import outvoted_tags
from shrutik_core.consensus.vote.trust import Record, Trust
from shrutik_core.consensus.vote.weights import CALIBRATION, VOTES
from shrutik_core.consensus.vote.written_forms import written_forms

FEWEST_CLIPS = 100
"""Clips of a batch from which the fitted vote was found to be better; below, the unlabelled vote stands."""

_BARRED = 1000.0
"""Taken from the score of a choice that must not win: far more than any scores differ by."""


def settle(aligned: AlignedBatch, *, fitted: bool, elsewhere: Callable[[Record], Record] | None = None) -> Settled:
    """The winners of a batch.

    Args:
        aligned: from `align_batch`.
        fitted: whether the vote is taken again with the fitted weights; needs a corpus of FEWEST_CLIPS.
        elsewhere: from what this batch alone says of its workers, what the others say.
    """
    ballot, batch = aligned.ballot, aligned.batch
    if elsewhere:
        others = elsewhere(aligned.trust.record)
        trust = learn(ballot, batch.worker, batch.accuracy, aligned.likeness, others)
        aligned = attrs.evolve(aligned, trust=trust)
    trust = aligned.trust
    again = fitted and len(batch.clip) >= FEWEST_CLIPS
    vote = vote_again(aligned) if again else None
    scores = np.where(crowded(ballot)[ballot.slot], trust.score, vote.scores) if vote else trust.score
    best = heed_people(ballot, scores, batch)
    return Settled(
        batch,
        ballot,
        trust,
        np.searchsorted(ballot.network.item, np.arange(len(batch.clip) + 1)),
        best,
        ballot.shares(scores),
        _agreeing(ballot, best, len(batch.worker)),
        written_forms(batch, ballot, best),
        aligned.agreement,
        krippendorff(ballot, len(aligned.keys)),
        _sure(ballot, best, trust, batch, vote),
    )


def _sure(ballot: Ballot, best: Ints, trust: Trust, batch: Batch, vote: Fitted | None) -> Sureness:
    """How sure the winners are; of clips with more votes than any fitted one, what the unlabelled vote says."""
    unlabelled = CALIBRATION["em" if (batch.worker != UNKNOWN).any() else "clip"]
    if vote is None:
        return sureness(ballot, best, trust, unlabelled)
    sure = sureness(ballot, best, trust, CALIBRATION["fitted"], vote)
    slots = crowded(ballot)
    if not slots.any():
        return sure
    plain = sureness(ballot, best, trust, unlabelled)
    clips = np.zeros(len(sure.confidence), bool)
    clips[ballot.network.item[slots]] = True
    return Sureness(
        np.where(clips, plain.confidence, sure.confidence),
        np.where(clips, plain.expected_wer, sure.expected_wer),
        np.where(slots, plain.right, sure.right),
    )


def _agreeing(ballot: Ballot, best: Ints, votes: int) -> Floats:
    vote = ballot.network.vote
    agreed: Floats = sums(vote, ballot.of_cell == best[ballot.cell_slot], votes) / np.bincount(vote, minlength=votes)
    return agreed


def vote_again(aligned: AlignedBatch) -> Fitted:
    """The fitted vote: each round sees what won beside a word in the round before."""
    ngrams = Ngrams.of(aligned.batch.votes, len(aligned.keys))
    fixed = vote_features(aligned, ngrams)
    vote = Fitted(aligned.trust.score, {})
    for net in VOTES:
        table = all_features(aligned, ngrams, fixed, vote.scores)
        vote = Fitted(net.score(table), table)
    return vote


def all_features(aligned: AlignedBatch, ngrams: Ngrams, fixed: Table, scores: Floats) -> Table:
    """Every feature of the fitted vote, given the scores of the round before.

    Their order is that in which weights are fitted: the same data give other weights in another order.
    """
    ballot = aligned.ballot
    beside = Beside.of(ballot, ballot.best(scores), ngrams.base)
    table = {
        **fixed,
        **context_features(ballot, ngrams, beside, scores),
        **previous_round_features(aligned, scores),
        **piece_features(aligned, beside),
    }
    return {**table, **against_rivals(ballot, table)}


def heed_people(ballot: Ballot, scores: Floats, batch: Batch) -> Ints:
    """The winner of each slot by the best paths; the prompt outvotes no people who agree with each other. [S].

    The prompt's word is barred if two people or more agree on something else that fewer people stand against.
    """
    scores = scores - _BARRED * outvoted_tags(ballot, batch.lexicon.tags)
    if not batch.witness.any():
        return best_path(ballot, scores)
    prompt = ballot.tally(batch.witness[ballot.network.vote])
    people = ballot.count - prompt
    # The most people behind any word that is also the prompt's: who agrees with the prompt cannot be outvoted by it.
    behind = ballot.most(np.where(prompt > 0, people, 0.0))
    outvotes = (prompt == 0) & (people >= 2) & (people > behind)
    barred = (prompt > 0) & (ballot.most(outvotes.astype(float)) > 0)
    return best_path(ballot, scores - _BARRED * barred)
