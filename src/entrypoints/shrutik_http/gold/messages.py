"""Messages about gold items."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.transcription.gold import Gold
from shrutik_http.messages import Message, Request, Text


class GoldRequest(Request):
    """What is known to be said in a chunk."""

    text: Annotated[Text | None, Field(description="Null for the text that the chunk settled on.")] = None


class GoldMessage(Message):
    """A chunk whose text is known, lent unseen among others."""

    chunk_id: UUID
    collection_id: UUID
    text: str
    marked_by: UUID
    marked_at: datetime
    lent: Annotated[int, Field(description="How many people it was lent to; once that is 200, it goes to nobody else.")]

    @classmethod
    def of(cls, gold: Gold) -> Self:
        """The gold item, for reviewers."""
        return cls(
            chunk_id=gold.chunk,
            collection_id=gold.collection,
            text=gold.text,
            marked_by=gold.marked_by,
            marked_at=gold.marked_at,
            lent=gold.lent,
        )
