"""What may be counted beside a number: currencies, per cent, degrees and measures, by all their names in a language."""

from collections.abc import Iterable, Mapping

import regex
from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies
from babel.units import format_unit

from shrutik_core.consensus.text.locales import territory_of
from shrutik_core.shared.writing.folding import fold

Phrases = Mapping[tuple[str, ...], str]

_ANGLES = {"percent": "%", "angle-degree": "°", "temperature-celsius": "°C", "temperature-fahrenheit": "°F"}
_SIZES = {
    "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg", "length-kilometer": "km", "length-meter": "m",
    "length-centimeter": "cm", "length-millimeter": "mm", "length-mile": "mi", "length-foot": "ft",
    "volume-liter": "l", "volume-milliliter": "ml", "duration-hour": "h", "duration-minute": "min",
    "duration-second": "s", "digital-gigabyte": "gb", "digital-megabyte": "mb",
    "speed-kilometer-per-hour": "km/h", "speed-mile-per-hour": "mph",
}  # fmt: skip
SIZES = frozenset(_SIZES.values())
"""The signs of measures: what a number measures, against per cent, degrees and money, which make it another number."""

_OTHER_SYMBOLS = {"kmh": "km/h", "kph": "km/h", "кг": "kg", "км": "km", "см": "cm", "мм": "mm", "мл": "ml"}
SYMBOLS: Phrases = {
    (symbol,): sign
    for symbol, sign in ({sign: sign for sign in SIZES - {"s", "mi", "ft", "km/h"}} | _OTHER_SYMBOLS).items()
}
"""The symbols of measures that are written alike in all languages."""

_CURRENCIES = (
    *("AUD", "BDT", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "ETB", "EUR", "GBP", "GHS", "IDR", "ILS", "INR"),
    *("JPY", "KES", "KRW", "LKR", "MMK", "MXN", "MYR", "NGN", "NOK", "NPR", "PHP", "PKR", "PLN", "RON", "RUB", "SAR"),
    *("SEK", "SGD", "THB", "TRY", "TWD", "TZS", "UAH", "UGX", "USD", "VND", "XAF", "XOF", "ZAR"),
)
_SIGNED = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "BDT": "৳", "JPY": "¥", "KRW": "₩", "NGN": "₦", "ILS": "₪"}
_SIGNED |= {"RUB": "₽", "TRY": "₺", "UAH": "₴", "VND": "₫", "PHP": "₱", "GHS": "₵", "BRL": "R$", "AUD": "A$"}
_SIGNED |= {"CAD": "C$", "SGD": "S$"}
_FAMILIES = (("USD", "AUD", "CAD"), ("GBP", "EGP", "LBP"), ("CHF", "XOF", "GNF"), ("INR", "PKR", "LKR"))
"""Currencies that share a name, first the one that the bare name means in a country that has none of them."""

_AT_HOME = (("SEK", "NOK", "DKK"), ("MXN", "COP", "CLP"), ("UGX", "KES", "TZS"))
"""Those that share a name that means nothing in another country."""

_WORDS_ELSEWHERE = frozenset({"NOK", "RON", "SAR", "SEK", "TRY"})
"""Codes that are a word or another abbreviation in some languages."""

_ALSO_CALLED = {
    "zh": {"元": "", "圆": "", "圓": "", "块": "", "塊": "", "块钱": "", "塊錢": ""},
    "ja": {"ドル": "USD", "ユーロ": "EUR", "元": "CNY"},
    "ko": {"달러": "USD", "유로": "EUR", "엔": "JPY"},
    "th": {"ดอลลาร์": "USD", "ยูโร": "EUR", "เยน": "JPY"},
    "vi": {"đ": "VND"},
    "he": {"שח": "ILS", "שקל": "ILS", "שקלים": "ILS"},
    "tr": {"lira": "TRY", "tl": "TRY", "dolar": "USD", "euro": "EUR"},
}
"""Names of currencies that CLDR has only with a country, or with an ending; empty for the one of the locale."""

_OF = {"es": "de", "pt": "de", "fr": "de", "ca": "de", "ro": "de"}
"""What stands between millions and the name of what is counted."""

_VOWEL = regex.compile("[aeiouh]")

_COUNTS = (1, 2, 5)
_SIGN = regex.compile(r"\p{Sc}")
_WORD_SIGN = regex.compile(r"[\p{Han}\p{Hangul}]")
"""What is a word by itself, and not only the first letter of one."""

_NUMBER = regex.compile(r"\p{N}+")
_WORD = regex.compile(r"[\p{L}\p{M}']+")
_ABBREVIATED = regex.compile(r"(?<=[\p{L}\p{M}])[.॰]")
_LETTERS = regex.compile(r"[\p{L}\p{M}]{2,}\.?")
_SAME_START = 4
_SHORT = 2
"""Letters up to which the short name of a measure is taken for another word, as से (from, and short for second)."""

_METRIC = ("mass", "volume", "length-kilometer", "length-meter", "length-centimeter", "length-millimeter")
_WITH_NUMBER_WORDS = frozenset({"bn", "hi", "en"})
"""Languages in which a measure may follow a number that was said, which short names are too doubtful for."""

