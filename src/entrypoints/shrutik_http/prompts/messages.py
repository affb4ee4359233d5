"""Messages about prompts."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from shrutik_core.prompts.draft import PromptDraft
from shrutik_core.prompts.medium import PromptMedium
from shrutik_core.prompts.prompt import LONGEST_ANSWER, LONGEST_PROMPT, Prompt, PromptKind
from shrutik_core.prompts.skip import PromptSkipReason
from shrutik_core.shared.ids import PromptMediumId
from shrutik_core.use_cases.collections.add_prompts import ListedPrompt, PromptState
from shrutik_http.links import Links
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
    Whole,
)

PromptText = Annotated[Text, InSchema(minLength=1, maxLength=LONGEST_PROMPT, pattern=NOT_BLANK)]


_LONGEST = "Seconds that an answer may last; null if that is not limited."
_KIND = "What gets a speaker to speak; only a `text` is read aloud, word for word."
_MOST = 10_000


class PromptQuery(PageQuery):
    """Whose prompts are wanted."""

    collection: CollectionName
    state: Annotated[
        PromptState | None,
        Field(
            description="`offered`: not set aside, and neither said nor skipped by you; `set_aside`: offered to nobody "
            "until an admin offers them again. Left out: all."
        ),
    ] = None


class PromptItem(Request):
    """One thing to be said, of any kind."""

    text: Annotated[
        PromptText, Field(description="To be read aloud; or the question, or what to say of the picture or sound.")
    ]
    kind: Annotated[PromptKind, Field(description=_KIND)] = PromptKind.TEXT
    media_id: Annotated[
        UUID | None, Field(description="Of a picture or sound that was sent to /prompts/media, for these two kinds.")
    ] = None
    longest: Annotated[
        Annotated[Whole, Field(ge=1, le=LONGEST_ANSWER), InSchema(minimum=1, maximum=LONGEST_ANSWER)] | None,
        Field(description=_LONGEST),
    ] = None

    def draft(self, place: str) -> PromptDraft:
        """The wish as the core has it; errors begin with the place."""
        medium = None if self.media_id is None else PromptMediumId(self.media_id)
        return PromptDraft(self.text, self.kind, medium, self.longest, place)


class PromptsRequest(Request):
    """What is to be said; prompts that the collection already has are passed over."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["texts"]}, {"required": ["items"]}]})

    collection: CollectionName
    texts: Annotated[list[PromptText], Field(min_length=1, max_length=_MOST, description="Texts to be read aloud.")] = (
        Field(default_factory=list)
    )
    items: Annotated[list[PromptItem], Field(min_length=1, max_length=_MOST, description="Prompts of any kind.")] = (
        Field(default_factory=list)
    )
    source: Annotated[Text, Field(description="Where the prompts come from and under which licence.")] = ""

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.texts and not self.items:
            raise PydanticCustomError("missing", "texts or items are required: what is to be said")
        return self

    def drafts(self) -> list[PromptDraft]:
        """All of them, the texts first."""
        texts = [PromptDraft(text, place=f"texts.{number}") for number, text in enumerate(self.texts)]
        return [*texts, *(item.draft(f"items.{number}") for number, item in enumerate(self.items))]


class PromptsImportQuery(Query):
    """Where imported prompts go."""

    collection: CollectionName
    source: Text = ""


class ImportedPrompt(BaseModel):
    """One line of an import in JSON Lines; other members that files have are ignored."""

    text: Text
    kind: PromptKind = PromptKind.TEXT
    media_id: UUID | None = None
    longest: Whole | None = None

    def draft(self, place: str) -> PromptDraft:
        """The wish as the core has it; errors begin with the place."""
        medium = None if self.media_id is None else PromptMediumId(self.media_id)
        return PromptDraft(self.text, self.kind, medium, self.longest, place)


class PromptsAdded(Message):
    """How many prompts were new."""

    added: int
    passed_over: int


