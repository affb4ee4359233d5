"""When two names are one: what cannot be seen around them and how their characters are composed says nothing."""

import unicodedata

import regex

# Variation selectors and tags end the name of an emoji, and can be seen.
_UNSEEN = r"[[\p{Z}\p{Cc}\p{DI}]--[\p{VS}\U000E0000-\U000E0FFF]]"
_EDGES = regex.compile(rf"^{_UNSEEN}+|{_UNSEEN}+\Z", regex.V1)
_SPACE = regex.compile(r"\p{Zs}")


def tidy_name(name: str) -> str:
    """A name as it is compared: nothing unseen around it, plain spaces within, NFC; idempotent.

    Returns:
        The name; empty if nothing of it can be seen.
    """
    if name.isascii() and name.isprintable() and name[:1] != " " != name[-1:]:
        return name
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _EDGES.sub("", name)))


def says_nothing(cell: object) -> bool:
    """Whether a cell is empty, or a text in which nothing can be seen."""
    return cell is None or (isinstance(cell, str) and not tidy_name(cell))
