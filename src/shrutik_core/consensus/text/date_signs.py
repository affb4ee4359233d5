"""How a language writes a date: its months by all their names, what links day and month, which of them comes first."""

from collections.abc import Mapping
from functools import lru_cache

import attrs
import regex
from babel import Locale

from shrutik_core.consensus.text.locales import locale_of
from shrutik_core.consensus.text.word_lists import LISTS, named_language
from shrutik_core.shared.writing.folding import fold

_SPELT = {
    "bn": {"জানুয়ারী": 1, "জানুয়ারি": 1, "ফেব্রুয়ারী": 2, "ফেব্রুয়ারি": 2, "আগস্ট": 8, "অগাস্ট": 8, "আগষ্ট": 8},
    "hi": {"फरवरी": 2, "सितम्बर": 9, "अक्तूबर": 10, "अक्टूबर": 10, "नवम्बर": 11, "दिसम्बर": 12},
}
"""Spellings of months that CLDR, or an edition of it, does not have."""

_OTHER_CALENDARS = {
    "bn": "বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র",
}
"""Months that CLDR does not have; they are numbered from 13 up."""

_ALSO_SHORT = {"en": {"sept": 9}}
_ALSO_VERBS = {"en": frozenset({"may", "march"})}
_LINKS = {"en": frozenset({"of"})}
_ARTICLES = {"en": frozenset({"the"})}
_BEFORE = {"en": frozenset(["on", "by", "until", "till", "from", "since", "before", "after", "of", "to"])}
_PREFIXES = {"he": "ב"}
"""What is written onto the name of a month behind its day."""

_MONTHS = 12
_QUOTED = regex.compile(r"'(\p{L}+)'")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


@attrs.frozen
class DateSigns:
    """How one language writes dates.

    Attributes:
        months: the folded name of a month, long or short, to its number.
        shortened: those names that are short for another; a point may follow them.
        doubtful: those that are often another word, the short ones among them.
        links: what may stand between day and month, as ``of``.
        articles: what may stand before the day if the month comes first.
        before: words that tell, if they stand before a doubtful name and a number, that these are a date.
        year_first: whether the year comes before the name of the month, as in 2024. május 5.
        month_first: whether the month may come before the day, as in May 5.
        pointed: whether a point makes a number the day of a month, as in 5. Mai.
        day_first: whether 5/6 is the fifth of June; None if that is not known.
    """

    months: Mapping[str, int] = attrs.Factory(dict)
    shortened: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    year_first: bool = False
    month_first: bool = True
    pointed: bool = False
    day_first: bool | None = None

    @property
    def between(self) -> frozenset[str]:
        """What may stand between day and month."""
        return self.links | self.articles


@lru_cache(256)
def date_signs_of(language: str | None) -> DateSigns:
    """The dates of a BCP 47 tag: with none, those of the languages of our own lists; of one that CLDR lacks, none."""
    named = named_language(language)
    if named:
        locale = locale_of(language)
        return _signs_of(locale, named) if locale else DateSigns()
    ours = [date_signs_of(code) for code in LISTS]
    return DateSigns(
        {name: month for signs in ours for name, month in signs.months.items()},
        frozenset().union(*(signs.shortened for signs in ours)),
        frozenset().union(*(signs.doubtful for signs in ours)),
        frozenset().union(*(signs.links for signs in ours)),
        _ARTICLES["en"],
        _BEFORE["en"],
    )


def _signs_of(locale: Locale, named: str) -> DateSigns:
    long, short = _months(locale, "wide"), _months(locale, "abbreviated") | _ALSO_SHORT.get(named, {})
    others = enumerate(_OTHER_CALENDARS.get(named, "").split(), _MONTHS + 1)
    spelt = {**_SPELT.get(named, {}), **{name: month for month, name in others}}
    prefixed = {_PREFIXES[named] + name: month for name, month in long.items()} if named in _PREFIXES else {}
    months = {**short, **long, **prefixed, **{fold(name): month for name, month in spelt.items()}}
    shortened = frozenset(short.keys() - long.keys())
    written = locale.date_formats["long"].pattern
    linked = frozenset(map(fold, _QUOTED.findall(written))) if written.startswith("d") else frozenset()
    order = [sign for sign in locale.date_formats["short"].pattern if sign in "dM"]
    year_first = locale.date_formats["short"].pattern.lstrip("\u200f").startswith("y")
    return DateSigns(
        months,
        shortened,
        shortened | _ALSO_VERBS.get(named, frozenset()),
        linked | _LINKS.get(named, frozenset()),
        _ARTICLES.get(named, frozenset()),
        _BEFORE.get(named, frozenset()),
        written.lstrip("\u200f").startswith("y"),
        named in LISTS or written.find("d") > written.find("M"),
        "d." in written,
        None if year_first else order[0] == "d",
    )


def _months(locale: Locale, width: str) -> dict[str, int]:
    """The names of one width that are one word of letters; 5월 and tháng 5 are not."""
    named = (
        (name, month) for context in ("format", "stand-alone") for month, name in locale.months[context][width].items()
    )
    bare = ((fold(name).rstrip(".॰"), month) for name, month in named)
    return {name: month for name, month in bare if _WORD.fullmatch(name) and len(name) > 1}
