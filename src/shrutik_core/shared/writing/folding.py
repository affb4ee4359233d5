"""The one table of comparison: what is folded so that two spellings of a word have one key, and for which language."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

import attrs
import regex

from shrutik_core.shared.writing.sequences import JOINED, SPELLINGS, VOWELS
from shrutik_core.shared.writing.tags import plain_tag, primary_subtag

Fold = Callable[[str], str]


@attrs.frozen
class Folding:
    """One line of the table.

    Attributes:
        what: is folded, in a few words.
        examples: written forms that become one, e.g. ``হঠাৎ`` in its two codings.
        fold: from a text, in NFC, to the text in which it is folded.
        languages: BCP 47 primary subtags that it is for; empty for all.
        apart: languages in which it would merge words that differ, and that are left out.
    """

    what: str
    examples: tuple[str, ...]
    fold: Fold
    languages: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def holds_for(self, tag: str) -> bool:
        """Whether it is done for a language, by its lower-case BCP 47 tag; empty if the language is not known."""
        primary = primary_subtag(tag)
        if primary in self.apart and tag not in _AS_OTHERS:
            return False
        return not self.languages or primary in self.languages


# Swiss German has no ß, and writes ss for it.
_AS_OTHERS = {"de-ch", "de-li"}
_MOST_ROUNDS = 20

# Letters and marks, not digits: a colon between those is one of a time.
_INDIC = r"(?:(?!\p{N})[\p{Beng}\p{Deva}\p{Gujr}\p{Guru}\p{Orya}\p{Telu}\p{Knda}\p{Mlym}\p{Sinh}])"
_VISARGAS = {"Beng": "\u0983", "Deva": "\u0903", "Gujr": "\u0a83", "Guru": "\u0a03", "Orya": "\u0b03"}
_VISARGAS |= {"Telu": "\u0c03", "Knda": "\u0c83", "Mlym": "\u0d03", "Sinh": "\u0d83"}
LIKE_APOSTROPHES = "\u2019\u2018\u201b\u02bc\u02bb\u02bd\u02b9\u02c8\u2032\u00b4\u055a\u05f3\ua78b\ua78c\uff07`"
_THAI_TONE, _THAI_ABOVE = "[\u0e48-\u0e4c]", "[\u0e31\u0e34-\u0e37\u0e47\u0e4d]"
_LAO_TONE, _LAO_ABOVE = "[\u0ec8-\u0ecb]", "[\u0eb1\u0eb4-\u0eb7\u0ebb\u0ecd]"
_FORMS = ((0x132, 0x134), (0x1C4, 0x1CD), (0x1F1, 0x1F4), (0xFB00, 0xFDD0), (0xFE70, 0xFEFD), (0xFF01, 0xFFEF))
_FONTS = (0x1D400, 0x1D800)
_LONGEST_WORD = 40
_KINDS = {"<wide>", "<narrow>", "<compat>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>"}


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _forms() -> dict[int, str]:
    """Widths, ligatures and presentation forms of letters with what they stand for, from Unicode's own tables.

    Words that have become one sign (U+FDF2 and its like), and spacing signs are not among them.
    """
    found = {}
    for code in (code for first, end in (*_FORMS, _FONTS) for code in range(first, end)):
        kind = unicodedata.decomposition(chr(code)).partition(" ")[0]
        plain = unicodedata.normalize("NFKC", chr(code))
        if kind in _KINDS and " " not in plain:
            found[code] = plain
    return found


def _translated(table: Mapping[int, str]) -> Fold:
    return lambda text: text.translate(table)


def _replaced(table: dict[str, str]) -> Fold:
    pattern = regex.compile("|".join(sorted(map(regex.escape, table), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


def _changed(pattern: str, by: str) -> Fold:
    compiled = regex.compile(pattern)
    return lambda text: compiled.sub(by, text)


def _letters(pairs: str) -> Fold:
    """Each first letter becomes the second one."""
    letters = pairs.split()
    return _translated(dict(zip(map(ord, letters[::2]), letters[1::2], strict=True)))


def _casefold(text: str) -> str:
    # The Turkish capital İ leaves its dot behind as a mark of its own.
    return text.casefold().replace("i\u0307", "i")


def _casefold_but_sharp_s(text: str) -> str:
    return "ß".join(map(_casefold, text.replace("ẞ", "ß").split("ß")))


def _geminate(text: str) -> str:
    return _BETWEEN_L.sub("", text).replace("ŀ", "l")


def _digits(text: str) -> str:
    return _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0], match[0])), text)


def _visarga(text: str) -> str:
    return _VISARGA_COLON.sub(lambda match: _VISARGAS[_script(text[match.start() - 1])], text)


def _script(letter: str) -> str:
    return next(script for script, pattern in _OF_SCRIPT.items() if pattern.match(letter))


_DIGIT = regex.compile(r"[^\P{Nd}0-9]")
_COLON = rf"(?<={_INDIC}\p{{DI}}*):(?=\p{{DI}}*{_INDIC})"
_QUOTES = r"(?<=\p{Hebrew}\p{DI}*)[\"״](?=\p{DI}*\p{Hebrew})"
_DOT = r"(?<=[lLŀĿ]\p{DI}*)[·‧](?=\p{DI}*[lL])"
WITHIN_WORDS = f"{_COLON}|{_QUOTES}|{_DOT}"
"""Signs that are part of a word where they stand between two of its letters; a pattern."""
_VISARGA_COLON, _BETWEEN_L = regex.compile(_COLON), regex.compile(_DOT)
_OF_SCRIPT = {script: regex.compile(rf"\p{{{script}}}") for script in _VISARGAS}


def _sara_am(nikhahit: str, aa: str, am: str, tone: str) -> Fold:
    """A vowel sign am that was typed in parts, or before its tone, becomes the tone and the one sign."""
    return _changed(f"({tone}){nikhahit}{aa}|{nikhahit}({tone}){aa}|{am}({tone})|{nikhahit}{aa}", rf"\1\2\3{am}")


_THAI_PARTS = (
    _sara_am("\u0e4d", "\u0e32", "\u0e33", _THAI_TONE),
    _sara_am("\u0ecd", "\u0eb2", "\u0eb3", _LAO_TONE),
    _changed(f"({_THAI_TONE})({_THAI_ABOVE})", r"\2\1"),
    _changed(f"({_LAO_TONE})({_LAO_ABOVE})", r"\2\1"),
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE = regex.compile(f"(o)([ae])([{_TONES}])(?!\\w)|(?<![qQ])(u)(y)([{_TONES}])(?!\\w)")


def _thai(text: str) -> str:
    for part in _THAI_PARTS:
        text = part(text)
    return text


def _vietnamese(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return _nfc(_LATE_TONE.sub(lambda m: (m[1] or m[4]) + (m[3] or m[6]) + (m[2] or m[5]), apart))


FOLDINGS = (
    Folding("letters once written with a joiner", ("ত্\u200d ৎ", "ന്\u200d ൻ"), _replaced(JOINED)),
    Folding(
        "invisible characters: soft hyphens, joiners, direction marks, variation selectors",
        ("co\u00adoperate cooperate", "می\u200cرود میرود"),
        _changed(r"\p{Default_Ignorable_Code_Point}+", ""),
    ),
    Folding(
        "widths, ligatures and presentation forms of letters", ("ﬁne fine", "ＡＢＣ abc", "ﻻ لا"), _translated(_forms())
    ),
    Folding("I and İ are ı and i", ("ISPARTA ısparta",), _letters("I ı İ i"), ("tr", "az", "crh")),
    Folding("case", ("STRASSE Straße", "ΣΟΦΟΣ σοφος"), _casefold, apart=("de",)),
    Folding("case, but for ß, which tells words apart", ("MAẞE Maße",), _casefold_but_sharp_s, ("de",)),
    Folding(
        "what is typed for an apostrophe",
        ("oʻzbek o'zbek o‘zbek",),
        _translated(dict.fromkeys(map(ord, LIKE_APOSTROPHES), "'")),
    ),
    Folding("digits of any script", ("৪২ 42",), _digits),
    Folding("letters stretched with a tatweel", ("كتـــاب كتاب",), _changed("[\u0640\u07fa]+", "")),
    Folding("a vowel letter with a vowel sign for another vowel letter", ("অা আ", "अा आ"), _replaced(VOWELS)),
    Folding("other sequences that Unicode says not to use", ("ஸ்ரீ ஶ்ரீ", "เเ แ"), _replaced(SPELLINGS)),
    Folding(
        "sara am typed in parts, and tone marks before the vowel they stand over",
        ("นํ้า น้ำ",),
        _thai,
    ),
    Folding("a colon between letters of an Indic script for a visarga", ("দু:খ দুঃখ", "दु:ख दुःख"), _visarga),
    Folding(
        "gershayim and quotation marks between Hebrew letters",
        ('צה"ל צה״ל',),
        _changed(_QUOTES, ""),
    ),
    Folding("the dot between two l", ("col·legi coŀlegi",), _geminate),
    Folding("ş and ţ with a cedilla for ș and ț", ("ţară țară",), _letters("ş ș ţ ț"), ("ro", "mo")),
    Folding("Arabic yeh and kaf for Persian ones", ("كتابي کتابی",), _letters("ي ی ى ی ك ک"), ("fa", "ur")),
    Folding("Persian yeh and kaf for Arabic ones", ("کتابی كتابي",), _letters("ی ي ک ك"), ("ar",)),
    Folding("Arabic heh for the Urdu one", ("هم ہم",), _letters("ه ہ"), ("ur",)),
    Folding("a line below for a dot below", ("e̩ ẹ",), _changed("\u0329", "\u0323"), ("yo", "ig")),
    Folding(
        "the tone of oa, oe and uy at the end of a word, on either letter",
        ("hoà hòa",),
        _vietnamese,
        ("vi",),
    ),
)
"""All of it, in the order in which it is done; a text is in NFC before each line."""


@attrs.frozen
class _Folder:
    """What is done for one language, and the ASCII letters that it does not simply make small."""

    steps: tuple[Fold, ...]
    odd: frozenset[str]

    def __call__(self, text: str) -> str:
        folded = _nfc(text)
        # What one line makes may be for an earlier one, as where marks stand in an order that no one would type.
        for _ in range(_MOST_ROUNDS):
            before = folded
            for step in self.steps:
                changed = step(folded)
                if changed != folded:
                    folded = _nfc(changed)
            if folded == before:
                break
        return folded


@lru_cache(maxsize=256)
def _folder(tag: str) -> _Folder:
    made = _Folder(tuple(line.fold for line in FOLDINGS if line.holds_for(tag)), frozenset())
    return attrs.evolve(made, odd=frozenset(sign for sign in map(chr, range(128)) if made(sign) != sign.lower()))


def fold(text: str, language: str | None = None) -> str:
    """A text as its words are compared, never for show; idempotent, the same for canonically equivalent texts.

    Args:
        text: any text.
        language: BCP 47 tag, for what only some languages fold; None if it is not known.
    """
    tag = plain_tag(language)
    return _folded(text, tag) if len(text) <= _LONGEST_WORD else _folded.__wrapped__(text, tag)


@lru_cache(maxsize=32_768)
def _folded(text: str, tag: str) -> str:
    folder = _folder(tag)
    return text.lower() if text.isascii() and folder.odd.isdisjoint(text) else folder(text)
