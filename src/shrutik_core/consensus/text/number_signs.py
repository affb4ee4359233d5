"""How a language writes what stands around a number: separators, signs, units; CLDR's where we have no list."""

from collections.abc import Mapping
from functools import lru_cache

import attrs
import regex
from babel.numbers import get_decimal_symbol, get_group_symbol

from shrutik_core.consensus.text.locales import locale_of
from shrutik_core.consensus.text.number_scales import scales_of
from shrutik_core.consensus.text.number_units import SYMBOLS, Phrases, measures_of, phrases, units_of
from shrutik_core.consensus.text.word_lists import named_language
from shrutik_core.shared.writing.folding import fold


@attrs.frozen
class NumberSigns:
    """How one language writes a number's surroundings.

    Attributes:
        decimal: what parts the whole from the fraction, ``.`` or ``,``; empty if that is not known.
        spaced: whether a plain space may part groups of digits, as in 150 000: not in a language with commas there.
        pointed: whether a point parts hours and minutes, as in 02.18.
        spans: what is said between the two ends of a range, as ``to``.
        ahead: words of a unit that may stand before the number too, as শতকরা.
        parts: words behind a number that say no more than the unit before it, as ভাগ behind শতকরা ৫.
        calendar: names of year, month and day behind the digits of a date.
        hours: what makes a number a time of day, as ``Uhr``.
        scales: the folded words that multiply digits before them, e.g. ``Mio`` to 1000000; none in our own languages,
            whose lists have them.
        units: the folded words of a unit to its sign, e.g. ``("per", "cent")`` to ``%``.
        most: words of the longest unit.
        joining: every word of a unit.
        longest: letters of the longest word of a unit or a scale.
    """

    decimal: str = ""
    units: Phrases = attrs.Factory(dict)
    spaced: bool = attrs.field(default=False, kw_only=True)
    pointed: bool = attrs.field(default=False, kw_only=True)
    spans: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    ahead: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    parts: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    hours: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    calendar: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    scales: Mapping[str, int] = attrs.field(factory=dict, kw_only=True)
    most: int = attrs.field(init=False)
    joining: frozenset[str] = attrs.field(init=False)
    longest: int = attrs.field(init=False)

    @most.default
    def _longest(self) -> int:
        return max(map(len, self.units), default=0)

    @joining.default
    def _words(self) -> frozenset[str]:
        words = frozenset(word for phrase in self.units for word in phrase)
        return words | self.parts | self.hours | self.calendar

    @longest.default
    def _letters(self) -> int:
        return max(map(len, (*self.joining, *self.scales, *self.hours)), default=0)


_ENGLISH = phrases("""
% percent/per cent/pct/percents
° degree/degrees
°C degree celsius/degrees celsius/degree centigrade/degrees centigrade/degrees c/celsius
°F degree fahrenheit/degrees fahrenheit/degrees f/fahrenheit
$ dollar/dollars/us dollar/us dollars/bucks/usd
€ euro/euros/eur
£ pound/pounds/gbp
₹ rupee/rupees/inr/rs
৳ taka/takas/bdt/tk
¥ yen/jpy
¢ cent/cents
kg kilo/kilos/kgs
km kilometre/kilometres/kms
m metre/metres
cm centimetre/centimetres/cms
mm millimetre/millimetres
l litre/litres
ml millilitre/millilitres
h hr/hrs
ft ft
min mins
s sec/secs
""")
_BENGALI = phrases("""
% শতাংশ/পার্সেন্ট/পারসেন্ট/শতকরা
° ডিগ্রি/ডিগ্রী
°C ডিগ্রি সেলসিয়াস/ডিগ্রী সেলসিয়াস
°F ডিগ্রি ফারেনহাইট/ডিগ্রী ফারেনহাইট
$ ডলার/মার্কিন ডলার
€ ইউরো
£ পাউন্ড
₹ রুপি
৳ টাকা/bdt/tk
¢ পয়সা
¥ ইয়েন
kg কিলো/কেজি
km কিমি
h ঘন্টা
""")
_HINDI = phrases("""
% प्रतिशत/फीसदी/फ़ीसदी/फीसद/परसेंट/पर्सेंट
° डिग्री/अंश
°C डिग्री सेल्सियस
°F डिग्री फ़ारेनहाइट/डिग्री फारेनहाइट
$ डॉलर/अमेरिकी डॉलर
€ यूरो
£ पाउंड/पौंड
₹ रुपये/रुपए/रुपया/रूपये/रु/inr/rs
¢ पैसा/पैसे
৳ टका
¥ येन
kg किलो/किग्रा
km किमी
h घंटे/घंटा
""")
_OURS = {"en": _ENGLISH, "bn": _BENGALI, "hi": _HINDI}
_AHEAD = {"bn": "শতকরা টাকা", "hi": "रुपये रुपए रुपया", "tr": "yüzde"}
_PARTS = {"bn": "ভাগ"}
_HOURS = {"hi": "बजे बजकर", "de": "uhr", "nl": "uur", "ko": "시", "th": "น นาฬิกา"}
_CALENDAR = {"zh": "年 月 日 号 號", "ja": "年 月 日", "ko": "년 월 일"}
_SPANS = {
    "en": "to through", "bn": "থেকে হতে", "hi": "से", "de": "bis", "fr": "à", "es": "a", "it": "a", "pt": "a",
    "nl": "tot", "ru": "до", "pl": "do", "sv": "till", "zh": "到 至", "ja": "から", "ko": "에서 부터", "th": "ถึง",
}  # fmt: skip

_POINTED_TIME = regex.compile(r"H[.]mm")


@lru_cache(256)
def number_signs_of(language: str | None) -> NumberSigns:
    """The signs of a BCP 47 tag: with none, those of our own lists; of a language that CLDR lacks, none."""
    named = named_language(language)
    if not named:
        ours = map(number_signs_of, _OURS)
        units = {phrase: sign for signs in ours for phrase, sign in signs.units.items()}
        return _with_lists(*_OURS, units=units)
    locale = locale_of(language)
    if locale is None:
        return NumberSigns("", SYMBOLS)
    units = units_of(locale)
    if named in _OURS:
        long = {phrase: sign for phrase, sign in units.items() if len(phrase) > 1}
        units = long | dict(measures_of(locale)) | dict(_OURS[named])
    return attrs.evolve(
        _with_lists(named, units=units),
        decimal=get_decimal_symbol(locale, numbering_system="latn"),
        spaced=get_group_symbol(locale, numbering_system="latn") != ",",
        pointed=_POINTED_TIME.search(locale.time_formats["short"].pattern) is not None,
        scales={} if named in _OURS else scales_of(locale),
    )


def _with_lists(*codes: str, units: Phrases) -> NumberSigns:
    """Units, with what our own lists have of these languages."""
    return NumberSigns(
        units=units,
        spans=_listed(_SPANS, *codes),
        ahead=_listed(_AHEAD, *codes),
        parts=_listed(_PARTS, *codes),
        hours=_listed(_HOURS, *codes),
        calendar=_listed(_CALENDAR, *codes),
    )


def _listed(rows: Mapping[str, str], *codes: str) -> frozenset[str]:
    return frozenset(fold(word) for code in codes for word in rows.get(code, "").split())
