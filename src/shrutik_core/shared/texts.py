"""Unicode: what makes two texts say the same, and what counts as one character."""

import unicodedata

import regex

from shrutik_core.shared.writing.folding import fold

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}']+")
_LETTER = regex.compile(r"\p{L}")
_FOLDED_TOGETHER = 4
"""Clusters that may fold to one, as the parts of a sara am do; a bound, so that long runs take no longer each."""
_GRAPHEME = regex.compile(r"\X")
WITHOUT_SPACES = (
    r"[\p{Thai}\p{Laoo}\p{Khmr}\p{Mymr}\p{Lana}\p{Talu}\p{Tale}\p{Tavt}\p{Java}\p{Bali}\p{Han}\p{Bopo}"
    r"\p{Script_Extensions=Hira}\p{Script_Extensions=Kana}--[\p{N}\p{Latn}']]"
)
"""A set of the regex module, version 1: the letters of scripts that are written without spaces between words."""

_UNSPACED = regex.compile(rf"(?V1){WITHOUT_SPACES}")


def canonical(text: str) -> str:
    """The canonical composition (NFC): canonically equivalent texts become one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words(text: str, language: str | None = None) -> list[str]:
    """The words of a text as comparison keys.

    Letters, marks, numbers and apostrophes make words, everything else (danda included) parts them. In scripts that
    are written without spaces each grapheme cluster is one. Two texts with the same words say the same thing.

    Args:
        text: as typed.
        language: BCP 47 tag, for spellings that are one word in some languages only; None if it is not known.
    """
    found = _WORD.findall(fold(text, language))
    if not text.isascii():
        found = [piece for word in found for piece in pieces(word)]
    return [word for word in found if word.strip("'")]


def pieces(word: str) -> list[str]:
    """A folded word, or each grapheme cluster of it that is of a script written without spaces; in order."""
    if word.isascii() or not _UNSPACED.search(word):
        return [word]
    found: list[str] = []
    going_on = False
    for cluster in _GRAPHEME.findall(word):
        alone = _UNSPACED.match(cluster) is not None
        if alone or not going_on:
            found.append(cluster)
        else:
            found[-1] += cluster
        going_on = not alone
    return found


def is_unspaced(text: str) -> bool:
    """Whether more of its letters than not are of scripts written without spaces, such as Thai or Chinese."""
    if text.isascii():
        return False
    letters = _LETTER.findall(text)
    return 2 * sum(_UNSPACED.match(letter) is not None for letter in letters) > len(letters)


def comparison_key(text: str, language: str | None = None) -> str:
    """The words of a text as one string, parted by single spaces; idempotent."""
    return " ".join(words(text, language))


def graphemes(text: str) -> list[str]:
    """The extended grapheme clusters (UAX 29): what a reader calls characters."""
    return _GRAPHEME.findall(text)


def typed_pieces(typed: str, language: str | None = None) -> list[tuple[str, str]]:
    """A run of letters as typed, cut as `words` cuts it: each part as typed, with its key; in order, end to end.

    A part whose key is empty, or apostrophes alone, is not a word.

    Args:
        typed: letters, marks, numbers, apostrophes and what is invisible, without a space.
        language: as for `words`.
    """
    key = fold(typed, language)
    keys = pieces(key)
    if len(keys) == 1:
        return [(typed, key)]
    clusters = _GRAPHEME.findall(typed)
    if [fold(cluster, language) for cluster in clusters] == keys:
        return list(zip(clusters, keys, strict=True))
    return _cut_to(typed, keys, language)


def _cut_to(typed: str, keys: list[str], language: str | None) -> list[tuple[str, str]]:
    """The parts of what was typed that fold to these keys, if more than one cluster may make one key."""
    parts: list[tuple[str, str]] = []
    start, clusters, folded = 0, 0, ""
    for match in _GRAPHEME.finditer(typed):
        if len(parts) == len(keys) - 1:
            break
        clusters += 1
        folded += fold(match[0], language)
        key, end = keys[len(parts)], match.end()
        if folded == key or (clusters <= _FOLDED_TOGETHER and fold(typed[start:end], language) == key):
            parts.append((typed[start:end], key))
            start, clusters, folded = end, 0, ""
    if len(parts) < len(keys) - 1:
        # What is folded across the places where it is cut cannot be shown in parts: the keys stand for themselves.
        return [(key, key) for key in keys]
    return [*parts, (typed[start:], keys[-1])]
