"""What one word or sign is in a number: digits, a number word, a scale, a unit, an ordinal."""

import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from itertools import chain

import attrs
import regex

from shrutik_core.consensus.text.number_signs import number_signs_of
from shrutik_core.consensus.text.numerals import typed_number, written
from shrutik_core.consensus.text.word_lists import BENGALI, WordLists, word_lists_of
from shrutik_core.shared.writing.folding import fold


class Sense(Enum):
    """The part that a word has in a number."""

    DIGITS = auto()
    UNIT = auto()
    SCALE = auto()
    PORTION = auto()
    SHIFT = auto()
    ORDINAL = auto()
    SHARE = auto()
    POINT = auto()
    OH = auto()
    AND = auto()
    ARTICLE = auto()
    MINUS = auto()
    NUMBER_SIGN = auto()
    MONEY = auto()
    MEASURE = auto()
    ENDING = auto()
    CLASSIFIER = auto()
    HALF_DAY = auto()
    O_CLOCK = auto()
    OF_THE_CLOCK = auto()
    PAST = auto()


STRONG = frozenset({Sense.DIGITS, Sense.UNIT, Sense.SCALE, Sense.PORTION, Sense.SHIFT, Sense.ORDINAL})
"""What can hold a number up by itself; all else only joins one."""


@attrs.frozen
class Part:
    """One word or sign of a number.

    Attributes:
        sense: what it does.
        value: of digits, number words, portions, shifts and scales; None of digits that only equal themselves.
        text: how digits, a sign or an ending is written in the value.
        scale: what is written onto a number word and multiplies it, as in পাঁচশো; 1 for nothing.
        ending: a classifier or an ordinal's ending that is written onto it.
        weak: whether it is a word that often counts nothing if it stands alone, or a scale that only digits may stand
            before.
    """

    sense: Sense
    value: Fraction | None = None
    text: str = ""
    scale: int = 1
    ending: str = ""
    weak: bool = False

    @property
    def is_digit(self) -> bool:
        """Whether it is a word for 0..9, with no scale written onto it."""
        return self.sense is Sense.UNIT and self.value is not None and self.value < 10 and self.scale == 1


_SIGNS = {"-": Sense.MINUS, "#": Sense.NUMBER_SIGN, "%": Sense.MEASURE, "‰": Sense.MEASURE, "°": Sense.MEASURE}
_HELPERS = {
    "en": {
        "point": Sense.POINT, "oh": Sense.OH, "o": Sense.OH, "a": Sense.ARTICLE, "an": Sense.ARTICLE,
        "minus": Sense.MINUS, "negative": Sense.MINUS, "number": Sense.NUMBER_SIGN, "am": Sense.HALF_DAY,
        "pm": Sense.HALF_DAY, "o'clock": Sense.O_CLOCK, "oclock": Sense.O_CLOCK, "past": Sense.PAST,
        "to": Sense.PAST,
    },
    "bn": {
        "দশমিক": Sense.POINT, "পয়েন্ট": Sense.POINT, "মাইনাস": Sense.MINUS, "ঋণাত্মক": Sense.MINUS,
        "নম্বর": Sense.NUMBER_SIGN, "নং": Sense.NUMBER_SIGN,
    },
    "hi": {
        "दशमलव": Sense.POINT, "पॉइंट": Sense.POINT, "प्वाइंट": Sense.POINT, "माइनस": Sense.MINUS, "ऋण": Sense.MINUS,
        "बजे": Sense.OF_THE_CLOCK, "बजकर": Sense.OF_THE_CLOCK, "नंबर": Sense.NUMBER_SIGN,
    },
}  # fmt: skip
_SHARES = {"halves": 2, "thirds": 3, "fourths": 4, "quarters": 4, "fifths": 5, "sixths": 6, "sevenths": 7}
_SHARES |= {"eighths": 8, "ninths": 9, "tenths": 10}
_POINTED_TIME = regex.compile(r"\A([01]?[0-9]|2[0-3])[.]([0-5][0-9])\Z")
_EN_SHORT = {"k": 1000, "mn": 10**6, "mln": 10**6, "bn": 10**9}
_BN_SHARES = {"তৃতীয়াংশ": 3, "চতুর্থাংশ": 4, "পঞ্চমাংশ": 5, "দশমাংশ": 10}
_HI_SHARES = {"तिहाई": 3, "चौथाई": 4}
_BN_ORDINAL = "ম"
_BN_ENDINGS = {"য়": _BN_ORDINAL, "র্থ": _BN_ORDINAL, "ষ্ঠ": _BN_ORDINAL, "তম": _BN_ORDINAL, _BN_ORDINAL: _BN_ORDINAL}
_BN_DATES = "লা রা ঠা ই শে"
_BN_TWENTIES = "উনিশ ঊনিশ বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ আঠাশ উনত্রিশ ঊনত্রিশ ত্রিশ তিরিশ একত্রিশ"
_BN_DAYS = {"পয়লা": (1, "লা"), "পহেলা": (1, "লা"), "দোসরা": (2, "রা"), "তেসরা": (3, "রা"), "চৌঠা": (4, "ঠা")}
_HI_ENDINGS = {"वाँ": "वां", "वां": "वां", "वीं": "वीं", "वें": "वें", "ला": "ला", "ली": "ली", "रा": "रा", "री": "री"}
_HI_ENDINGS |= {"था": "था", "थी": "थी", "ठा": "ठा", "ठी": "ठी"}


