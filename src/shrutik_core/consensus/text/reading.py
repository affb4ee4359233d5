"""How the texts of a collection are read: in which language, and which tags in them are not words."""

from functools import lru_cache

import attrs
import regex

from shrutik_core.shared.texts import canonical, comparison_key

TAGS = (
    "unk unknown inaudible unintelligible unclear indistinct noise silence blank laughter laughs music applause cough "
    "breath crosstalk overlap foreign spn sil"
)
"""Words that are tags if they stand in brackets of any kind, e.g. ``<unk>``, ``[noise]``, ``(unclear)``."""

_BRACKET = regex.compile(r"[<\[({〈（［]")
_OPENED, _CLOSED = r"[<\[({〈（［]\s*", r"\s*[>\])}〉）］]"


@lru_cache(maxsize=64)
def _pattern(tags: str) -> "regex.Pattern[str]":
    words = (r"[\s_-]*".join(map(regex.escape, word.split("_"))) for word in canonical(tags).split())
    one = "|".join(sorted(words, key=len, reverse=True)) or "(?!)"
    return regex.compile(rf"({_OPENED}(?:{one}){_CLOSED})", regex.IGNORECASE)


@attrs.frozen
class Reading:
    """How texts are read.

    Attributes:
        language: BCP 47 tag, for what is folded in some languages only; None if it is not known.
        tags: words parted by spaces that are tags in brackets; ``_`` in one stands for a space, a hyphen or nothing.
    """

    language: str | None = None
    tags: str = TAGS

    def parts(self, text: str) -> list[str]:
        """A text in NFC cut at its tags: words at even places, perhaps empty, and a tag at each odd one."""
        return _pattern(self.tags).split(text) if _BRACKET.search(text) else [text]

    def key(self, text: str) -> str:
        """The words of a text, tags aside, as one string."""
        return comparison_key(self.untagged(text), self.language)

    def untagged(self, text: str) -> str:
        """The text with a space for each tag."""
        return " ".join(self.parts(canonical(text))[::2])

    def is_only_tags(self, text: str) -> bool:
        """Whether there is a tag in the text, and not a word."""
        return len(self.parts(canonical(text))) > 1 and not self.key(text)
