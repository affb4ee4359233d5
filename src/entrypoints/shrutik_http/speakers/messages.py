"""Messages about speakers whom a facilitator looks after."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from shrutik_core.people.entrusted import EntrustedSpeaker
from shrutik_core.people.names import LONGEST_NAME
from shrutik_http.messages import NOT_BLANK, CollectionName, Message, PageMessage, PersonName, Request, Text

_GUARDED: dict[str, Any] = {
    "if": {"properties": {"minor": {"const": True}}, "required": ["minor"]},
    "then": {"properties": {"guardian": {"minLength": 1, "pattern": NOT_BLANK}}, "required": ["guardian"]},
}


class SpeakerRequest(Request):
    """A person without an account, for whom you record."""

    model_config = ConfigDict(json_schema_extra=_GUARDED)

    collection: CollectionName
    name: Annotated[PersonName, Field(description="What you call the person; it is shown to you alone.")]
    minor: Annotated[bool, Field(description="Whether somebody else has to consent for the person.")] = False
    guardian: Annotated[
        Text, Field(description="Who consents for a minor.", json_schema_extra={"maxLength": LONGEST_NAME})
    ] = ""


class SpeakerMessage(Message):
    """A person without an account, for whom you record."""

    id: UUID
    collection_id: UUID
    name: str
    minor: bool
    guardian: str
    created_at: datetime

    @classmethod
    def of(cls, speaker: EntrustedSpeaker) -> Self:
        """The speaker."""
        return cls(
            id=speaker.id,
            collection_id=speaker.collection,
            name=speaker.name,
            minor=speaker.minor,
            guardian=speaker.guardian,
            created_at=speaker.created_at,
        )


class SpeakerPage(PageMessage[SpeakerMessage]):
    """Some speakers, and where the next page begins."""