@lru_cache(64)
def _vocabulary(language: str | None) -> Mapping[str, Part]:
    """Every word that is part of numbers in a language, or in all listed ones."""
    words = chain.from_iterable(map(_words, word_lists_of(language)))
    scales = number_signs_of(language).scales.items()
    return {fold(word): part for word, part in words} | {
        word: Part(Sense.SCALE, Fraction(scale), weak=True) for word, scale in scales
    }


@lru_cache(64)
def _endings(language: str | None) -> tuple[str, ...]:
    """All that is written onto number words."""
    return tuple(end for lists in word_lists_of(language) for end in (*lists.classifiers, *lists.scales))


def _words(lists: WordLists) -> Iterator[tuple[str, Part]]:
    for word, value in lists.numbers.items():
        ending = next((end for end in lists.classifiers if len(end) > 1 and _stem(word, end) in lists.numbers), "")
        yield word, Part(Sense.UNIT, Fraction(value), ending=ending, weak=word in lists.weak)
    for word, value in lists.scales.items():
        yield word, Part(Sense.SCALE, Fraction(value))
    for word, fraction in lists.fractions.items():
        yield word, Part(Sense.PORTION, Fraction(fraction), word)
    for word, shift in lists.shifts.items():
        yield word, Part(Sense.SHIFT, Fraction(shift))
    for word, value in lists.ordinals.items():
        yield word, Part(Sense.ORDINAL, Fraction(value), ending=_ordinal(word, lists.code), weak=word in lists.weak)
    for word in lists.fillers:
        yield word, Part(Sense.AND)
    for word, sense in _HELPERS[lists.code].items():
        yield word, Part(sense, text={Sense.MINUS: "-", Sense.NUMBER_SIGN: "#"}.get(sense, word))
    for ending in lists.classifiers:
        yield ending, Part(Sense.CLASSIFIER if len(ending) > 1 else Sense.ENDING, text=ending)
    yield from _OTHERS[lists.code].items()


def _stem(word: str, ending: str) -> str:
    return word.removesuffix(ending) if word.endswith(ending) else ""


def _ordinal(word: str, code: str) -> str:
    """How an ordinal word ends if it is written in digits."""
    if code == "en":
        return "th"
    if code == "bn":
        return _BN_ORDINAL
    return next((written for ending, written in _HI_ENDINGS.items() if word.endswith(ending)), "")


def _day(number: int) -> Part:
    """A day of the month from the nineteenth, as একুশে."""
    return Part(Sense.ORDINAL, Fraction(number), ending="শে")


_OTHERS: Mapping[str, Mapping[str, Part]] = {
    "en": {
        **{word: Part(Sense.SHARE, Fraction(value)) for word, value in _SHARES.items()},
        **{ending: Part(Sense.ENDING, text="th") for ending in ("st", "nd", "rd", "th")},
        **{word: Part(Sense.SCALE, Fraction(scale), weak=True) for word, scale in _EN_SHORT.items()},
    },
    "bn": {
        **{word: Part(Sense.SHARE, Fraction(value)) for word, value in _BN_SHARES.items()},
        **{word: Part(Sense.ORDINAL, Fraction(day), ending=ending) for word, (day, ending) in _BN_DAYS.items()},
        **{f"{word}ে": _day(BENGALI.numbers[word]) for word in _BN_TWENTIES.split()},
        **{ending: Part(Sense.ENDING, text=written) for ending, written in _BN_ENDINGS.items()},
        **{ending: Part(Sense.ENDING, text=ending) for ending in _BN_DATES.split()},
    },
    "hi": {
        **{word: Part(Sense.SHARE, Fraction(value)) for word, value in _HI_SHARES.items()},
        **{ending: Part(Sense.ENDING, text=written) for ending, written in _HI_ENDINGS.items()},
    },
}


@lru_cache(2**16)
def part_of(token: str, language: str | None) -> Part | None:
    """What a folded token is in a number of a language (BCP 47; None for any); None if it is not part of one."""
    if token.isascii() and token.isalpha():
        return _vocabulary(language).get(token) or _compound(token, language)
    first = token[0]
    if first.isdecimal() or first == ".":
        signs = number_signs_of(language)
        timed = _POINTED_TIME.sub(r"\1:\2", token) if signs.pointed else token
        return Part(Sense.DIGITS, *typed_number(timed, signs.decimal))
    category = unicodedata.category(first)
    if category in {"No", "Nl"}:
        value = Fraction(unicodedata.numeric(first)).limit_denominator(1000)
        # A superscript or a circled digit does not count anything: it equals itself alone.
        return Part(Sense.PORTION, value, written(value)) if value.denominator > 1 else Part(Sense.DIGITS, None, token)
    if category == "Sc" or token[-1] == "$":
        return Part(Sense.MONEY, text=token.upper())
    if token in _SIGNS:
        return Part(_SIGNS[token], text=token)
    return _vocabulary(language).get(token) or _compound(token, language)


def _compound(token: str, language: str | None) -> Part | None:
    """A number word with a classifier (তিনটি), an ordinal's ending (पाँचवाँ) or a scale (পাঁচশো) written onto it."""
    if not token.endswith(_endings(language)):
        return None
    known = _vocabulary(language)
    bare = token.replace("'", "")
    for lists in word_lists_of(language):
        for ending in lists.classifiers:
            stem = known.get(bare.removesuffix(ending)) if bare.endswith(ending) else None
            if stem and stem.sense in {Sense.UNIT, Sense.SCALE, Sense.PORTION}:
                return attrs.evolve(stem, ending=_HI_ENDINGS.get(ending, ending))
        for ending, scale in lists.scales.items():
            stem = known.get(token.removesuffix(ending)) if token.endswith(ending) else None
            if stem and stem.sense is Sense.UNIT:
                return attrs.evolve(stem, scale=scale, weak=False)
    return None
