"""A prompt: what a speaker is asked to say."""

from datetime import datetime

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, PromptId
from shrutik_core.shared.plain import is_plain

declare(Invalid, "prompt_text_invalid", "This cannot be a prompt.")

LONGEST_PROMPT = 2_000


def trimmed(text: str) -> str:
    """The text without white space around it."""
    return text.strip()


@attrs.frozen
class Prompt:
    """One text to be read aloud.

    Attributes:
        id: UUIDv7.
        collection: where it belongs.
        text: 1 to 2,000 characters, trimmed; unique in its collection.
        created_at: UTC.
        source: where the text comes from and under which licence; may be empty.

    Raises:
        Invalid: ``prompt_text_invalid``.
    """

    id: PromptId
    collection: CollectionId
    text: str = attrs.field(converter=trimmed)
    created_at: datetime
    source: str = ""

    @text.validator
    def _check_text(self, _: object, text: str) -> None:
        if not 0 < len(text) <= LONGEST_PROMPT or not is_plain(text):
            detail = f"A prompt's text has 1 to {LONGEST_PROMPT} characters."
            raise Invalid("prompt_text_invalid", detail, errors=[FieldError("text", detail)])
