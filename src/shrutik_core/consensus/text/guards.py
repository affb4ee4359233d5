"""Numbers and negations: if votes differ in these, agreement of the rest proves nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

import attrs
import regex
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus.text.guard_hits import GuardHit, GuardKind
from shrutik_core.consensus.text.guard_words import NEGATION, Number
from shrutik_core.consensus.text.number_units import SIZES
from shrutik_core.consensus.text.numbers_and_negations import (
    ItemVocabulary,
    NumbersAndNegations,
    numbers_and_negations,
    tokens_of,
    vocabulary_of,
)

# Words that a negation may stand away from that of another text and still be the same one.
_DRIFT = 2
# Words of one text alone from which they are a passage that the other lacks, not a difference of reading.
_PASSAGE = 5
# Beyond this many readings, as of hundreds of votes that name hundreds of numbers, none are put together.
_COMPARED = 50

_SIZED = regex.compile(rf"(?P<count>.*[0-9])(?:{'|'.join(sorted(SIZES))})")


def guard(texts: Sequence[str], language: str | None = None) -> tuple[GuardHit, ...]:
    """Where the votes of one item differ in a number or a negation.

    Numbers are compared by value and in order, so that 15, ১৫ and fifteen agree; negations by how many
    there are and roughly where. A number word that often counts nothing (``one``) may be missing, and a
    homophone (``to`` for ``two``) may stand for it: neither is another number. A measure may be missing, but 5 mg
    are not 5 g. A passage of five words or
    more that one vote lacks altogether is not compared, and an empty text has no say.

    Args:
        texts: what each vote typed.
        language: BCP 47 tag; with None the word lists of all languages are used, with one that has none there are no
            number words and no negations.

    Returns:
        At most one hit of each kind; none if the votes are unanimous.
    """
    known = {text: tokens_of(text, language) for text in dict.fromkeys(texts)}
    tokens = [known[text] for text in texts]
    distinct = [words for words in dict.fromkeys(tokens) if words]
    if len(distinct) < 2:
        return ()
    vocabulary = vocabulary_of(distinct, language)
    if not vocabulary.counts:
        return ()
    found = {words: numbers_and_negations(words, language, vocabulary) for words in distinct}
    if not any(one.numbers or one.negations for one in found.values()):
        return ()
    hits = (_hit(kind, tokens, _Differences(kind, language, vocabulary, found)) for kind in GuardKind)
    return tuple(hit for hit in hits if hit)


@attrs.frozen
class _Differences:
    """Which texts of one item contradict each other in numbers or in negations."""

    kind: GuardKind
    language: str | None
    vocabulary: ItemVocabulary
    found: Mapping[tuple[str, ...], NumbersAndNegations]

    def between(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        differ = _numbers_differ if self.kind is GuardKind.NUMBER else _negations_differ
        if not differ(self.found[a], self.found[b]):
            return False
        shared = _shared_passages(a, b)
        if shared == (a, b):
            return True
        return differ(*(numbers_and_negations(words, self.language, self.vocabulary) for words in shared))

    def ground(self, words: tuple[str, ...]) -> object:
        """What decides whether a text can differ from another: if it is the same for both they do not."""
        found = self.found[words]
        return (found.numbers, found.homophones) if self.kind is GuardKind.NUMBER else found.negations

    def can(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        """Whether a text of the ground of ``a`` can differ from one of the ground of ``b``."""
        if self.kind is GuardKind.NUMBER:
            return _numbers_differ(self.found[a], self.found[b])
        return not _near(self.found[a].negations, self.found[b].negations)

    def said(self, words: tuple[str, ...]) -> object:
        """What can differ; if it is the same for all votes nothing does."""
        found = self.found[words]
        if self.kind is GuardKind.NUMBER:
            return found.numbers
        return found.negations and (found.negations, found.skeleton)

    def reading(self, words: tuple[str, ...]) -> str:
        found = self.found[words]
        if self.kind is GuardKind.NUMBER:
            return " ".join(number.value for number in found.numbers)
        padded = ("", *found.skeleton, "")
        around = zip(padded, padded[1:], padded[2:], strict=False)
        return " … ".join(f"{before} ¬ {after}".strip() for before, word, after in around if word == NEGATION)


def _shared_passages(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both texts without the passages that only one of them has."""
    kept_a: list[str] = []
    kept_b: list[str] = []
    for step in Levenshtein.opcodes(a, b):
        in_a, in_b = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
        if abs(len(in_a) - len(in_b)) < _PASSAGE:
            kept_a += in_a
            kept_b += in_b
    return tuple(kept_a), tuple(kept_b)