class NextPromptRequest(Request):
    """The collection for which the caller wants something to say."""

    collection: CollectionName
    speaker: Annotated[
        UUID | None, Field(description="A speaker whom you look after, if it is not you who will say it.")
    ] = None


class PromptMediumMessage(Message):
    """A picture or a sound that prompts may show or play."""

    id: Annotated[UUID, Field(description="`media_id` of prompts; the same file has the same id.")]
    media_type: Annotated[str, Field(description="From the content.", examples=["image/webp"])]
    bytes: int

    @classmethod
    def of(cls, medium: PromptMedium) -> Self:
        """The medium."""
        return cls(id=medium.id, media_type=medium.media_type, bytes=medium.blob.size)


class PromptMessage(Message):
    """What a speaker is asked to say."""

    id: UUID
    collection_id: UUID
    kind: Annotated[PromptKind, Field(description=_KIND)]
    text: Annotated[
        str, Field(description="To be read aloud; or the question, or what to say of the picture or sound.")
    ]
    media_url: Annotated[str | None, Field(description="Signed; null for a text and a question.")]
    media_type: str | None
    longest: Annotated[int | None, Field(description=_LONGEST)]
    source: str
    created_at: datetime

    @classmethod
    def of(cls, prompt: Prompt, links: Links) -> Self:
        """The prompt."""
        return cls(
            id=prompt.id,
            collection_id=prompt.collection,
            kind=prompt.kind,
            text=prompt.text,
            media_url=None if prompt.medium is None else links.prompt_medium(prompt.medium),
            media_type=prompt.media_type,
            longest=prompt.longest,
            source=prompt.source,
            created_at=prompt.created_at,
        )


class ListedPromptMessage(PromptMessage):
    """A prompt as it stands in a list, with what speakers say of it."""

    set_aside_at: Annotated[
        datetime | None,
        Field(
            description="Since when it is offered to nobody, because as many speakers as the policy `offering` says "
            "skipped it for a fault of its own; null if it is offered."
        ),
    ]
    skips: Annotated[
        dict[PromptSkipReason, int] | None,
        Field(
            description="How many speakers skipped it for each reason since it was last offered again; null unless you "
            "look after collections."
        ),
    ]

    @classmethod
    def listed(cls, one: ListedPrompt, links: Links) -> Self:
        """The prompt."""
        message = PromptMessage.of(one.prompt, links)
        skips = None if one.skips is None else dict(one.skips)
        return cls(**message.model_dump(), set_aside_at=one.prompt.set_aside_at, skips=skips)


class PromptPage(PageMessage[ListedPromptMessage]):
    """Some prompts of a collection, and where the next page begins."""


class LineFault(Message):
    """What is wrong with one line of a file."""

    line: Annotated[int, Field(description="Counted from 1.")]
    detail: str
    code: str
    figures: Annotated[
        dict[str, float], Field(description="Limits that the line violated, as a problem with this code carries them.")
    ]


class PreviewedPrompt(Message):
    """A prompt as an import would make it."""

    text: str
    kind: PromptKind
    media_url: str | None
    longest: int | None

    @classmethod
    def of(cls, prompt: Prompt, links: Links) -> Self:
        """The prompt, which has no id yet that lasts."""
        url = None if prompt.medium is None else links.prompt_medium(prompt.medium)
        return cls(text=prompt.text, kind=prompt.kind, media_url=url, longest=prompt.longest)


class PromptsPreviewMessage(Message):
    """What an import would do; nothing was kept."""

    added: Annotated[int, Field(description="Prompts that would be new.")]
    passed_over: Annotated[int, Field(description="Those that the collection already has, or that occur twice.")]
    errors: Annotated[
        list[LineFault], Field(description="Up to 100; as long as there is one, the file is not imported.")
    ]
    items: Annotated[list[PreviewedPrompt], Field(description="The first 20 prompts.")]
