"""Messages about prompts."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field

from shrutik_core.prompts.prompt import LONGEST_PROMPT, Prompt
from shrutik_http.messages import (
    NOT_BLANK,
    CollectionName,
    InSchema,
    Message,
    PageMessage,
    PageQuery,
    Query,
    Request,
    Text,
)

PromptText = Annotated[Text, InSchema(minLength=1, maxLength=LONGEST_PROMPT, pattern=NOT_BLANK)]


class PromptQuery(PageQuery):
    """Whose prompts are wanted."""

    collection: CollectionName


class PromptsRequest(Request):
    """Texts to be said; those that the collection has already are passed over."""

    collection: CollectionName
    texts: Annotated[list[PromptText], Field(min_length=1, max_length=10_000)]
    source: Annotated[Text, Field(description="Where the texts come from and under which licence.")] = ""


class PromptsImportQuery(Query):
    """Where imported prompts go."""

    collection: CollectionName
    source: Text = ""


class ImportedPrompt(BaseModel):
    """One line of an import in JSON Lines; files have other members, which are passed over."""

    text: Text


class PromptsAdded(Message):
    """How many texts were new."""

    added: int
    passed_over: int


class NextPromptRequest(Request):
    """The collection for which the caller wants something to say."""

    collection: CollectionName


class PromptMessage(Message):
    """One text to be read aloud."""

    id: UUID
    collection_id: UUID
    text: str
    source: str
    created_at: datetime

    @classmethod
    def of(cls, prompt: Prompt) -> Self:
        """The prompt."""
        return cls(
            id=prompt.id,
            collection_id=prompt.collection,
            text=prompt.text,
            source=prompt.source,
            created_at=prompt.created_at,
        )


class PromptPage(PageMessage[PromptMessage]):
    """Some prompts of a collection, and where the next page begins."""