def _hit(kind: GuardKind, tokens: Sequence[tuple[str, ...]], differences: _Differences) -> GuardHit | None:
    counts = Counter(words for words in tokens if words)
    if len({differences.said(words) for words in counts}) < 2:
        return None
    distinct = sorted(counts, key=lambda words: (-counts[words], words))
    if not _any_differ(distinct, differences):
        return None
    alike = _readings(distinct, differences)
    owner = {words: number for number, group in enumerate(alike.values()) for words in group}
    votes: list[list[int]] = [[] for _ in alike]
    for vote, words in enumerate(tokens):
        if words in owner:
            votes[owner[words]].append(vote)
    return GuardHit(kind, tuple(map(differences.reading, alike)), tuple(map(tuple, votes)))


def _any_differ(distinct: Sequence[tuple[str, ...]], differences: _Differences) -> bool:
    """Whether any two texts contradict each other; texts that are alike in all that can are not compared one by one."""
    groups: dict[object, list[tuple[str, ...]]] = {}
    for words in distinct:
        groups.setdefault(differences.ground(words), []).append(words)
    return any(
        differences.between(a, b)
        for mine, theirs in combinations(groups.values(), 2)
        if differences.can(mine[0], theirs[0])
        for a, b in product(mine, theirs)
    )


def _readings(
    distinct: Sequence[tuple[str, ...]], differences: _Differences
) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """The texts that do not contradict each other, by the most frequent of them."""
    same: dict[object, list[tuple[str, ...]]] = {}
    for words in distinct:
        same.setdefault(differences.said(words), []).append(words)
    alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for group in same.values():
        known = alike if len(same) <= _COMPARED else ()
        first = next((other for other in known if not differences.between(group[0], other)), group[0])
        alike.setdefault(first, set()).update(group)
    return alike


def _numbers_differ(a: NumbersAndNegations, b: NumbersAndNegations) -> bool:
    if a.numbers == b.numbers:
        return False
    more, less = _surplus(a, b), _surplus(b, a)
    if more or less:
        return bool(more and less) or not all(number.weak for number in (*more, *less))
    strong = [[number.value for number in found.numbers if not number.weak] for found in (a, b)]
    return len(strong[0]) == len(strong[1]) and not all(map(_alike, *strong))


@lru_cache(2**14)
def _count(value: str) -> str:
    """A number without its measure."""
    sized = _SIZED.fullmatch(value)
    return sized["count"] if sized else value


def _alike(a: str, b: str) -> bool:
    """Whether two numbers are equal, or would be if both had the measure that one of them has."""
    return a == b or a == _count(b) or _count(a) == b


def _surplus(a: NumbersAndNegations, b: NumbersAndNegations) -> list[Number]:
    """Numbers of ``a`` that ``b`` has neither by value nor by a homophone that ``a`` does not have."""
    values = Counter(number.value for number in b.numbers)
    spare = Counter(b.homophones) - Counter(a.homophones)
    other: Counter[tuple[str, bool]] = Counter()
    for value, times in (values - Counter(number.value for number in a.numbers)).items():
        other[_count(value), _count(value) != value] += times
    left = []
    for number in a.numbers:
        count = _count(number.value)
        if values[number.value]:
            values[number.value] -= 1
        elif other[count, count == number.value]:
            other[count, count == number.value] -= 1
        elif spare[count]:
            spare[count] -= 1
        else:
            left.append(number)
    return left


def _negations_differ(a: NumbersAndNegations, b: NumbersAndNegations) -> bool:
    if len(a.negations) != len(b.negations):
        return True
    if all(abs(here - there) <= 1 for here, there in zip(a.negations, b.negations, strict=True)):
        return False
    return not (_stay(a, b) and _stay(b, a))


def _near(a: Sequence[int], b: Sequence[int]) -> bool:
    return len(a) == len(b) and all(abs(here - there) <= 1 for here, there in zip(a, b, strict=True))


def _stay(a: NumbersAndNegations, b: NumbersAndNegations) -> bool:
    """Whether each negation of ``a``, carried over by alignment, finds one of ``b`` within two words."""
    steps = Levenshtein.opcodes(a.skeleton, b.skeleton)
    for place in a.negations:
        step = next(step for step in steps if step.src_start <= place < step.src_end)
        carried = min(step.dest_start + place - step.src_start, step.dest_end)
        if all(abs(carried - other) > _DRIFT for other in b.negations):
            return False
    return True
