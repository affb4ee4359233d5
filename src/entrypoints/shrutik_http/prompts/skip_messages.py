"""Messages about skips of prompts."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.prompts.skip import PromptSkip, PromptSkipReason
from shrutik_http.messages import Message, Request


class PromptSkipRequest(Request):
    """Why a speaker would rather not say a prompt."""

    reason: Annotated[
        PromptSkipReason,
        Field(
            description="`cannot_read`: hard to read or to say; `has_errors`: it has typing errors; `wrong_language`; "
            "`offensive`; `personal`: I would rather not say this; `other`."
        ),
    ]
    speaker: Annotated[
        UUID | None, Field(description="A speaker whom you look after, if it was not for your own voice.")
    ] = None


class SkippedPromptMessage(Message):
    """A prompt that was skipped."""

    prompt_id: UUID
    reason: Annotated[PromptSkipReason, Field(description="The last that was given.")]

    @classmethod
    def of(cls, skip: PromptSkip) -> Self:
        """The skip."""
        return cls(prompt_id=skip.prompt, reason=skip.reason)
