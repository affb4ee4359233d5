"""A crowd to practise on: transcribers who err as people do, spammers, and people who copy."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import attrs
import numpy as np

from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import comparison_key, graphemes, words
from shrutik_core.shared.writing.folding import fold
from shrutik_core.testing.slips import SLIPS, Slips, doubled_or_cut, replaced, respelt, swapped, without_sign

_TRIES = 8
# What goes wrong with a word, how often among errors, and the word edits that it costs.
_EVENTS = (("mistype", 0.68, 1), ("drop", 0.17, 1), ("double", 0.04, 1), ("join", 0.06, 2), ("part", 0.05, 2))
_NAMES = tuple(name for name, _, _ in _EVENTS)
_SHARES = tuple(share for _, share, _ in _EVENTS)
_COST = sum(share * edits for _, share, edits in _EVENTS)
_HABITS = ("bare", "stop", "case", "decomposed", "joiner", "apostrophe")


@attrs.frozen
class Mistyper:
    """A transcriber with a word error rate of their own.

    Errors are those that people make: homophones and look-alike spellings, vowel signs, conjuncts and nasal
    signs left out, letters swapped, words dropped, doubled, joined and parted. Beside them come habits that
    change no word: other or no punctuation, capitals, decomposed characters (NFD), zero-width joiners.

    Attributes:
        language: BCP 47 tag; ``bn``, ``hi`` and ``en`` have errors of their own, others the general ones.
        word_error_rate: expected word edits by words typed, 0..0.8.
        habit_rate: share of words typed in a form that compares equal, 0..1.
    """

    language: str
    word_error_rate: float
    habit_rate: float = 0.05

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.word_error_rate <= 0.8 and 0 <= self.habit_rate <= 1):
            raise Invalid("rate_out_of_range", "word_error_rate must be 0..0.8 and habit_rate 0..1.")

    def type(self, text: str, rng: np.random.Generator) -> str:
        """What this transcriber types for ``text``."""
        typed: list[str] = []
        carried = ""
        for word in text.split():
            name = self._event(rng)
            if carried:
                typed.append(carried + word)
                carried = ""
            elif name == "join":
                carried = word
            else:
                typed += self._typed(word, name, rng)
        return " ".join([*typed, carried] if carried else typed)

    def _event(self, rng: np.random.Generator) -> str:
        if rng.random() >= self.word_error_rate / _COST:
            return "keep"
        return _NAMES[int(rng.choice(len(_NAMES), p=_SHARES))]

    def _typed(self, word: str, name: str, rng: np.random.Generator) -> tuple[str, ...]:
        if name == "keep":
            return (self._habit(word, rng),)
        if name == "double":
            return word, word
        if name == "part" and len(graphemes(word)) > 3:
            seen = graphemes(word)
            place = int(rng.integers(1, len(seen) - 1))
            return "".join(seen[:place]), "".join(seen[place:])
        return () if name == "drop" else tuple(self._mistyped(word, rng).split())

    def _mistyped(self, word: str, rng: np.random.Generator) -> str:
        """Another word for ``word``; empty if none was found."""
        slips = SLIPS.get(self.language.split("-")[0], _NO_SLIPS)
        key = comparison_key(word)
        for _ in range(_TRIES):
            other = _slipped(unicodedata.normalize("NFC", word), slips, rng)
            if len(words(other)) == 1 and comparison_key(other) != key:
                return other
        return ""

    def _habit(self, word: str, rng: np.random.Generator) -> str:
        if rng.random() >= self.habit_rate:
            return word
        other = _habitual(word, _HABITS[int(rng.integers(len(_HABITS)))])
        return other if comparison_key(other) == comparison_key(word) else word


_NO_SLIPS = Slips({}, (), {}, ())


def _slipped(word: str, slips: Slips, rng: np.random.Generator) -> str:
    def pick(n: int) -> int:
        return int(rng.integers(n))

    known = slips.words.get(fold(word).strip(".,!?;:।\"'"))
    if known and rng.random() < 0.7:
        return known[pick(len(known))]
    ways = (
        lambda: replaced(word, slips.letters, pick),
        lambda: without_sign(word, slips.dropped, pick),
        lambda: respelt(word, slips.spellings, pick),
        lambda: swapped(word, pick),
        lambda: doubled_or_cut(word, pick),
    )
    return ways[int(rng.choice(len(ways), p=(0.4, 0.25, 0.15, 0.05, 0.15)))]()


def _habitual(word: str, habit: str) -> str:
    match habit:
        case "bare":
            return word.strip('.,!?;:।"')
        case "stop":
            return word + ("।" if any("\u0900" <= sign <= "\u09ff" for sign in word) else ",")
        case "case":
            return word.capitalize() if word.islower() else word.lower()
        case "decomposed":
            return unicodedata.normalize("NFD", word)
        case "joiner":
            return word.replace("\u09cd", "\u09cd\u200d", 1).replace("\u094d", "\u094d\u200d", 1)
        case _:
            return word.replace("'", "\u2019")


class Spam(StrEnum):
    """What a spammer types: words at random, or what belongs to another item."""

    RANDOM = "random"
    OTHER_ITEM = "other_item"


@attrs.frozen
class Crowd:
    """People who transcribe the same items.

    Attributes:
        people: worker to how they type.
        spammers: worker to their kind of spam; they need no entry in ``people``.
        copies: worker to the worker whose text they hand in, if that one has the item too; otherwise they
            type themselves, so they need an entry in ``people``. Two who name each other hand in the text of
            the first of them by name.
    """

    people: Mapping[str, Mistyper]
    spammers: Mapping[str, Spam] = attrs.Factory(dict)
    copies: Mapping[str, str] = attrs.Factory(dict)

    def transcribe(self, truths: Mapping[str, str], votes: int, rng: np.random.Generator) -> Iterator[Transcript]:
        """Each item by ``votes`` different workers drawn at random (all of them if there are fewer)."""
        workers = sorted({*self.people, *self.spammers, *self.copies})
        items = list(truths)
        lexicon = [word for text in truths.values() for word in text.split()]
        for item, truth in truths.items():
            drawn = rng.permutation(len(workers))[:votes]
            typed: dict[str, str] = {}
            for worker in (workers[i] for i in drawn):
                if worker in self.spammers:
                    typed[worker] = _spam(self.spammers[worker], item, truths, items, lexicon, rng)
                else:
                    typed[worker] = self.people[worker].type(truth, rng)
            for worker, own in typed.items():
                yield Transcript(item, worker, typed.get(self._source(worker), own))

    def _source(self, worker: str) -> str:
        source = self.copies.get(worker, worker)
        return min(worker, source) if self.copies.get(source) == worker else source


def _spam(
    kind: Spam,
    item: str,
    truths: Mapping[str, str],
    items: Sequence[str],
    lexicon: Sequence[str],
    rng: np.random.Generator,
) -> str:
    if kind is Spam.OTHER_ITEM and len(items) > 1:
        other = items[(items.index(item) + int(rng.integers(1, len(items)))) % len(items)]
        return truths[other]
    length = max(1, len(truths[item].split()))
    return " ".join(lexicon[int(i)] for i in rng.integers(len(lexicon), size=length))
