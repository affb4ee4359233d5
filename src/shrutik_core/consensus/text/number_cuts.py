"""One word cut into the tokens that numbers are made of, and where each of them stands in what was typed."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import regex

from shrutik_core.consensus.text.han_numerals import han_numerals
from shrutik_core.consensus.text.number_parts import Part, Sense, part_of
from shrutik_core.consensus.text.number_signs import number_signs_of
from shrutik_core.shared.texts import WITHOUT_SPACES, graphemes
from shrutik_core.shared.writing.folding import fold

_NO_MINUS = (
    rf"(?<![\p{{N}}.,/%‰°\p{{Sc}}]|\p{{N}}:|[[\p{{L}}\p{{M}}]--{WITHOUT_SPACES}]|\p{{N}}{WITHOUT_SPACES}{{1,4}})"
)
"""What a minus does not stand right behind: another word, a figure, or a figure with its unit, as in 5公里-10公里."""

_ATOM = regex.compile(
    r"(?V1)(?:[0-9]{2,4}[年년])?[0-9]{1,2}[月월][0-9]{1,2}[日号號일]|[0-9]{1,2}[時时點点시](?:[0-9]{1,2}[分분]|半|반)"
    r"|(?<![0-9.,:])[0-9]{1,2}h[0-5][0-9](?![0-9])"
    r"|[0-9]+(?:-[0-9]+){2,}|[0-9]+-0[0-9]+|(?<![0-9])[0-9]{3}-[0-9][0-9](?!00|50)[0-9][0-9](?![0-9])"
    r"|(?<![\p{L}\p{M}\p{N}.])[.][0-9]+"
    r"|[0-9]+(?:[.,:/'٫٬\u00a0\u202f\u2009][0-9]+)*"
    r"|(?<![\p{L}\p{M}\p{N}])[acrs]\$"
    r"|[\p{No}\p{Nl}\p{Sc}%‰°#]"
    rf"|{_NO_MINUS}-(?=\p{{Sc}}?[.]?[0-9])"
    r"|[\p{L}\p{M}](?:[\p{L}\p{M}']*[\p{L}\p{M}])?"
)
_SAME_SIGN = (
    (regex.compile(r"(?<=[\p{N}%‰°])[\u2012\u2013\u2212~\u301c\uff5e](?=\p{Sc}?\p{N})"), "-"),
    (regex.compile(rf"(?V1){_NO_MINUS}[\u2012\u2013\uff0d\ufe63](?=\p{{Sc}}?\d)|\u2212"), "-"),
    (regex.compile(r"\b(কি|সে|মি|कि|से|मि)[.॰](মি|গ্রা|লি|मी|ग्रा|ली)[.॰]?"), r"\1\2"),
    (regex.compile(r"(?:负|負|零下|マイナス)(?=\p{Nd})"), "-"),
    (regex.compile(r"(?<=\p{Nd})/[-=](?![\p{N}\p{L}])"), ""),
    (regex.compile(r"(?<=\p{Nd})·(?=\p{Nd})"), "."),
    (regex.compile(r"\b(కి|సె|మి|ਕਿ|ਸੈ|ਮਿ|કિ|સે|મિ|कि|से)[.](మీ|గ్రా|లీ|ਮੀ|ਗ੍ਰਾ|ਲੀ|મી|ગ્રા|લી|मि|ग्रा)[.]?"), r"\1\2"),
    (regex.compile("[\u200e\u200f\u061c]"), ""),
    (regex.compile("[٪％﹪]"), "%"),
    (regex.compile(r"(?:百分之|(?<![\p{N}\p{L}])%)(\p{Nd}+(?:[.,٫]\p{Nd}+)*)(?![\p{N}%])"), r"\1%"),
    (regex.compile(r"(?i)(?<!\p{L})km/h(?!\p{L})"), "kmh"),
    (regex.compile("℃"), "°c"),
    (regex.compile("℉"), "°f"),
    (regex.compile(r"(?i)[№＃]|(?<!\p{L})n\.?[°º]|\bnos?\.(?=\d)|\bnr\.(?=\d)"), "#"),
    (regex.compile(r"(?i)\b([ap])\.m\b\.?"), r"\1m"),
    (regex.compile(r"(?i)\b(rs|tk)\.(?=\d)"), r"\1"),
    (regex.compile(r"(?i)\bus\$"), "$"),
    (regex.compile(r"(?i)\b24[x×]7\b"), "24/7"),
)
_UNUSUAL = regex.compile("[^A-Za-z']")
_GOES_ON = regex.compile(rf"(?V1)[{WITHOUT_SPACES}\p{{Hangul}}]")
"""Letters of scripts in which a unit that is written onto digits is followed by the next word without a space."""

_FOLDED_TOGETHER = 4
"""Clusters that may fold to one, as the parts of a sara am do."""

_WORD_SIGN = regex.compile(r"[\p{Han}\p{Hangul}]")
_MARK = regex.compile(r"\p{M}")
_COUNTED = frozenset({Sense.DIGITS, Sense.SCALE, Sense.PORTION})

Token = tuple[str, str, Part | None]
"""A folded token, what lies between it and the one before, and what it is in a number."""

Same = str | Callable[["regex.Match[str]"], str]

Cut = tuple[tuple[Token, ...], str]
"""The tokens of a word, and what is left behind the last."""


def cuts(words: Sequence[str], language: str | None) -> Iterator[Cut]:
    """Of each word of a text its tokens, and what is left behind the last of them."""
    before: Part | None = None
    for word in words:
        tokens, behind = cut(word, language)
        if tokens and before and before.sense in _COUNTED and not tokens[0][1]:
            tokens = (*units_off(tokens[0], language), *tokens[1:])
        before = tokens[-1][2] if tokens and not behind else None
        yield tokens, behind


@lru_cache(64)
def _same_signs(language: str | None) -> tuple[tuple["regex.Pattern[str]", Same], ...]:
    return (*han_numerals(language), *_SAME_SIGN)


@lru_cache(2**16)
def cut(word: str, language: str | None) -> Cut:
    """The tokens of one word, each with what is before it, and what is left behind the last."""
    if _UNUSUAL.search(word):
        for sign, same in _same_signs(language):
            word = sign.sub(same, word)
    folded = fold(word)
    found: list[Token] = []
    end = 0
    for match in _ATOM.finditer(folded):
        token = (match[0], folded[end : match.start()], part_of(match[0], language))
        before = found[-1][2] if found and not token[1] else None
        found += units_off(token, language) if before and before.sense in _COUNTED else (token,)
        end = match.end()
    return tuple(found), folded[end:]


def units_off(token: Token, language: str | None) -> Sequence[Token]:
    """A token behind digits; if other words may follow in it without a space, its scales and its unit by themselves."""
    letters, between, _ = token
    if not _GOES_ON.match(letters) or not _named(letters, language):
        return (token,)
    found: list[Token] = []
    scaled = True
    while letters and scaled:
        length = _named(letters, language)
        part = part_of(letters[:length], language) if length else None
        scaled = part is not None and part.sense is Sense.SCALE
        length = length or len(letters)
        found.append((letters[:length], "" if found else between, part))
        letters = letters[length:]
    return [*found, (letters, "", part_of(letters, language))] if letters else found


def _named(letters: str, language: str | None) -> int:
    """How many of the letters are a unit or a scale that they begin with; 0 if there is none."""
    signs = number_signs_of(language)
    for length in range(min(len(letters), signs.longest), 0, -1):
        name = letters[:length]
        told = length > 1 or length == len(letters) or _WORD_SIGN.match(name)
        known = (name,) in signs.units or name in signs.scales or name in signs.hours | signs.calendar
        if known and told and not _MARK.match(letters, length):
            return length
    return 0


def typed_places(word: str, language: str | None) -> Sequence[int]:
    """Where in a word each character of its folded form, as ``cut`` looks at it, was typed; and where the word ends.

    Empty if that cannot be told.
    """
    places: Sequence[int] = range(len(word) + 1)
    if word.isascii() and not _UNUSUAL.search(word):
        return places
    for sign, same in _same_signs(language):
        word, places = _replaced(sign, same, word, places)
    folded = fold(word)
    found: list[int] = []
    start = 0
    for typed, made in _folded_parts(word, folded):
        alike = len(typed) == made
        found += places[start : start + made] if alike else [places[start]] * made
        start += len(typed)
    return [*found, places[-1]] if len(found) == len(folded) else ()


def _folded_parts(word: str, folded: str) -> Iterator[tuple[str, int]]:
    """The parts of a word, end to end, each with the number of characters that it becomes in the folded word."""
    clusters = graphemes(word)
    place = start = 0
    while place < len(clusters):
        tried = (("".join(clusters[place : place + many]), many) for many in range(1, _FOLDED_TOGETHER + 1))
        made = ((typed, many, fold(typed)) for typed, many in tried)
        first = (clusters[place], 1, fold(clusters[place]))
        if place + 1 < len(clusters) and folded.startswith(fold(clusters[place + 1]), start):
            first = (clusters[place], 1, "")
        typed, many, letters = next((one for one in made if folded.startswith(one[2], start)), first)
        yield typed, len(letters)
        place, start = place + many, start + len(letters)


def _replaced(sign: "regex.Pattern[str]", same: Same, word: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """A word with a sign replaced in it, and the places of its characters."""
    parts: list[str] = []
    kept: list[int] = []
    end = 0
    for match in sign.finditer(word):
        by = match.expand(same) if isinstance(same, str) else same(match)
        parts += (word[end : match.start()], by)
        kept += (*places[end : match.start()], *[places[match.start()]] * len(by))
        end = match.end()
    return ("".join([*parts, word[end:]]), [*kept, *places[end:]]) if parts else (word, places)