_LINK = 3


def units_of(locale: Locale) -> dict[tuple[str, ...], str]:
    """What CLDR calls per cent, degrees, measures and the currencies of the world in a language."""
    units: dict[tuple[str, ...], str] = {}
    signed = _signed(locale)
    for code in (*_CURRENCIES, *_own(locale)[:1]):
        units |= dict.fromkeys(_named(_names(code, locale)), signed.get(code, code))
    units |= _bare_currencies(locale, signed)
    units |= measures_of(locale)
    units |= _with_of(units, _OF.get(locale.language, ""))
    for code in set(_CURRENCIES) - _WORDS_ELSEWHERE:
        units[(code.lower(),)] = signed.get(code, code)
    return units


def _with_of(names: Phrases, of: str) -> dict[tuple[str, ...], str]:
    """The names behind *of*, as in 5 millones de euros, 5 millions d'euros; none if the language has no such word."""
    if not of:
        return {}
    joined = {(f"d'{name[0]}", *name[1:]): sign for name, sign in names.items() if _VOWEL.match(name[0])}
    return {(of, *name): sign for name, sign in names.items()} | joined


def _signed(locale: Locale) -> dict[str, str]:
    """The sign of each currency that has one; that of the locale's own means no other there, as $ in Mexico."""
    own = _own(locale)[:1]
    sign = fold(get_currency_symbol(own[0], locale)) if own else ""
    if not _SIGN.fullmatch(sign):
        return _SIGNED
    return {code: known for code, known in _SIGNED.items() if known != sign} | {own[0]: sign}


def _own(locale: Locale) -> list[str]:
    return get_territory_currencies(territory_of(locale)) if territory_of(locale) else []


def measures_of(locale: Locale) -> Phrases:
    """What CLDR calls per cent, degrees and measures in a language, long and short."""
    units: dict[tuple[str, ...], str] = {}
    for unit, sign in _SIZES.items():
        short = _named(format_unit(n, unit, "short", locale=locale) for n in _COUNTS)
        # If CLDR has no name for a measure in a language, its long form is the short one.
        long = _named(format_unit(n, unit, locale=locale) for n in _COUNTS)
        doubtful = not unit.startswith(_METRIC) or locale.language in _WITH_NUMBER_WORDS
        named = {*short, *long} - {phrase for phrase in short if doubtful and _is_short("".join(phrase))}
        units |= dict.fromkeys(named, sign)
    for unit, sign in _ANGLES.items():
        units |= dict.fromkeys(_named(format_unit(n, unit, locale=locale) for n in _COUNTS), sign)
    return units | dict(SYMBOLS)


def _names(code: str, locale: Locale) -> list[str]:
    """The name of a currency by itself, and as one, two and five are counted."""
    return [get_currency_name(code, count, locale) for count in (None, *_COUNTS)]


def _named(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The names as folded words, of which one at least is not a lone letter."""
    phrases = [_words(_NUMBER.sub(" ", name)) for name in names]
    return [phrase for phrase in phrases if any(len(word) > 1 or _WORD_SIGN.match(word) for word in phrase)]


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and not _WORD_SIGN.match(name)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_ABBREVIATED.sub("", fold(name))))


def _bare_currencies(locale: Locale, signed: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Currencies without the country in their name, as in ``Dollar`` for ``US-Dollar``."""
    own = _own(locale)
    found: dict[tuple[str, ...], str] = {}
    for name, called in _ALSO_CALLED.get(locale.language, {}).items():
        code = called or own[0]
        found[(name,)] = signed.get(code, code)
    for family in (*_FAMILIES, *(family for family in _AT_HOME if set(family) & set(own))):
        code = next((code for code in family if code in own), family[0])
        for names in zip(*(map(_words, _names(member, locale)) for member in family), strict=True):
            found |= dict.fromkeys(_head(_shared(names)), signed.get(code, code))
    for code in own[:1]:
        symbol = get_currency_symbol(code, locale)
        if _LETTERS.fullmatch(symbol):
            found[_words(symbol)] = signed.get(code, code)
        country = _words(locale.territories.get(code[:2], ""))
        for words in map(_words, _names(code, locale)):
            bare = tuple(word for word in words if not any(_alike(word, place) for place in country))
            found |= dict.fromkeys(_head(bare), signed.get(code, code))
    return found


def _shared(names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The words of the first name that all the others have."""
    return tuple(word for word in names[0] if all(word in name for name in names[1:]))


def _head(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words without a link at either end, such as ``des`` and ``ya``; none if nothing else is left."""
    while len(words) > 1 and len(words[-1]) <= _LINK:
        words = words[:-1]
    told = any(len(word) >= _LINK or _WORD_SIGN.match(word) for word in words)
    return [words] if told else []


def _alike(word: str, place: str) -> bool:
    return len(word) >= _SAME_START and word[:_SAME_START] == place[:_SAME_START]


def phrases(table: str) -> dict[tuple[str, ...], str]:
    """Rows of a sign and the phrases that say it, parted by slashes."""
    rows = (row.split(maxsplit=1) for row in table.strip().splitlines())
    return {tuple(fold(phrase).split()): sign for sign, said in rows for phrase in said.split("/")}
