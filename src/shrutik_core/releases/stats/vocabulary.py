"""The words and characters of a release's texts, counted."""

from collections import Counter
from collections.abc import Mapping

import attrs

from shrutik_core.shared.texts import graphemes

MOST_WORDS = 300_000
"""Different words that are kept with their counts; of more, the shortest are kept, and the others counted together."""
SLACK = MOST_WORDS // 4
"""How many more may be there for a while."""
MOST_PENDING = 50_000
"""Pieces of text whose characters are counted in one go."""
FREQUENT = 100
"""Words that are listed."""


@attrs.frozen
class WordCount:
    """A word, or a character, and how often it occurs.

    Attributes:
        value: as it is counted.
        count: 1 and up.
    """

    value: str
    count: int


@attrs.frozen
class Vocabulary:
    """What the texts are made of.

    Attributes:
        words: words in all texts, by which texts are compared; in scripts written without spaces, characters.
        distinct_words: different ones; of more than 300,000 at least so many, see ``complete``.
        once: words that occur once, among those that are kept.
        complete: whether all different words are kept; otherwise those kept are the shortest, for they are used most.
        words_not_kept: how many words of all texts are not among those kept.
        frequent: the most frequent words, at most a hundred.
        characters: grapheme clusters in all texts as they stand, spaces left out.
        graphemes: each different one with its count, the most frequent first.
    """

    words: int
    distinct_words: int
    once: int
    complete: bool
    words_not_kept: int
    frequent: tuple[WordCount, ...]
    characters: int
    graphemes: tuple[WordCount, ...]


class _Lengths(dict[str, int]):
    """How many grapheme clusters a piece of text has, found once."""

    def __missing__(self, piece: str) -> int:
        length = self[piece] = len(piece) if piece.isascii() else len(graphemes(piece))
        return length


@attrs.define
class VocabularyCounts:
    """Words with their counts within a bound, and all grapheme clusters; the same in whatever order texts come.

    Which words are kept is decided by length and code points alone. So a word that is kept at the end was kept all the
    time, wherever it was counted, and its count is exact.

    Attributes:
        words: those that are kept, with their counts.
        not_kept: words in all texts that are not among them.
        complete: whether there are none.
        clusters: with their counts.
        pending: pieces of text whose clusters are not counted yet.
        lengths: grapheme clusters of these pieces.
    """

    words: Counter[str] = attrs.field(factory=Counter)
    not_kept: int = 0
    complete: bool = True
    clusters: Counter[str] = attrs.field(factory=Counter)
    pending: Counter[str] = attrs.field(factory=Counter)
    lengths: _Lengths = attrs.field(factory=_Lengths)

    def add(self, text: str, normalised: str) -> tuple[int, int]:
        """Count a clip's text.

        Returns:
            How many words it has, and how many grapheme clusters without spaces.
        """
        words, pieces = normalised.split(), text.split()
        self.words.update(words)
        self.pending.update(pieces)
        length = sum(map(self.lengths.__getitem__, pieces))
        if len(self.words) > MOST_WORDS + SLACK:
            self._keep_shortest()
        if len(self.pending) > MOST_PENDING:
            self._count_clusters()
        return len(words), length

    def merge(self, other: "VocabularyCounts") -> None:
        """Add what was counted elsewhere."""
        self.words.update(other.words)
        self.pending.update(other.pending)
        self.clusters.update(other.clusters)
        self.not_kept += other.not_kept
        self.complete &= other.complete
        self._keep_shortest()

    def vocabulary(self) -> Vocabulary:
        """What was counted."""
        self._keep_shortest()
        self._count_clusters()
        kept = self.words
        return Vocabulary(
            words=kept.total() + self.not_kept,
            distinct_words=len(kept),
            once=sum(count == 1 for count in kept.values()),
            complete=self.complete,
            words_not_kept=self.not_kept,
            frequent=_most(kept)[:FREQUENT],
            characters=self.clusters.total(),
            graphemes=_most(self.clusters),
        )

    def _keep_shortest(self) -> None:
        if len(self.words) <= MOST_WORDS:
            return
        self.complete = False
        for word in sorted(self.words, key=_shortness)[MOST_WORDS:]:
            self.not_kept += self.words.pop(word)

    def _count_clusters(self) -> None:
        for piece, count in self.pending.items():
            for cluster in piece if piece.isascii() else graphemes(piece):
                self.clusters[cluster] += count
        self.pending.clear()
        self.lengths.clear()


def _shortness(word: str) -> tuple[int, str]:
    return len(word), word


def _most(counts: Mapping[str, int]) -> tuple[WordCount, ...]:
    """The most frequent first, among equals by code points."""
    return tuple(WordCount(*one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
