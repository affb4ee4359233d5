"""What speaks for a word by its neighbours: the words that win beside it, and how sure they are."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.aligned import AlignedBatch
from shrutik_core.consensus.vote.arrays import Flags, Floats, Ints, Table
from shrutik_core.consensus.vote.network import Ballot
from shrutik_core.consensus.vote.ngrams import Ngrams


@attrs.frozen(eq=False)
class Beside:
    """The choice that wins in each slot, and the nearest winning words before and after it in its clip. Each [S]."""

    best: Ints
    left: Ints
    right: Ints
    left_2: Ints
    right_2: Ints

    @classmethod
    def of(cls, ballot: Ballot, best: Ints, base: int) -> "Beside":
        """From the winner of each slot; ``base`` marks a beginning, ``base + 1`` an end."""
        word, item = ballot.word[best], ballot.network.item
        before = _previous(word > 0, item)
        after = len(word) - 1 - _previous(word[::-1] > 0, item[::-1])[::-1]
        after = np.where(after < len(word), after, -1)
        before_2 = np.where(before >= 0, before[before], -1)
        after_2 = np.where(after >= 0, after[after], -1)

        def words(place: Ints, edge: int) -> Ints:
            return np.where(place >= 0, word[place], edge)

        outer = words(before_2, base), words(after_2, base + 1)
        return cls(best, words(before, base), words(after, base + 1), *outer)

    def at(self, slot: Ints) -> "Beside":
        """The same for some slots."""
        return Beside(*(words[slot] for words in (self.best, self.left, self.right, self.left_2, self.right_2)))


def _previous(spoken: Flags, item: Ints) -> Ints:
    """The nearest spoken slot before each one in the same clip, or -1."""
    places = np.arange(len(spoken))
    last = np.maximum.accumulate(np.where(spoken, places, -1))
    last = np.concatenate([[-1], last[:-1]])
    return np.where((last >= 0) & (item[last] == item), last, -1)


def context_features(ballot: Ballot, ngrams: Ngrams, beside: Beside, scores: Floats) -> Table:
    """Features of each choice given what wins beside it and the scores of that vote. Each [K]."""
    return {**_runs(ballot, ngrams, beside), **_company(ballot, beside.best), **_doubt(ballot, scores)}


def _runs(ballot: Ballot, ngrams: Ngrams, beside: Beside) -> Table:
    contested = ballot.contested[ballot.slot]
    spoken = np.flatnonzero(contested & ~ballot.empty)
    empty = np.flatnonzero(contested & ballot.empty)
    with_word = _with_word(ballot.word[spoken], ballot.item[spoken], ngrams, beside.at(ballot.slot[spoken]))
    without = _without_word(ballot.item[empty], ngrams, beside.at(ballot.slot[empty]))
    table = {name: _spread(values, spoken, ballot.choices) for name, values in with_word.items()}
    return table | {name: _spread(values, empty, ballot.choices) for name, values in without.items()}


def _with_word(word: Ints, item: Ints, ngrams: Ngrams, beside: Beside) -> Table:
    """How often the runs that a word would make with its neighbours were typed in other clips."""
    left, right, left_2, right_2 = beside.left, beside.right, beside.left_2, beside.right_2
    pair_left, pair_right, pair_left_2 = ngrams.pair(left, word), ngrams.pair(word, right), ngrams.pair(left_2, left)
    by_left, by_right = ngrams.two(pair_left, item), ngrams.two(pair_right, item)
    seen_left = ngrams.one(np.where(left < ngrams.base, left, 0), item)
    seen_right = ngrams.one(np.where(right < ngrams.base, right, 0), item)
    return {
        "pair_left": np.log1p(by_left),
        "pair_right": np.log1p(by_right),
        "pair_least": np.log1p(np.minimum(by_left, by_right)),
        "triple": np.log1p(ngrams.three(pair_left, right, item)),
        "triple_left": np.log1p(ngrams.three(pair_left_2, word, item)),
        "triple_right": np.log1p(ngrams.three(pair_right, right_2, item)),
        "after": np.log((by_left + 0.3) / (seen_left + 10)),
        "before": np.log((by_right + 0.3) / (seen_right + 10)),
        "repeats": ((word == left) | (word == right)).astype(float),
    }


def _without_word(item: Ints, ngrams: Ngrams, beside: Beside) -> Table:
    """How often the runs that the neighbours would make without a word between them were typed in other clips."""
    across = ngrams.pair(beside.left, beside.right)
    before = ngrams.three(ngrams.pair(beside.left_2, beside.left), beside.right, item)
    after = ngrams.three(across, beside.right_2, item)
    return {
        "pair_without": np.log1p(ngrams.two(across, item)),
        "triple_without": np.log1p(np.maximum(before, after)),
    }


def _spread(values: Floats, places: Ints, size: int) -> Floats:
    """The values at their places, and 0 elsewhere: a slot with one choice needs no features."""
    out = np.zeros(size)
    out[places] = values
    return out


def _company(ballot: Ballot, best: Ints) -> Table:
    """How many of a choice's voters also typed what wins in the slots beside it."""
    item = ballot.network.item
    slot = ballot.cell_slot
    wins = ballot.of_cell == best[slot]
    voters = np.diff(ballot.network.first)[slot]
    place = np.arange(len(slot))
    starts_clip = np.concatenate([[True], item[1:] != item[:-1]])[slot]
    ends_clip = np.concatenate([item[1:] != item[:-1], [True]])[slot]
    left = starts_clip | wins[np.where(starts_clip, 0, place - voters)]
    right = ends_clip | wins[np.where(ends_clip, 0, place + voters)]
    both = ballot.tally(left & right)
    return {
        "with_left": ballot.tally(left) / ballot.count,
        "with_right": ballot.tally(right) / ballot.count,
        "with_both": both / np.diff(ballot.network.first)[ballot.slot],
        "with_any": (both > 0).astype(float),
    }


