"""A prompt: what a speaker is asked to say, in so many words or freely."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.shared.ids import CollectionId, PromptId, PromptMediumId
from shrutik_core.shared.plain import is_plain

declare(Invalid, "prompt_text_invalid", "This cannot be a prompt.", {"most": "Characters that a text may have."})
declare(Invalid, "prompt_medium_invalid", "The picture or sound does not go with this kind of prompt.")
declare(
    Invalid,
    "prompt_longest_invalid",
    "This cannot be the longest answer to a prompt.",
    {"most_seconds": "That an answer may last."},
)

LONGEST_PROMPT = 2_000
LONGEST_ANSWER = 3_600
"""Seconds that the longest answer may be allowed."""


class PromptKind(StrEnum):
    """How a speaker is brought to speak."""

    TEXT = "text"
    """By words that they read aloud."""
    PICTURE = "picture"
    """By a picture, of which they say what they like."""
    SOUND = "sound"
    """By a sound, of which they say what they like."""
    QUESTION = "question"
    """By a question, which they answer freely."""


_MEDIA = {PromptKind.PICTURE: "image/", PromptKind.SOUND: "audio/"}


def trimmed(text: str) -> str:
    """The text without white space around it."""
    return text.strip()


@attrs.frozen
class Prompt:
    """What a speaker is asked to say.

    Attributes:
        id: UUIDv7.
        collection: where it belongs.
        text: 1 to 2,000 characters, trimmed: what is read aloud, or the question, or what to say of the picture or
            sound.
        created_at: UTC.
        source: where it comes from and under which licence; may be empty.
        kind: by what the speaker is brought to speak.
        medium: the picture or sound; None for a text or a question.
        media_type: of the medium, such as ``image/png``; None without one.
        longest: seconds that an answer may last, 1 to 3,600; None if that is not limited, and for a text.
        set_aside_at: since when it is offered to nobody, because speakers found it at fault; None if it is offered.
        offered_again_at: when an admin last looked at what was set aside, and offered it again; None if never.

    Raises:
        Invalid: ``prompt_text_invalid``, ``prompt_medium_invalid`` or ``prompt_longest_invalid``.
    """

    id: PromptId
    collection: CollectionId
    text: str = attrs.field(converter=trimmed)
    created_at: datetime
    source: str = ""
    kind: PromptKind = attrs.field(default=PromptKind.TEXT, converter=PromptKind)
    medium: PromptMediumId | None = None
    media_type: str | None = None
    longest: int | None = None
    set_aside_at: datetime | None = None
    offered_again_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if not 0 < len(self.text) <= LONGEST_PROMPT or not is_plain(self.text):
            detail = f"A prompt's text has 1 to {LONGEST_PROMPT} characters."
            raise Invalid(
                "prompt_text_invalid", detail, errors=[FieldError("text", detail)], extra={"most": LONGEST_PROMPT}
            )
        self._check_medium()
        self._check_longest()

    @property
    def script(self) -> str | None:
        """What is said, word for word; None if the answer is free: then the text is not what is heard."""
        return self.text if self.kind is PromptKind.TEXT else None

    def set_aside(self, now: datetime) -> "Prompt":
        """The prompt offered to nobody; as it is if it was set aside before."""
        return self if self.set_aside_at is not None else attrs.evolve(self, set_aside_at=now)

    def offer_again(self, now: datetime) -> "Prompt":
        """The prompt offered again, its faults until now forgotten; as it is if it is offered."""
        if self.set_aside_at is None:
            return self
        return attrs.evolve(self, set_aside_at=None, offered_again_at=now)

    def _check_medium(self) -> None:
        wanted = _MEDIA.get(self.kind)
        if wanted is None and self.medium is None and self.media_type is None:
            return
        if wanted is None:
            detail = f"A {self.kind} has no picture and no sound; leave media_id out, or name another kind."
        elif self.medium is None or not (self.media_type or "").startswith(wanted):
            detail = f"A prompt of the kind {self.kind} needs the media_id of a {self.kind} that was sent before."
        else:
            return
        raise Invalid("prompt_medium_invalid", detail, errors=[FieldError("media_id", detail)])

    def _check_longest(self) -> None:
        if self.longest is None:
            return
        if self.kind is PromptKind.TEXT:
            detail, code = "A text is read to its end; leave longest out, or name another kind.", "contradicts"
        elif not 1 <= self.longest <= LONGEST_ANSWER:
            detail, code = f"An answer may last 1 to {LONGEST_ANSWER} seconds.", "invalid"
        else:
            return
        errors = [FieldError("longest", detail, code)]
        raise Invalid("prompt_longest_invalid", detail, errors=errors, extra={"most_seconds": LONGEST_ANSWER})
