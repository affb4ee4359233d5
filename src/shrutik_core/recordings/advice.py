"""What to tell the speaker about a finding, in their language."""

from collections.abc import Mapping

from shrutik_core.recordings.advice_words import WORDS
from shrutik_core.recordings.quality_rules import Finding
from shrutik_core.shared.writing.tags import primary_subtag

FALLBACK = "en"
LOCALES = ("en", "bn", "hi")
_PERCENT = frozenset({"clipped", "little_speech", "dc_offset"})
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def _words(code: str, locale: str) -> tuple[str, str]:
    """The words for a code and the language they are in: as asked for, or else in English."""
    wanted = primary_subtag(locale)
    texts: Mapping[str, str] = WORDS.get(code, WORDS["unknown"])
    language = wanted if wanted in texts else FALLBACK
    return texts[language], language


def _number(code: str, value: float, language: str) -> str:
    shown = value * 100 if code in _PERCENT else value
    digits = 1 if 0 < abs(shown) < 1 else 0
    text = f"{shown:.{digits}f}".replace("-0", "0") if round(shown, digits) == 0 else f"{shown:.{digits}f}"
    text = text.replace("-", "−")
    return text.translate(_BENGALI) if language == "bn" else text


def advice(finding: Finding, locale: str = FALLBACK) -> str:
    """What is wrong and what to do about it, as one or two sentences.

    Args:
        finding: of `assess`.
        locale: a BCP 47 tag; its language counts. English if there are no words in it.
    """
    return advice_for(finding.code, locale, finding.value)


def advice_for(code: str, locale: str = FALLBACK, value: float | None = None) -> str:
    """The same for a code alone; also for the codes with which an audio processor refuses a file, e.g. ``too_long``."""
    words, language = _words(code, locale)
    return words.format(value="" if value is None else _number(code, value, language))
