"""What a collection tells people: what it is about, how to transcribe it, and how many hours are its goal."""

import math
from collections.abc import Mapping

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.language_tags import check_language
from shrutik_core.shared.plain import check_plain

declare(
    Invalid,
    "collection_words_invalid",
    "A collection cannot tell people this.",
    {"most": "Characters that a text may have."},
)

LONGEST_ABOUT = 2_000
LONGEST_GUIDELINES = 10_000
MOST_LANGUAGES = 40
"""Languages in which each text may be there."""
LARGEST_GOAL = 1_000_000.0
"""Hours."""


def _refused(field: str, detail: str, code: str = "invalid", **figures: int) -> Invalid:
    return Invalid("collection_words_invalid", detail, errors=[FieldError(field, detail, code)], extra=figures)


def _texts(texts: Mapping[str, str], field: str, longest: int) -> dict[str, str]:
    """The texts without white space around them, by their tags in the usual spelling."""
    found = {check_language(tag): check_plain(text.strip(), f"{field}.{tag}") for tag, text in texts.items()}
    if len(found) < len(texts):
        raise _refused(field, "Each language has one text.", "twice")
    if len(found) > MOST_LANGUAGES:
        raise _refused(field, f"A text may be given in at most {MOST_LANGUAGES} languages.")
    for tag, text in found.items():
        if not 0 < len(text) <= longest:
            detail = f"A text has 1 to {longest} characters; leave the language out for none."
            raise _refused(f"{field}.{tag}", detail, most=longest)
    return found


def _about(texts: Mapping[str, str]) -> dict[str, str]:
    return _texts(texts, "about", LONGEST_ABOUT)


def _guidelines(texts: Mapping[str, str]) -> dict[str, str]:
    return _texts(texts, "guidelines", LONGEST_GUIDELINES)


@attrs.frozen
class CollectionWords:
    """What a collection tells people.

    Attributes:
        about: what it is, whose voice is wanted and what happens with it, by BCP 47 tag; up to 2,000 characters each.
        guidelines: how to transcribe its clips, by BCP 47 tag; up to 10,000 characters each.
        goal_hours: of speech that it wants, above 0 and up to a million; None without a goal.

    Raises:
        Invalid: ``collection_words_invalid``, ``language_invalid`` or ``text_invalid``.
    """

    about: Mapping[str, str] = attrs.field(factory=dict, converter=_about)
    guidelines: Mapping[str, str] = attrs.field(factory=dict, converter=_guidelines)
    goal_hours: float | None = None

    def __attrs_post_init__(self) -> None:
        goal = self.goal_hours
        if goal is not None and not (math.isfinite(goal) and 0 < goal <= LARGEST_GOAL):
            raise _refused("goal_hours", f"A goal is above 0 and up to {LARGEST_GOAL:,.0f} hours; null for none.")
