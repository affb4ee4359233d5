"""How sure a result is: risk slot by slot, then the whole clip, then the word errors to expect.

Every term may only move one way: more weight behind the result never lowers confidence, more weight against it
never raises it (the coefficients were fitted under these signs). Weights are those of the voices' records
outside this clip, so that a further voice changes nobody else's.
"""

import attrs
import numpy as np

from shrutik_core.consensus.align import Floats, Ints
from shrutik_core.consensus.ballot import Ballot
from shrutik_core.consensus.features import Table
from shrutik_core.consensus.reliability import LEAST, LIFT, Trust

_LEAST_RISK = 1e-6


@attrs.frozen(eq=False)
class Calibration:
    """The fitted constants of one method.

    Attributes:
        slot: weight of each slot feature, at least 0, and ``bias``.
        clip: weight of each clip feature, at least 0, and ``bias``.
        predicted: raw expected word error rates, rising. [N]
        observed: what they turned out to be, not falling. [N]
    """

    slot: dict[str, float]
    clip: dict[str, float]
    predicted: tuple[float, ...]
    observed: tuple[float, ...]


@attrs.frozen(eq=False)
class Sureness:
    """How sure each clip and each slot is.

    Attributes:
        confidence: probability that the clip is exactly right, 0..1. [I]
        expected_wer: expected word errors by words of the text. [I]
        right: probability that each slot is right, 0..1. [S]
    """

    confidence: Floats
    expected_wer: Floats
    right: Floats


def slot_features(ballot: Ballot, best: Ints, trust: Trust, fitted: Floats | None) -> Table:
    """What speaks for the winner of each slot; each may only raise the probability. Each [S].

    Args:
        ballot: the choices.
        best: the choice that won in each slot. [S]
        trust: reliability of voices.
        fitted: scores of the fitted vote, where there was one. [K]
    """
    voice, slots = ballot.network.voice, len(ballot.network.item)
    weight = np.maximum(trust.contested + LIFT, LEAST)[voice]
    wins = ballot.of_cell == best[ballot.cell_slot]
    behind = np.bincount(ballot.cell_slot, weight * wins, slots)
    against = np.bincount(ballot.cell_slot, weight * ~wins, slots)
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
        share = np.clip(ballot.shares(fitted)[best], 1e-4, 1 - 1e-4)
        table["share"] = np.where(ballot.contested, np.log(share / (1 - share)), np.log((1 - 1e-4) / 1e-4))
        table["contested"] = -ballot.contested.astype(float)
    return table


def clip_features(ballot: Ballot, best: Ints, trust: Trust, right: Floats, fitted: Floats | None) -> Table:
    """What speaks for each clip's text; each may only raise the probability. Each [I].

    Args:
        ballot: the choices.
        best: the choice that won in each slot. [S]
        trust: reliability of voices.
        right: probability of each slot. [S]
        fitted: scores of the fitted vote, where there was one. [K]
    """
    item, clips = ballot.network.item, int(ballot.network.item[-1]) + 1
    voice = ballot.network.voice
    log_right = np.log(np.clip(right, _LEAST_RISK, 1.0))
    least = np.zeros(clips)
    np.minimum.at(least, item, log_right)
    off = np.bincount(voice, ballot.of_cell != best[ballot.cell_slot], len(trust.contested))
    same = (off == 0) * np.maximum(trust.contested + LIFT, LEAST)
    owner = np.zeros(len(same), np.int64)
    owner[voice] = item[ballot.cell_slot]
    agreeing = np.bincount(owner, same, clips)
    voices = np.bincount(owner, minlength=clips)
    table = {
        "log_right": np.bincount(item, log_right, clips),
        "log_doubt": -np.log(np.bincount(item, 1 - right, clips) + 1e-4),
        "least": least,
        "agreeing": np.log1p(agreeing),
        "not_single": (voices > 1).astype(float),
        "not_pair": (voices > 2).astype(float),
    }
    if fitted is not None:
        share = np.where(ballot.contested, ballot.shares(fitted)[best], 1.0)
        table["log_share"] = np.bincount(item, np.log(np.clip(share, 1e-4, 1.0)), clips)
        table["log_share_doubt"] = -np.log(np.bincount(item, 1 - share, clips) + 0.02)
    return table


def sureness(
    ballot: Ballot, best: Ints, trust: Trust, calibration: Calibration, fitted: Floats | None = None
) -> Sureness:
    """How sure the winners are."""
    right = _logistic(slot_features(ballot, best, trust, fitted), calibration.slot)
    clip = clip_features(ballot, best, trust, right, fitted)
    raw = raw_wer(ballot, best, right)
    return Sureness(
        _logistic(clip, calibration.clip), np.interp(raw, calibration.predicted, calibration.observed), right
    )


def raw_wer(ballot: Ballot, best: Ints, right: Floats) -> Floats:
    """Expected wrong slots by words of the text, before calibration. [I]."""
    item = ballot.network.item
    words = np.bincount(item, ballot.word[best] > 0)
    return np.bincount(item, 1 - right) / np.maximum(words, 1)


def _logistic(table: Table, weights: dict[str, float]) -> Floats:
    total = sum((weights[name] * values for name, values in table.items()), start=np.float64(weights["bias"]))
    return 1 / (1 + np.exp(-np.asarray(total)))
