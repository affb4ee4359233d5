"""Who is looked for: people of whose name or address only the beginnings of some words are typed."""

import unicodedata
from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase

import attrs

LONGEST_SOUGHT = 254
"""Characters; as many as the longest address has."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@attrs.frozen
class Sought:
    """What is typed of a name or an address.

    Attributes:
        words: each in its spellings, of which one begins a word of the name, or the address; at least one word.
    """

    words: tuple[frozenset[str], ...] = attrs.field(validator=attrs.validators.min_len(1))

    @classmethod
    def typed(cls, text: str) -> "Sought | None":
        """What somebody typed; None if that is nothing.

        ASCII letters are compared in lower case on both sides, and all else as it is written, as any database can.
        So that nobody minds capitals, a word stands here as it was typed, in lower case, in capitals, and capitalised.
        """
        words = unicodedata.normalize("NFC", text).replace("\0", "").split()
        return cls(tuple(frozenset(map(lowered, _spellings(word))) for word in words)) if words else None

    def finds(self, name: str, email: str | None) -> bool:
        """Whether each word begins a word of the name, or the address."""
        told = [lowered(word) for word in name.split(" ")] + ([email] if email else [])
        return all(any(word.startswith(tuple(one)) for word in told) for one in self.words)


def lowered(text: str) -> str:
    """The text with its ASCII letters in lower case."""
    return text.translate(_LOWER)


def _spellings(word: str) -> Iterable[str]:
    return (word, word.lower(), word.upper(), word.capitalize())
