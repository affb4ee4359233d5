"""How a language writes what stands around a number: separators, signs, units; CLDR's where we have no list."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import attrs
import regex
from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_decimal_symbol, get_group_symbol
from babel.units import format_unit

from shrutik_core.consensus.text.word_lists import primary_subtag
from shrutik_core.shared.writing.folding import fold

# What a language may call a number of: CLDR's unit to the sign that stands for it.
_MEASURES = {"percent": "%", "angle-degree": "°", "temperature-celsius": "°C", "temperature-fahrenheit": "°F"}
_CURRENCIES = (
    *("AUD", "BDT", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "ETB", "EUR", "GBP", "GHS", "IDR", "ILS", "INR"),
    *("JPY", "KES", "KRW", "LKR", "MMK", "MXN", "MYR", "NGN", "NOK", "NPR", "PHP", "PKR", "PLN", "RON", "RUB", "SAR"),
    *("SEK", "SGD", "THB", "TRY", "TWD", "TZS", "UAH", "UGX", "USD", "VND", "XAF", "XOF", "ZAR"),
)
_SIGNED = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "BDT": "৳", "JPY": "¥", "KRW": "₩", "NGN": "₦", "ILS": "₪"}
_SIGNED |= {"RUB": "₽", "TRY": "₺", "UAH": "₴", "VND": "₫", "PHP": "₱", "GHS": "₵"}
_COUNTS = (1, 2, 5)
_NUMBER = regex.compile(r"\p{N}+")
_WORD = regex.compile(r"[\p{L}\p{M}']+")


@attrs.frozen
class NumberSigns:
    """How one language writes a number's surroundings.

    Attributes:
        decimal: what parts the whole from the fraction, ``.`` or ``,``; empty if that is not known.
        spaced: whether a space parts groups of digits, as in 150 000.
        units: the folded words of a unit to its sign, e.g. ``("per", "cent")`` to ``%``.
        most: words of the longest unit.
        joining: every word of a unit.
    """

    decimal: str = ""
    units: Mapping[tuple[str, ...], str] = attrs.Factory(dict)
    spaced: bool = attrs.field(default=False, kw_only=True)
    most: int = attrs.field(init=False)
    joining: frozenset[str] = attrs.field(init=False)

    @most.default
    def _longest(self) -> int:
        return max(map(len, self.units), default=0)

    @joining.default
    def _words(self) -> frozenset[str]:
        return frozenset(word for phrase in self.units for word in phrase)


def _phrases(table: str) -> dict[tuple[str, ...], str]:
    """Rows of a sign and the phrases that say it, parted by slashes."""
    rows = (row.split(maxsplit=1) for row in table.strip().splitlines())
    return {tuple(fold(phrase).split()): sign for sign, said in rows for phrase in said.split("/")}


_ENGLISH = _phrases("""
% percent/per cent/pct/percents
° degree/degrees
°C degree celsius/degrees celsius/degree centigrade/degrees centigrade/degrees c/celsius
°F degree fahrenheit/degrees fahrenheit/degrees f/fahrenheit
$ dollar/dollars/us dollar/us dollars/bucks/usd
€ euro/euros/eur
£ pound/pounds/gbp
₹ rupee/rupees/inr/rs
৳ taka/bdt/tk
¥ yen/jpy
¢ cent/cents
""")
_BENGALI = _phrases("""
% শতাংশ/পার্সেন্ট/পারসেন্ট/পারসেন্ট
° ডিগ্রি/ডিগ্রী
°C ডিগ্রি সেলসিয়াস/ডিগ্রী সেলসিয়াস
°F ডিগ্রি ফারেনহাইট/ডিগ্রী ফারেনহাইট
$ ডলার/মার্কিন ডলার
€ ইউরো
£ পাউন্ড
₹ রুপি
৳ টাকা
¥ ইয়েন
""")
_HINDI = _phrases("""
% प्रतिशत/फीसदी/फ़ीसदी/फीसद/परसेंट/पर्सेंट
° डिग्री/अंश
°C डिग्री सेल्सियस
°F डिग्री फ़ारेनहाइट/डिग्री फारेनहाइट
$ डॉलर/अमेरिकी डॉलर
€ यूरो
£ पाउंड/पौंड
₹ रुपये/रुपए/रुपया/रूपये/रु
৳ टका
¥ येन
""")
_OURS = {"en": _ENGLISH, "bn": _BENGALI, "hi": _HINDI}


@lru_cache(256)
def number_signs_of(language: str | None) -> NumberSigns:
    """The signs of a BCP 47 tag: with none, those of our own lists; of a language that CLDR lacks, none."""
    named = primary_subtag(language)
    if not named:
        return NumberSigns("", {phrase: sign for units in _OURS.values() for phrase, sign in units.items()})
    locale = _locale_of(language or "", named)
    if locale is None:
        return NumberSigns()
    decimal = get_decimal_symbol(locale, numbering_system="latn")
    spaced = get_group_symbol(locale, numbering_system="latn").isspace()
    return NumberSigns(decimal, _OURS.get(named) or _units_of(locale), spaced=spaced)


def _locale_of(tag: str, named: str) -> Locale | None:
    for name in (tag.replace("_", "-"), named):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _units_of(locale: Locale) -> dict[tuple[str, ...], str]:
    """What CLDR calls per cent, degrees and the currencies of the world in a language."""
    units: dict[tuple[str, ...], str] = {}
    for code in _CURRENCIES:
        names = [get_currency_name(code, count, locale) for count in (None, *_COUNTS)]
        units |= _named(names, _SIGNED.get(code, code))
    for unit, sign in _MEASURES.items():
        units |= _named((format_unit(count, unit, locale=locale) for count in _COUNTS), sign)
    return units


def _named(names: Iterable[str], sign: str) -> dict[tuple[str, ...], str]:
    phrases = (tuple(_WORD.findall(_NUMBER.sub(" ", fold(name)))) for name in names)
    return {phrase: sign for phrase in phrases if any(len(word) > 1 for word in phrase)}
