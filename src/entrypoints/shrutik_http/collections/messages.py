"""Messages about collections and languages."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.collections.collection import LONGEST_COLLECTION_NAME, SLUG_RULE, Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.prompts.language import Language
from shrutik_core.use_cases.collections.create_collection import CollectionDraft
from shrutik_http.collections.policies import PoliciesMessage, PoliciesRequest
from shrutik_http.consents.document_messages import ConsentDraftRequest, ConsentTextMessage
from shrutik_http.messages import InSchema, LanguageTag, Message, PageMessage, PageQuery, Request, Text, a_match


class LanguageMessage(Message):
    """A language that Shrutik can name; others are taken by their BCP 47 tags."""

    tag: str
    name: str
    endonym: str
    direction: str

    @classmethod
    def of(cls, language: Language) -> Self:
        """The language."""
        return cls(tag=language.tag, name=language.name, endonym=language.endonym, direction=language.direction)


class LanguagesMessage(Message):
    """All of them; the list has one page."""

    items: list[LanguageMessage]
    next_cursor: None = None


class CollectionRequest(Request):
    """A collection as an admin wishes it."""

    slug: Annotated[Text, a_match(SLUG_RULE), Field(examples=["bn-read"])]
    language: Annotated[LanguageTag, Field(description="BCP 47.", examples=["bn"])]
    name: Annotated[Text, InSchema(minLength=1, maxLength=LONGEST_COLLECTION_NAME)]
    licence: Annotated[Text, Field(description="SPDX.", examples=["CC0-1.0"], min_length=1, max_length=100)]
    consent: ConsentDraftRequest
    policies: PoliciesRequest = Field(default_factory=lambda: PoliciesRequest({}))

    def draft(self) -> CollectionDraft:
        """The collection as the core has the wish."""
        return CollectionDraft(
            slug=self.slug,
            language=self.language,
            name=self.name,
            licence=self.licence,
            consent=self.consent.draft(),
            policies=self.policies.policies(),
        )


class CollectionChange(Request):
    """The policies that a collection gets in place of those it has."""

    policies: PoliciesRequest


class CollectionMessage(Message):
    """What is collected together."""

    id: UUID
    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentTextMessage
    policies: PoliciesMessage
    created_at: datetime

    @classmethod
    def of(cls, collection: Collection, document: ConsentDocument) -> Self:
        """The collection, with the consent document in force."""
        return cls(
            id=collection.id,
            slug=collection.slug,
            language=collection.language,
            name=collection.name,
            licence=collection.licence,
            consent=ConsentTextMessage.of(document, document.language),
            policies=PoliciesMessage.of(collection.policies),
            created_at=collection.created_at,
        )


class CollectionPage(PageMessage[CollectionMessage]):
    """Some collections, and where the next page begins."""


class CollectionQuery(PageQuery):
    """Which collections are wanted."""

    language: Annotated[LanguageTag | None, Field(description="BCP 47.")] = None
