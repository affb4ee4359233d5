"""The crowd's own text as a language model: in how many other clips a word, or a run of words, was typed."""

import attrs
import numpy as np

from shrutik_core.consensus.vote.arrays import Ints
from shrutik_core.consensus.vote.batch import Votes


@attrs.frozen(eq=False)
class Counts:
    """Distinct clips in which each thing occurs.

    Attributes:
        things: what was counted, rising. [N]
        clips: in how many clips. [N]
        begins: where the occurrences of each begin in ``here``. [N]
        here: (thing, clip) of each occurrence, as one number, rising.
        width: number of clips.
    """

    things: Ints
    clips: Ints
    begins: Ints
    here: Ints
    width: int

    @classmethod
    def of(cls, things: Ints, clip: Ints, width: int) -> "Counts":
        """Counts each thing once for each clip; ``clip`` says where each stood."""
        here = np.unique(things * width + clip)
        thing = here // width
        begins = np.flatnonzero(np.diff(thing, prepend=-1))
        return cls(thing[begins], np.diff(begins, append=len(thing)), begins, here, width)

    def places(self, things: Ints) -> Ints:
        """The place of each thing among those counted; -1 for one that occurs nowhere."""
        if not len(self.things):
            return np.full(len(things), -1)
        place = np.minimum(np.searchsorted(self.things, things), len(self.things) - 1)
        return np.where(self.things[place] == things, place, -1)

    def elsewhere(self, places: Ints, clip: Ints) -> Ints:
        """In how many clips other than the given one each thing occurs, by its place."""
        out = np.zeros(len(places), np.int64)
        known = np.flatnonzero(places >= 0)
        place = places[known]
        key = self.things[place] * self.width + clip[known]
        is_here = self.here[self.begins[place]] == key
        # Most things occur in one clip; only the others have to be searched.
        several = np.flatnonzero(~is_here & (self.clips[place] > 1))
        at = np.minimum(np.searchsorted(self.here, key[several]), len(self.here) - 1)
        is_here[several] = self.here[at] == key[several]
        out[known] = self.clips[place] - is_here
        return out


@attrs.frozen(eq=False)
class Ngrams:
    """Words, pairs and triples of a batch; a pair of words is one number, a triple too.

    Attributes:
        base: keys of the lexicon; ``base`` itself stands for the beginning of a text, ``base + 1`` for its end.
    """

    base: int
    ones: Counts
    twos: Counts
    threes: Counts

    @classmethod
    def of(cls, votes: Votes, base: int) -> "Ngrams":
        """Counts a batch."""
        width = len(votes.first) - 1
        lengths = np.diff(votes.token_first)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        clip = votes.item[owner]
        tokens = votes.tokens
        joined = owner[:-1] == owner[1:]
        begin, end = np.full(len(lengths), base), np.full(len(lengths), base + 1)
        left = np.concatenate([tokens[:-1][joined], begin, tokens[votes.token_first[1:] - 1]])
        right = np.concatenate([tokens[1:][joined], tokens[votes.token_first[:-1]], end])
        step = base + 2
        twos = Counts.of(left * step + right, np.concatenate([clip[1:][joined], votes.item, votes.item]), width)
        run = owner[:-2] == owner[2:]
        pair = np.searchsorted(twos.things, tokens[:-2][run] * step + tokens[1:-1][run])
        threes = Counts.of(pair * step + tokens[2:][run], clip[2:][run], width)
        return cls(base, Counts.of(tokens, clip, width), twos, threes)

    def one(self, word: Ints, clip: Ints) -> Ints:
        """Other clips with this word."""
        return self.ones.elsewhere(self.ones.places(word), clip)

    def pair(self, left: Ints, right: Ints) -> Ints:
        """The number of each pair of words; -1 for one that nobody typed side by side."""
        return self.twos.places(left * (self.base + 2) + right)

    def two(self, pair: Ints, clip: Ints) -> Ints:
        """Other clips with these two words side by side."""
        return self.twos.elsewhere(pair, clip)

    def three(self, pair: Ints, right: Ints, clip: Ints) -> Ints:
        """Other clips with these two words and a third side by side."""
        known = np.flatnonzero(pair >= 0)
        out = np.zeros(len(pair), np.int64)
        triple = self.threes.places(pair[known] * (self.base + 2) + right[known])
        out[known] = self.threes.elsewhere(triple, clip[known])
        return out
