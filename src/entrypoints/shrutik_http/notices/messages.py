"""Messages about notices."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.wording import language_of, wording
from shrutik_http.messages import Message, PageMessage, PageQuery, Request, Text


class NoticeQuery(PageQuery):
    """Which notices are wanted, and in which language."""

    unread: Annotated[bool, Field(description="Only those that were not read yet.")] = False
    language: Annotated[
        Text | None, Field(description="BCP 47 tag of the language of `text`; that of your account by default.")
    ] = None


class NoticeMessage(Message):
    """One notice."""

    id: UUID
    kind: NoticeKind
    text: str
    language: Annotated[str, Field(description="BCP 47 tag of the language that `text` is in.")]
    facts: dict[str, str | int]
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notice: Notice, locale: str) -> Self:
        """The notice, told to someone who reads this language."""
        return cls(
            id=notice.id,
            kind=notice.kind,
            text=wording(notice, locale),
            language=language_of(locale),
            facts=dict(notice.facts),
            created_at=notice.created_at,
            read_at=notice.read_at,
        )


class NoticePage(PageMessage[NoticeMessage]):
    """Some of the caller's notices, and where the next page begins."""


class ReadRequest(Request):
    """Which notices were read."""

    up_to: Annotated[UUID | None, Field(description="The newest that was read; all if it is left out.")] = None


class ReadMessage(Message):
    """What became of it."""

    read: Annotated[int, Field(description="How many are read by this.")]
