"""Unicode: what makes two written words the same, and what counts as one character."""

import unicodedata

import regex

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\uff07`", "'"))
_JOINERS = regex.compile("[\u200c\u200d]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}']+")
_DIGIT = regex.compile(r"[^\P{Nd}0-9]")
_GRAPHEME = regex.compile(r"\X")


def canonical(text: str) -> str:
    """The canonical composition (NFC): canonically equivalent texts become one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, one apostrophe, no zero-width joiners, ASCII digits; for comparison, never for show."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).lower()
    text = _JOINERS.sub("", text)
    text = _DIGIT.sub(lambda m: str(unicodedata.decimal(m[0], m[0])), text)
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of a text as comparison keys.

    Letters, marks, numbers and apostrophes make words, everything else (danda included) parts them.
    Two texts with the same words say the same thing.
    """
    return _WORD.findall(fold(text))


def comparison_key(text: str) -> str:
    """The words of a text as one string, parted by single spaces; idempotent."""
    return " ".join(words(text))


def graphemes(text: str) -> list[str]:
    """The extended grapheme clusters (UAX 29): what a reader calls characters."""
    return _GRAPHEME.findall(text)
