"""Messages about what a collection tells people, by language."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from shrutik_core.collections.words import LARGEST_GOAL, LONGEST_ABOUT, LONGEST_GUIDELINES, MOST_LANGUAGES
from shrutik_core.shared.language_tags import LONGEST_TAG, TAG_RULE
from shrutik_http.messages import NOT_BLANK, without_nul

_ABOUT = "What it is, whose voice is wanted and what happens with it; plain text by BCP 47 tag."
_GUIDELINES = "How its clips are transcribed, shown beside them; plain text by BCP 47 tag."
_GOAL = "Hours of speech that are wanted; null without a goal."


def _without_nuls(texts: dict[str, str]) -> dict[str, str]:
    for tag, text in texts.items():
        without_nul(tag)
        without_nul(text)
    return texts


def _schema(longest: int) -> dict[str, Any]:
    return {
        "maxProperties": MOST_LANGUAGES,
        "propertyNames": {"pattern": f"^(?:{TAG_RULE})$", "maxLength": LONGEST_TAG},
        "additionalProperties": {"type": "string", "pattern": NOT_BLANK, "minLength": 1, "maxLength": longest},
    }


About = Annotated[
    dict[str, str],
    AfterValidator(_without_nuls),
    Field(json_schema_extra=_schema(LONGEST_ABOUT), description=_ABOUT, examples=[{"en": "We collect voices."}]),
]
Guidelines = Annotated[
    dict[str, str],
    AfterValidator(_without_nuls),
    Field(
        json_schema_extra=_schema(LONGEST_GUIDELINES), description=_GUIDELINES, examples=[{"en": "Type what you hear."}]
    ),
]
GoalHours = Annotated[float | None, Field(description=_GOAL, gt=0, le=LARGEST_GOAL)]
