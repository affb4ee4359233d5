"""Messages about what is to be said: languages, collections, prompts."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_http.schemas.base import CollectionName, Message, PageQuery, Text, View
from shrutik_http.schemas.policies import PoliciesMessage, PoliciesView


class LanguageView(View):
    """A language that Shrutik can name; others are taken by their BCP 47 tags."""

    tag: str
    name: str
    endonym: str
    direction: str


class LanguagesView(View):
    """All of them; the list has one page."""

    items: list[LanguageView]
    next_cursor: None = None


class ConsentTextMessage(Message):
    """What speakers agree to, word for word."""

    version: Text
    text: Text


class CollectionMessage(Message):
    """A collection as an admin wishes it."""

    slug: Annotated[Text, Field(examples=["bn-read"])]
    language: Annotated[Text, Field(description="BCP 47.", examples=["bn"])]
    name: Text
    licence: Annotated[Text, Field(description="SPDX.", examples=["CC0-1.0"], min_length=1, max_length=100)]
    consent: ConsentTextMessage
    policies: PoliciesMessage = Field(default_factory=lambda: PoliciesMessage({}))


class CollectionChange(Message):
    """The policies that a collection gets in place of those it has."""

    policies: PoliciesMessage


class ConsentTextView(View):
    """What speakers agree to, word for word."""

    version: str
    text: str


class CollectionView(View):
    """What is collected together."""

    id: UUID
    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentTextView
    policies: PoliciesView
    created_at: datetime


class CollectionQuery(PageQuery):
    """Which collections are wanted."""

    language: Annotated[Text | None, Field(description="BCP 47.")] = None


class PromptQuery(PageQuery):
    """Whose prompts are wanted."""

    collection: CollectionName


class PromptsMessage(Message):
    """Texts to be said; those that the collection has already are passed over."""

    collection: CollectionName
    texts: Annotated[list[Text], Field(min_length=1, max_length=10_000)]
    source: Annotated[Text, Field(description="Where the texts come from and under which licence.")] = ""


class PromptsImportQuery(Message):
    """Where imported prompts go."""

    collection: CollectionName
    source: Text = ""


class ImportedPrompt(Message):
    """One line of an import in JSON Lines."""

    text: Text


class PromptsAdded(View):
    """How many texts were new."""

    added: int
    passed_over: int


class PromptWish(Message):
    """Who wants something to say."""

    collection: CollectionName


class PromptView(View):
    """One text to be read aloud."""

    id: UUID
    collection_id: UUID
    text: str
    source: str
    created_at: datetime
