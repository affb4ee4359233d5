"""CLDR's data of a language, by its BCP 47 tag."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from shrutik_core.consensus.text.word_lists import named_language


@lru_cache(256)
def locale_of(tag: str | None) -> Locale | None:
    """The locale of a tag, or of its language alone; None if CLDR has neither, or the tag names no language."""
    named = named_language(tag)
    for name in ((tag or "").replace("_", "-"), named) if named else ():
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def territory_of(locale: Locale) -> str:
    """Where a locale is at home, as an ISO 3166 code: as its tag says, or else where most people speak it."""
    likely = get_global("likely_subtags").get(locale.language, "")
    return str(locale.territory or likely.rpartition("_")[2])