def _doubt(ballot: Ballot, scores: Floats) -> Table:
    item, slot = ballot.network.item, ballot.slot
    shares = ballot.shares(scores)
    top = np.maximum.reduceat(shares, ballot.first[:-1])
    doubt = np.where(ballot.contested, 1 - top, 0.0)
    mean = np.bincount(item, doubt) / np.bincount(item)
    voters = np.diff(ballot.network.first)
    gaps = np.bincount(ballot.cell_slot, ballot.network.word == 0) / voters
    return {
        "doubt_clip": np.log(mean[ballot.item] + 0.01),
        "doubt_-2": _shifted(doubt, -2, item)[slot],
        "doubt_-1": _shifted(doubt, -1, item)[slot],
        "doubt_1": _shifted(doubt, 1, item)[slot],
        "doubt_2": _shifted(doubt, 2, item)[slot],
        "contested_-1": _shifted(ballot.contested.astype(float), -1, item)[slot],
        "contested_1": _shifted(ballot.contested.astype(float), 1, item)[slot],
        "gaps": gaps[slot],
        "gaps_-1": _shifted(gaps, -1, item)[slot],
        "gaps_1": _shifted(gaps, 1, item)[slot],
    }


def _shifted(values: Floats, by: int, item: Ints) -> Floats:
    """The value ``by`` slots on in the same clip, else 0."""
    place = np.arange(len(values)) + by
    inside = (place >= 0) & (place < len(values))
    place = np.where(inside, place, 0)
    return np.where(inside & (item[place] == item), values[place], 0.0)


def piece_features(aligned: AlignedBatch, beside: Beside) -> Table:
    """Whether a word is a piece of its winning neighbour (``farm`` before ``farmhouse``), or the reverse."""
    ballot = aligned.ballot
    spoken = np.flatnonzero(~ballot.empty & ballot.contested[ballot.slot])
    names = [*aligned.keys, "", ""]
    first = np.array([ord(name[0]) if name else -1 for name in names])
    last = np.array([ord(name[-1]) if name else -1 for name in names])
    table = {}
    for name, at_end, neighbour in (("piece_left", True, beside.left), ("piece_right", False, beside.right)):
        pairs, inverse = np.unique(
            ballot.word[spoken] * len(names) + neighbour[ballot.slot[spoken]], return_inverse=True
        )
        word, near = pairs // len(names), pairs % len(names)
        maybe = np.flatnonzero((first[word] == first[near]) | (last[word] == last[near]))
        found = np.zeros(len(pairs))
        for place in maybe.tolist():
            found[place] = _piece(names[word[place]], names[near[place]], at_end=at_end)
        table[name] = _spread(found[inverse], spoken, ballot.choices)
    return table


def _piece(word: str, beside: str, *, at_end: bool) -> int:
    if word == beside or not beside:
        return 0
    if at_end:
        return beside.endswith(word) - word.startswith(beside)
    return beside.startswith(word) - word.endswith(beside)
