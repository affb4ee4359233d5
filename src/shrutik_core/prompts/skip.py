"""A skip of a prompt: a speaker's word that they would rather not say it, and why."""

from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.shared.ids import PromptId, PromptSkipId, SpeakerId


class PromptSkipReason(StrEnum):
    """Why a speaker would rather not say a prompt."""

    CANNOT_READ = "cannot_read"
    """It is hard to read, or hard to say."""
    HAS_ERRORS = "has_errors"
    """There are typing errors in it."""
    WRONG_LANGUAGE = "wrong_language"
    """It is in another language than the collection's."""
    OFFENSIVE = "offensive"
    """It offends."""
    PERSONAL = "personal"
    """The speaker would rather not say this; others may."""
    OTHER = "other"
    """Something else."""


FAULTS = frozenset({PromptSkipReason.HAS_ERRORS, PromptSkipReason.WRONG_LANGUAGE, PromptSkipReason.OFFENSIVE})
"""Reasons that are faults of the prompt itself: whoever is offered it next will find the same."""


@attrs.frozen
class PromptSkip:
    """A speaker's skip of one prompt; there is one of each speaker and prompt, and its last reason counts.

    Attributes:
        id: UUIDv7.
        prompt: what was skipped; it is not offered to the speaker again.
        speaker: whose voice it was to be.
        reason: why, as the speaker said last.
        skipped_at: UTC; when the speaker skipped it first.
    """

    id: PromptSkipId
    prompt: PromptId
    speaker: SpeakerId
    reason: PromptSkipReason = attrs.field(converter=PromptSkipReason)
    skipped_at: datetime

    @property
    def is_fault(self) -> bool:
        """Whether the prompt is at fault, and not the speaker's to say or leave."""
        return self.reason in FAULTS
