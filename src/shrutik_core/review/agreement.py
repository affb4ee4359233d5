"""How much two judges agree beyond chance: Krippendorff's alpha over the second looks of a collection."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

import attrs
from rapidfuzz.distance import Levenshtein

from shrutik_core.review.review import Review
from shrutik_core.shared.texts import words

Pair = tuple[Hashable, Hashable]
"""What two judges said of one thing."""


@attrs.frozen
class ReviewAgreement:
    """How far second looks bear out what settled the chunks before.

    Attributes:
        clips: decided second looks, 0 and up.
        same: of these, how many came to the same words.
        alpha_texts: Krippendorff's alpha, each whole text a value, a rejection a value too; None without clips.
        alpha_words: the same of the words of both texts, aligned; a word that is missing is a value too. Clips that
            the second look rejected do not count. None without a word.
    """

    clips: int = 0
    same: int = 0
    alpha_texts: float | None = None
    alpha_words: float | None = None


@attrs.define
class PairCounts:
    """Pairs of values, counted as they come."""

    _differing: int = 0
    _pairs: int = 0
    _values: Counter[Hashable] = attrs.field(factory=Counter)

    def add(self, pairs: Iterable[Pair]) -> None:
        """Count what two judges said of some things."""
        for one, other in pairs:
            self._differing += one != other
            self._pairs += 1
            self._values[one] += 1
            self._values[other] += 1

    def alpha(self) -> float | None:
        """Nominal alpha (Krippendorff, 2004; computed as Krippendorff, 2011) of two judges without missing values.

        1 is perfect agreement, 0 that of chance, below 0 more difference than chance makes. 1 if there is one value
        alone, as nothing differs then; None without a pair.
        """
        if not self._pairs:
            return None
        total = 2 * self._pairs
        # Of the coincidence matrix: how much differs, and how much would if all values were paired by chance.
        observed = 2 * self._differing
        expected = (total * total - sum(count * count for count in self._values.values())) / (total - 1)
        return 1 - observed / expected if expected else 1.0


def agreement_of(reviews: Iterable[Review], language: str) -> ReviewAgreement:
    """How much decided second looks agree with what settled their chunks, read one by one."""
    clips, same, texts, all_words = 0, 0, PairCounts(), PairCounts()
    for review in reviews:
        if review.earlier is None:
            continue
        first = words(review.earlier.text, language)
        second = None if review.heard is None else words(review.heard, language)
        clips, same = clips + 1, same + (first == second)
        texts.add([(tuple(first), None if second is None else tuple(second))])
        all_words.add(() if second is None else aligned(first, second))
    return ReviewAgreement(clips, same, texts.alpha(), all_words.alpha())


def aligned(first: list[str], second: list[str]) -> Iterator[Pair]:
    """The words of two texts side by side, by the fewest edits (Levenshtein, 1966); None where one has no word."""
    for block in Levenshtein.opcodes(first, second):
        mine: list[str | None] = list(first[block.src_start : block.src_end])
        theirs: list[str | None] = list(second[block.dest_start : block.dest_end])
        longer = max(len(mine), len(theirs))
        yield from zip(_filled(mine, longer), _filled(theirs, longer), strict=True)


def _filled(values: list[str | None], length: int) -> list[str | None]:
    return values + [None] * (length - len(values))
