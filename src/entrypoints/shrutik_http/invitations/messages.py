"""Messages about invitations."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from shrutik_core.people.invitation import (
    DEFAULT_LIFETIME,
    LONGEST_LIFETIME,
    SHORTEST_LIFETIME,
    InvitationState,
)
from shrutik_core.people.invitation_code import LONGEST_TYPED
from shrutik_core.people.names import LONGEST_NAME
from shrutik_core.use_cases.invitations.accept_invitation import Welcome
from shrutik_core.use_cases.invitations.keep_invitations import InvitationSeen
from shrutik_core.use_cases.invitations.make_invitations import MOST_INVITATIONS, IssuedInvitation
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.invitations.qr import join_address, qr_svg
from shrutik_http.messages import (
    CollectionName,
    LanguageTag,
    Message,
    PageMessage,
    PageQuery,
    PersonName,
    Request,
    Text,
    Whole,
)
from shrutik_http.sessions.messages import RefreshTokenIn

_LIFETIMES = {
    "minimum": int(SHORTEST_LIFETIME.total_seconds()),
    "maximum": int(LONGEST_LIFETIME.total_seconds()),
}
_ONE_OF: dict[str, Any] = {
    "oneOf": [
        {"required": ["collection"], "properties": {"collection": {"type": "string"}, "replaces": {"type": "null"}}},
        {"required": ["replaces"], "properties": {"replaces": {"type": "string"}, "collection": {"type": "null"}}},
    ]
}


class InvitationRequest(Request):
    """Codes for new people of a collection, or one code that gives an account back to its holder."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF)

    collection: CollectionName | None = None
    name: Annotated[
        Text, Field(description="What you call the person or the group; for the card.", max_length=LONGEST_NAME)
    ] = ""
    count: Annotated[Whole, Field(json_schema_extra={"minimum": 1, "maximum": MOST_INVITATIONS})] = 1
    expires_in: Annotated[Whole, Field(description="Seconds.", json_schema_extra=_LIFETIMES)] = int(
        DEFAULT_LIFETIME.total_seconds()
    )
    replaces: Annotated[
        UUID | None,
        Field(description="The account that the code gives back, for somebody who lost their code or phone."),
    ] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.collection is None) is (self.replaces is None):
            raise ValueError("name a collection for new people, or the account that the code gives back")
        return self

    @property
    def lifetime(self) -> timedelta:
        """How long the codes are good for; longer than any calendar if that many seconds are."""
        return timedelta(seconds=max(0, min(self.expires_in, 2 * _LIFETIMES["maximum"])))


class IssuedInvitationMessage(Message):
    """An invitation with its code, which is shown this once."""

    id: UUID
    code: Annotated[str, Field(description="To be typed by hand; case, spaces and hyphens do not matter.")]
    prefix: Annotated[str, Field(description="First group of the code, to recognise it by once it is no longer shown.")]
    url: Annotated[str, Field(description="Where the person opens their account.")]
    qr_svg: Annotated[str, Field(description="The same address as a QR code.")]
    collection: Annotated[str, Field(description="The collection's slug.")]
    name: str
    replaces: UUID | None
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, issued: IssuedInvitation, site: str) -> Self:
        """The invitation with its code; ``site`` is where people reach the installation."""
        made, url = issued.invitation, join_address(site, issued.code)
        return cls(
            id=made.id,
            code=issued.code,
            prefix=made.prefix,
            url=url,
            qr_svg=qr_svg(url),
            collection=issued.collection.slug,
            name=made.name,
            replaces=made.replaces,
            created_at=made.created_at,
            expires_at=made.expires_at,
        )


class IssuedInvitations(Message):
    """The new invitations."""

    items: list[IssuedInvitationMessage]


class InvitationMessage(Message):
    """An invitation as whoever made it sees it."""

    id: UUID
    prefix: str
    collection_id: UUID
    name: str
    status: InvitationState
    made_by: Annotated[UUID | None, Field(description="None if an operator made it at the command line.")]
    replaces: UUID | None
    created_at: datetime
    expires_at: datetime
    ended_at: Annotated[datetime | None, Field(description="When it was used or revoked.")]
    account_id: Annotated[UUID | None, Field(description="The account that used it.")]
    account_name: str | None

    @classmethod
    def of(cls, seen: InvitationSeen, now: datetime) -> Self:
        """The invitation, as it is at this instant."""
        made = seen.invitation
        return cls(
            id=made.id,
            prefix=made.prefix,
            collection_id=made.collection,
            name=made.name,
            status=made.state(now),
            made_by=made.made_by,
            replaces=made.replaces,
            created_at=made.created_at,
            expires_at=made.expires_at,
            ended_at=made.ended_at,
            account_id=made.contributor,
            account_name=seen.account_name,
        )


class InvitationQuery(PageQuery):
    """Which invitations are wanted."""

    collection: CollectionName | None = None
    status: InvitationState | None = None


class InvitationPage(PageMessage[InvitationMessage]):
    """Some invitations, and where the next page begins."""


class AcceptanceRequest(Request):
    """A person who was invited opens their account, or has it given back."""

    code: Annotated[Text, Field(repr=False, max_length=LONGEST_TYPED, examples=["7KQ2M-9XF4T-0BWHD-E3RZA"])]
    name: Annotated[
        PersonName, Field(description="As others see it; an account that is given back keeps the name that it has.")
    ]
    locale: Annotated[LanguageTag, Field(description="BCP 47 tag of the language that the person reads.")] = "en"
    refresh_token_in: Annotated[
        RefreshTokenIn,
        Field(description="`body` for programs; `cookie` for pages, out of reach of scripts."),
    ] = RefreshTokenIn.BODY


class WelcomeMessage(Message):
    """The account, and proof of who calls."""

    account: AccountMessage
    collection_id: Annotated[UUID, Field(description="The collection for which the person was invited.")]
    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int, Field(description="Seconds until the access token runs out.")]
    refresh_token: Annotated[
        str | None, Field(description="Valid once, for 30 days, for the next pair; None if it is in a cookie.")
    ]

    @classmethod
    def of(cls, welcome: Welcome, where: RefreshTokenIn) -> Self:
        """The account with its tokens."""
        access = welcome.tokens.access
        return cls(
            account=AccountMessage.of(welcome.contributor),
            collection_id=welcome.collection,
            access_token=access.text,
            expires_in=access.expires_in,
            refresh_token=welcome.tokens.refresh if where is RefreshTokenIn.BODY else None,
        )
