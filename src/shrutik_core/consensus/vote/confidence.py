"""How sure a result is: risk slot by slot, then the whole clip, then the word errors to expect.

What speaks of votes may only move one way: more weight behind the result never lowers confidence, more weight
against it never raises it (the coefficients were fitted under these signs). Weights are those of the votes' records
outside this clip, so that a further vote changes that of no other.
"""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Floats, Ints, Table
from shrutik_core.consensus.vote.calibration import Calibration
from shrutik_core.consensus.vote.crowded import heard
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.scoring import weighted
from shrutik_core.consensus.vote.settled import Sureness
from shrutik_core.consensus.vote.trust import LEAST, LIFT, Trust
from shrutik_core.consensus.vote.winners import crowd, winner_features

_LEAST_RISK = 1e-6
"""Probability that a place is taken to have at least, so that one hopeless place does not drown the rest."""


@attrs.frozen(eq=False)
class Fitted:
    """What the fitted vote adds to what is known of its winners.

    Attributes:
        scores: of each choice. [K]
        table: the features that its last round saw. Each [K].
    """

    scores: Floats
    table: Table


def slot_features(ballot: Ballot, best: Ints, trust: Trust, fitted: Fitted | None) -> Table:
    """What speaks for the winner of each slot. Each [S].

    Args:
        ballot: the choices.
        best: the choice that won in each slot. [S]
        trust: reliability of votes.
        fitted: the fitted vote, if there was one.

    Returns:
        Features that may only raise the probability; with a fitted vote also those of ``winner_features``.
    """
    vote, slots = ballot.network.vote, len(ballot.network.item)
    weight = np.maximum(trust.contested + LIFT, LEAST)[vote]
    wins = ballot.of_cell == best[ballot.cell_slot]
    behind = np.bincount(ballot.cell_slot, weight * wins, slots) * heard(ballot)
    against = np.bincount(ballot.cell_slot, weight * ~wins, slots) * heard(ballot)
    strongest = np.zeros(slots)
    np.maximum.at(strongest, ballot.cell_slot, weight * wins)
    table = {
        "behind": behind,
        "behind_log": np.log1p(behind),
        "strongest": strongest,
        "not_against": -against,
        "not_against_log": -np.log1p(against),
        "margin": np.tanh((behind - against) / 2),
    }
    if fitted is not None:
        share = np.clip(ballot.shares(fitted.scores)[best], 1e-4, 1 - 1e-4)
        table["share"] = np.where(ballot.contested, np.log(share / (1 - share)), np.log((1 - 1e-4) / 1e-4))
        table["uncontested"] = -ballot.contested.astype(float)
        table |= winner_features(ballot, best, fitted.scores, fitted.table)
    return table


def clip_features(ballot: Ballot, best: Ints, trust: Trust, right: Floats, fitted: Fitted | None) -> Table:
    """What speaks for each clip's text; all but STEADY_CLIP may only raise the probability. Each [I].

    Args:
        ballot: the choices.
        best: the choice that won in each slot. [S]
        trust: reliability of votes.
        right: probability of each slot. [S]
        fitted: the fitted vote, if there was one.
    """
    item, clips = ballot.network.item, int(ballot.network.item[-1]) + 1
    log_right = np.log(np.clip(right, _LEAST_RISK, 1.0))
    least = np.zeros(clips)
    np.minimum.at(least, item, log_right)
    table = {
        "log_right": np.bincount(item, log_right, clips),
        "log_doubt": -np.log(np.bincount(item, 1 - right, clips) + 1e-4),
        "least": least,
        **_whole_votes(ballot, best, trust),
        "log_words": np.log1p(np.bincount(item, ballot.word[best] > 0, clips)),
        "empty_places": np.log1p(np.bincount(item, ballot.word[best] == 0, clips)),
    }
    if fitted is not None:
        table["crowd"] = np.full(clips, crowd(ballot))
        share = np.where(ballot.contested, ballot.shares(fitted.scores)[best], 1.0)
        table["log_share"] = np.bincount(item, np.log(np.clip(share, 1e-4, 1.0)), clips)
        table["log_share_doubt"] = -np.log(np.bincount(item, 1 - share, clips) + 0.02)
    return table


def _whole_votes(ballot: Ballot, best: Ints, trust: Trust) -> Table:
    """What votes say of a clip's text as a whole: who typed all of it, and how far off the nearest is. Each [I]."""
    vote, clips = ballot.network.vote, int(ballot.network.item[-1]) + 1
    off = np.bincount(vote, ballot.of_cell != best[ballot.cell_slot], len(trust.contested))
    same = (off == 0) * np.maximum(trust.contested + LIFT, LEAST)
    owner = np.zeros(len(same), np.int64)
    owner[vote] = ballot.network.item[ballot.cell_slot]
    nearest = np.full(clips, np.inf)
    np.minimum.at(nearest, owner, off)
    votes = votes_of_clips(ballot)
    return {
        "agreeing": np.log1p(np.bincount(owner, same, clips)),
        "nearest": -np.log1p(nearest),
        "not_single": (votes > 1).astype(float),
        "not_pair": (votes > 2).astype(float),
    }


def sureness(
    ballot: Ballot, best: Ints, trust: Trust, calibration: Calibration, fitted: Fitted | None = None
) -> Sureness:
    """How sure the winners are."""
    right = logistic(calibration.slot.score(slot_features(ballot, best, trust, fitted)))
    clip = clip_features(ballot, best, trust, right, fitted)
    expected = np.interp(raw_wer(ballot, best, right), calibration.predicted, calibration.observed)
    factor = np.array(calibration.by_votes)[np.minimum(votes_of_clips(ballot), len(calibration.by_votes)) - 1]
    return Sureness(logistic(weighted(clip, calibration.clip)), expected * factor, right)


def votes_of_clips(ballot: Ballot) -> Ints:
    """How many votes each clip has. [I]."""
    item = ballot.network.item
    return np.diff(ballot.network.first)[np.searchsorted(item, np.arange(int(item[-1]) + 1))]


def raw_wer(ballot: Ballot, best: Ints, right: Floats) -> Floats:
    """Expected wrong slots by words of the text, before calibration. [I]."""
    item = ballot.network.item
    words = np.bincount(item, ballot.word[best] > 0)
    return np.bincount(item, 1 - right) / np.maximum(words, 1)


def logistic(score: Floats) -> Floats:
    """The probability of log odds."""
    return 1 / (1 + np.exp(-score))
