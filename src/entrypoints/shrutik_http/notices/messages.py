"""Messages about notices."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.notices.catalogue import RULES, Audience, Channel, place_of
from shrutik_core.notices.notice import Notice, NoticeKind
from shrutik_core.notices.wording import language_of, wording
from shrutik_core.ports.link_signer import SignedLink
from shrutik_core.use_cases.notices.choose_notices import OwnPreferences
from shrutik_core.use_cases.notices.read_notices import MOST_COUNTED
from shrutik_http.messages import Message, PageMessage, PageQuery, Query, Request, Text, Whole


class NoticeQuery(PageQuery):
    """Which notices are wanted, and in which language."""

    unread: Annotated[bool, Field(description="Only those that have not been read yet.")] = False
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
    leads_to: Annotated[str, Field(description="Path on the site's page where you act on it.")]
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
            leads_to=place_of(notice.kind, notice.facts),
            created_at=notice.created_at,
            read_at=notice.read_at,
        )


class NoticePage(PageMessage[NoticeMessage]):
    """Some of the caller's notices, and where the next page begins."""

    unread: Annotated[int, Field(description=f"How many have not been read, on all pages; up to {MOST_COUNTED}.")] = 0


class ReadRequest(Request):
    """Which notices were read."""

    up_to: Annotated[UUID | None, Field(description="The newest that was read; all if it is left out.")] = None
    only: Annotated[UUID | None, Field(description="The one that was read, and no other.")] = None


class ReadMessage(Message):
    """What became of it."""

    read: Annotated[int, Field(description="How many are read by this.")]


class KindMessage(Message):
    """How notices of one kind reach the caller."""

    kind: NoticeKind
    audience: Audience
    channel: Annotated[Channel, Field(description="`daily` and `weekly`: in one letter of a day or a week.")]
    choices: Annotated[list[Channel], Field(description="What `channel` may be; only one if it cannot be changed.")]


class PreferencesMessage(Message):
    """What the caller chose about notices."""

    items: list[KindMessage]
    reached: Annotated[bool, Field(description="Whether letters reach you; otherwise the page alone tells you.")]
    utc_offset: Annotated[int | None, Field(description="Minutes by which your clock is ahead of UTC.")]

    @classmethod
    def of(cls, own: OwnPreferences) -> Self:
        """The message of what a person chose, in the order of the kinds."""
        items = [
            KindMessage(
                kind=kind,
                audience=rule.audience,
                channel=own.preferences.channel(kind),
                choices=[channel for channel in Channel if channel in rule.choices],
            )
            for kind, rule in RULES.items()
        ]
        return cls(items=items, reached=own.reached, utc_offset=own.preferences.utc_offset)


class PreferencesRequest(Request):
    """What the caller chooses; what is left out stays as it was."""

    choices: Annotated[dict[NoticeKind, Channel], Field(strict=False, default_factory=dict)]
    utc_offset: Annotated[
        Whole | None, Field(ge=-720, le=840, description="Minutes by which your clock is ahead of UTC.")
    ] = None


class StopQuery(Query):
    """What proves that a letter reached whoever asks."""

    expires: Text
    subject: Text
    signature: Text

    @property
    def link(self) -> SignedLink:
        """The same for the core."""
        return SignedLink(self.expires, self.subject, self.signature)
