"""Messages about gold items."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_http.schemas.base import Message, Text, View


class GoldMessage(Message):
    """What is known to be said in a chunk."""

    text: Annotated[Text | None, Field(description="Null for the text that the chunk settled on.")] = None


class GoldView(View):
    """A chunk whose text is known, lent unseen among others."""

    chunk_id: UUID
    collection_id: UUID
    text: str
    marked_by: UUID
    marked_at: datetime
    lent: Annotated[int, Field(description="People to whom it was lent; from 200 on it is lent no more.")]
