"""How much those who typed a release's texts agree."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs
import regex

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.review.agreement import PairCounts, aligned
from shrutik_core.shared.texts import words

MOST_COMPARED = 5_000
"""Clips whose votes are compared word by word: those whose pseudonyms come first, so the same ones each time."""
_BEHIND_ALL = "g"
"""Comes after every pseudonym."""
_PUNCTUATION = regex.compile(r"[\s\p{P}]+")


@attrs.frozen
class VoteAgreement:
    """How much votes agree, before the question who is right.

    Attributes:
        workers: different people who typed.
        votes: that counted, in all clips.
        clips: with at least two of them.
        pairs: of votes of one clip, in all clips.
        same_pairs: of these, how many say the same, case and punctuation apart.
        compared: clips whose first two votes were compared by the words that texts are compared by: all that have two
            votes, or the 5,000 whose pseudonyms come first.
        alpha_texts: Krippendorff's alpha (nominal) of these votes, each whole text a value; None without one.
        alpha_words: the same of their words, aligned; a word that is missing is a value too. None without a word.
    """

    workers: int
    votes: int
    clips: int
    pairs: int
    same_pairs: int
    compared: int
    alpha_texts: float | None
    alpha_words: float | None


@attrs.define
class VoteCounts:
    """Votes as they come; memory grows with the workers.

    Attributes:
        workers: who typed.
        votes: that counted.
        clips: with at least two of them.
        pairs: of votes of one clip.
        same: of these, how many say the same.
        compared: pseudonym, language and first two votes of the clips that come first.
        last: no clip behind this one is compared.
    """

    workers: set[str] = attrs.field(factory=set)
    votes: int = 0
    clips: int = 0
    pairs: int = 0
    same: int = 0
    compared: list[tuple[str, str, str, str]] = attrs.field(factory=list)
    last: str = _BEHIND_ALL

    def add(self, line: ManifestLine) -> None:
        """Count the votes of a clip."""
        votes = line.votes
        for vote in votes:
            self.workers.add(vote.worker)
        self.votes += len(votes)
        if len(votes) > 1:
            self.clips += 1
            self.pairs += len(votes) * (len(votes) - 1) // 2
            self.same += _same_pairs([vote.text for vote in votes])
            if line.clip <= self.last:
                self.compared.append((line.clip, line.language, votes[0].text, votes[1].text))
                if len(self.compared) >= 2 * MOST_COMPARED:
                    self._keep_first()

    def merge(self, other: "VoteCounts") -> None:
        """Add what was counted elsewhere."""
        self.workers |= other.workers
        self.votes += other.votes
        self.clips += other.clips
        self.pairs += other.pairs
        self.same += other.same
        self.compared += other.compared
        self._keep_first()

    def agreement(self) -> VoteAgreement:
        """What was counted."""
        self._keep_first()
        texts, all_words = PairCounts(), PairCounts()
        for first, second in self._typed():
            texts.add([(tuple(first), tuple(second))])
            all_words.add(aligned(first, second))
        return VoteAgreement(
            workers=len(self.workers),
            votes=self.votes,
            clips=self.clips,
            pairs=self.pairs,
            same_pairs=self.same,
            compared=len(self.compared),
            alpha_texts=_rounded(texts.alpha()),
            alpha_words=_rounded(all_words.alpha()),
        )

    def _typed(self) -> Iterator[tuple[list[str], list[str]]]:
        for _, language, first, second in self.compared:
            yield words(first, language), words(second, language)

    def _keep_first(self) -> None:
        self.compared.sort()
        if len(self.compared) >= MOST_COMPARED:
            del self.compared[MOST_COMPARED:]
            self.last = self.compared[-1][0]


def _same_pairs(texts: Sequence[str]) -> int:
    """Pairs of texts that differ at most in case, spaces and punctuation."""
    if len(set(texts)) > 1:
        texts = [" ".join(filter(None, map(_bare, text.split()))) for text in texts]
    return sum(count * (count - 1) // 2 for count in map(texts.count, set(texts)))


@lru_cache(50_000)
def _bare(piece: str) -> str:
    """A piece of text without case and punctuation; kept for a while, as the same words come again and again."""
    return _PUNCTUATION.sub(" ", piece.casefold()).strip()


def _rounded(alpha: float | None) -> float | None:
    return None if alpha is None else round(alpha, 6)
