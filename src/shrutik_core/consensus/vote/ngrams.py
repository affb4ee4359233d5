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
        here: (thing, clip) of each occurrence, as one number, rising.
        width: number of clips.
    """

    things: Ints
    clips: Ints
    here: Ints
    width: int

    @classmethod
    def of(cls, things: Ints, clip: Ints, width: int) -> "Counts":
        """Counts each thing once for each clip; ``clip`` says where each stood."""
        here = np.unique(things * width + clip)
        thing = here // width
        begins = np.flatnonzero(np.diff(thing, prepend=-1))
        return cls(thing[begins], np.diff(begins, append=len(thing)), here, width)

    def elsewhere(self, things: Ints, clip: Ints) -> Ints:
        """In how many clips other than the given one each thing occurs."""
        place = np.minimum(np.searchsorted(self.things, things), len(self.things) - 1)
        known = np.flatnonzero(self.things[place] == things)
        key = things[known] * self.width + clip[known]
        at = np.minimum(np.searchsorted(self.here, key), len(self.here) - 1)
        out = np.zeros(len(things), np.int64)
        out[known] = self.clips[place[known]] - (self.here[at] == key)
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
    _pairs: Ints

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
        return cls(base, Counts.of(tokens, clip, width), twos, threes, twos.things)

    def one(self, word: Ints, clip: Ints) -> Ints:
        """Other clips with this word."""
        return self.ones.elsewhere(word, clip)

    def two(self, left: Ints, right: Ints, clip: Ints) -> Ints:
        """Other clips with these two words side by side."""
        return self.twos.elsewhere(left * (self.base + 2) + right, clip)

    def three(self, left: Ints, middle: Ints, right: Ints, clip: Ints) -> Ints:
        """Other clips with these three words side by side."""
        wanted = left * (self.base + 2) + middle
        pair = np.minimum(np.searchsorted(self._pairs, wanted), len(self._pairs) - 1)
        found = self.threes.elsewhere(pair * (self.base + 2) + right, clip) if len(self.threes.things) else 0 * pair
        return np.where(self._pairs[pair] == wanted, found, 0)
