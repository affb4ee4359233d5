"""Who copies from whom: two who are wrong in the same way far more often than chance allows.

Independent people share what was said, and now and then an error that the clip itself suggests. Copies share
the errors that no other worker makes (as in plagiarism of tests: Wesolowsky, 2000; in truth discovery: Dong,
Berti-Equille & Srivastava, 2009). For each pair the clips are counted in which both are wrong in the same way,
and held against their number expected from how often the other votes of the same clip make the same errors.
A clip counts once, however many words are wrong in it: its words go wrong together.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import combinations

import attrs
from rapidfuzz.distance import Levenshtein

from shrutik_core.shared.texts import words

# Chance that one more person makes a given error of which nothing else is known, worth two votes.
_SUGGESTED = 0.15
_PSEUDO = 2.0
# The more errors, the less likely that independent people share half of them: measured on 53,000 pairs of texts.
_EXPONENTS = (1.0, 1.0, 1.5, 1.5, 2.0)
_LEAST = 0.01
# Characters of two texts whose errors are remembered: with the number of them, 20 MB at the most.
_MOST_REMEMBERED = 600


@attrs.frozen
class CopiedPair:
    """Two contributors who are wrong in the same way too often.

    Attributes:
        one, other: the contributors, sorted.
        clips: clips that both transcribed and at least one of them had a word wrong in.
        shared: of these the ones in which at least half of their errors, taken together, are the same.
        expected: such clips to be expected of independent people.
        chance: upper bound (Chernoff) of the probability of that many, times the number of pairs compared, 0..1.
    """

    one: str
    other: str
    clips: int
    shared: int
    expected: float
    chance: float


def errors_of(typed: str, settled: str, language: str | None = None) -> frozenset[Hashable]:
    """A text's word errors against the settled text: the place among its words, and what stands there instead."""
    if typed == settled:
        return frozenset()
    # A person's latest clips are compared again with each that settles: what they said is seldom new.
    short = len(typed) + len(settled) <= _MOST_REMEMBERED
    return _remembered(typed, settled, language) if short else _errors(typed, settled, language)


def _errors(typed: str, settled: str, language: str | None) -> frozenset[Hashable]:
    reference, own = words(settled, language), words(typed, language)
    return frozenset(
        (edit.src_pos, own[edit.dest_pos] if edit.tag != "delete" else "")
        for edit in Levenshtein.editops(reference, own)
    )


_remembered = lru_cache(maxsize=8192)(_errors)


def copied_pairs(
    clips: Iterable[tuple[str, Mapping[str, str]]],
    *,
    chance: float = 0.01,
    fewest_shared: int = 3,
    language: str | None = None,
) -> tuple[CopiedPair, ...]:
    """The pairs whose shared errors cannot be chance, most certain first.

    Args:
        clips: for each its settled text and what each contributor typed.
        chance: probability, over all pairs together, of naming a pair that did not copy; above 0.
        fewest_shared: clips with shared errors that are needed at least, whatever their chance.
        language: BCP 47 tag of the clips, for what only some languages fold.

    Where copies have outvoted everybody else their text is the settled one, and they look right: this finds
    copying that consensus has withstood.
    """
    errors = (
        {worker: errors_of(text, settled, language) for worker, text in typed.items()} for settled, typed in clips
    )
    return pairs_by_errors(errors, chance=chance, fewest_shared=fewest_shared)


def pairs_by_errors(
    clips: Iterable[Mapping[str, frozenset[Hashable]]], *, chance: float = 0.01, fewest_shared: int = 3
) -> tuple[CopiedPair, ...]:
    """As `copied_pairs`, for those who have the `errors_of` each contributor to each clip at hand already."""
    tallies: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for errors in clips:
        for pair in combinations(sorted(errors), 2):
            _tally(tallies[pair], errors, pair)
    compared = sum(clips_of >= fewest_shared for clips_of, _, _ in tallies.values())
    found = (
        CopiedPair(*pair, int(clips_of), int(shared), expected, _bound(shared, expected, compared))
        for pair, (clips_of, shared, expected) in tallies.items()
        if shared >= fewest_shared
    )
    return tuple(sorted((one for one in found if one.chance <= chance), key=lambda one: (one.chance, one.one)))


def share_errors(ours: frozenset[Hashable], theirs: frozenset[Hashable]) -> bool:
    """Whether at least half of the errors of two texts, taken together, are the same; not if there are none."""
    return 2 * len(ours & theirs) >= len(ours | theirs) > 0


def _tally(tally: list[float], errors: Mapping[str, frozenset[Hashable]], pair: tuple[str, str]) -> None:
    ours, theirs = (errors[worker] for worker in pair)
    if not (ours or theirs):
        return
    others = [errors[worker] for worker in errors if worker not in pair]
    either = ours | theirs
    tally[0] += 1
    tally[1] += share_errors(ours, theirs)
    made = sum(sum(error in those for error in either) for those in others) / len(either)
    share = (made + _SUGGESTED * _PSEUDO) / (len(others) + _PSEUDO)
    tally[2] += max(_LEAST, share ** _EXPONENTS[min(len(either), len(_EXPONENTS)) - 1])


def _bound(shared: float, expected: float, pairs: int) -> float:
    """Chernoff's bound on at least ``shared`` successes if ``expected`` are, over ``pairs`` comparisons."""
    if shared <= expected:
        return 1.0
    exponent = shared - expected - shared * math.log(shared / expected) if expected else -math.inf
    return min(1.0, math.exp(max(-700.0, exponent)) * pairs)
