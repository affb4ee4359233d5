"""Messages about collections and languages."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from shrutik_core.collections.collection import LONGEST_COLLECTION_NAME, SLUG_RULE, Collection
from shrutik_core.collections.consent_document import ConsentDocument
from shrutik_core.collections.policies import Policies
from shrutik_core.collections.progress import Progress
from shrutik_core.collections.words import CollectionWords
from shrutik_core.prompts.language import Language
from shrutik_core.use_cases.collections.create_collection import CollectionDraft
from shrutik_http.collections.policies import PoliciesMessage, PoliciesRequest
from shrutik_http.collections.words import About, GoalHours, Guidelines
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
    """A collection as an admin wants it."""

    slug: Annotated[Text, a_match(SLUG_RULE), Field(examples=["bn-read"])]
    language: Annotated[LanguageTag, Field(description="BCP 47.", examples=["bn"])]
    name: Annotated[Text, InSchema(minLength=1, maxLength=LONGEST_COLLECTION_NAME)]
    licence: Annotated[Text, Field(description="SPDX.", examples=["CC0-1.0"], min_length=1, max_length=100)]
    consent: ConsentDraftRequest
    policies: PoliciesRequest = Field(default_factory=lambda: PoliciesRequest({}))
    about: About = Field(default_factory=dict)
    guidelines: Guidelines = Field(default_factory=dict)
    goal_hours: GoalHours = None

    def draft(self) -> CollectionDraft:
        """The collection as the core has the wish."""
        return CollectionDraft(
            slug=self.slug,
            language=self.language,
            name=self.name,
            licence=self.licence,
            consent=self.consent.draft(),
            policies=self.policies.policies(),
            words=CollectionWords(self.about, self.guidelines, self.goal_hours),
        )


class CollectionChange(Request):
    """What a collection gets in place of what it has; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    policies: PoliciesRequest = Field(default_factory=lambda: PoliciesRequest({}))
    about: About = Field(default_factory=dict)
    guidelines: Guidelines = Field(default_factory=dict)
    goal_hours: GoalHours = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("missing", "at least one is required: policies, about, guidelines or goal_hours")
        return self

    def new_policies(self) -> Policies | None:
        """The policies; None if those it has stay.

        Raises:
            Invalid: see `read_policies`.
        """
        return self.policies.policies() if "policies" in self.model_fields_set else None

    def new_words(self) -> dict[str, Any]:
        """The words that are to change, by name."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set - {"policies"})}


class CollectionMessage(Message):
    """What is collected together."""

    id: UUID
    slug: str
    language: str
    name: str
    licence: str
    consent: ConsentTextMessage
    policies: PoliciesMessage
    about: About
    guidelines: Guidelines
    goal_hours: GoalHours
    created_at: datetime

    @classmethod
    def of(cls, collection: Collection, document: ConsentDocument, words: CollectionWords) -> Self:
        """The collection, with the consent document in force and what it tells people."""
        return cls(
            id=collection.id,
            slug=collection.slug,
            language=collection.language,
            name=collection.name,
            licence=collection.licence,
            consent=ConsentTextMessage.of(document, document.language),
            policies=PoliciesMessage.of(collection.policies),
            about=dict(words.about),
            guidelines=dict(words.guidelines),
            goal_hours=words.goal_hours,
            created_at=collection.created_at,
        )


class ProgressMessage(Message):
    """How far a collection has come; the sums are some minutes old at most."""

    recorded_hours: Annotated[float, Field(description="Of recordings, as far as they were processed.")]
    transcribed_hours: Annotated[float, Field(description="Of clips that were transcribed at least once.")]
    settled_hours: Annotated[float, Field(description="Of clips whose text is agreed.")]
    speakers: Annotated[int, Field(description="Voices in the recordings.")]
    goal_hours: GoalHours

    @classmethod
    def of(cls, progress: Progress, goal: float | None) -> Self:
        """The progress."""
        return cls(
            recorded_hours=round(progress.recorded / 3600, 4),
            transcribed_hours=round(progress.transcribed / 3600, 4),
            settled_hours=round(progress.settled / 3600, 4),
            speakers=progress.speakers,
            goal_hours=goal,
        )


class CollectionPage(PageMessage[CollectionMessage]):
    """Some collections, and where the next page begins."""


class CollectionQuery(PageQuery):
    """Which collections are wanted."""

    language: Annotated[LanguageTag | None, Field(description="BCP 47.")] = None
