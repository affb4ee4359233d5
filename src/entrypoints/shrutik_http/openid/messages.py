"""Messages about log-in elsewhere."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.people.identity import Identity
from shrutik_core.use_cases.people.log_in_elsewhere import LogInElsewhereOutcome
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.messages import Message, Query, Text


class ProviderMessage(Message):
    """An institution whose log-in people may use."""

    name: str
    url: Annotated[str, Field(description="Where a browser begins the log-in.")]


class ProviderList(Message):
    """The institutions."""

    items: list[ProviderMessage]


class StartQuery(Query):
    """What the log-in is for."""

    to: Annotated[
        Text,
        Field(description="`page` to log the contributors' page in; with anything else the tokens come as JSON."),
    ] = ""


class CallbackQuery(Query):
    """What a browser brings back from a provider; anything else that it brings is ignored."""

    code: Annotated[Text, Field(repr=False)] = ""
    state: Annotated[Text, Field(repr=False)] = ""
    iss: Text = ""


class LinkMessage(Message):
    """A log-in elsewhere that will be linked to your account."""

    url: Annotated[str, Field(description="Where the browser that asked goes to log in.")]


class ArrivalMessage(Message):
    """The account that a log-in elsewhere opened, or was linked to."""

    account: AccountMessage
    new: Annotated[bool, Field(description="Whether the account was opened just now.")]
    linked: Annotated[bool, Field(description="Whether the log-in was linked; the tokens that you have stay valid.")]
    access_token: str | None
    token_type: str = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int | None, Field(description="Seconds until the access token runs out.")]
    refresh_token: Annotated[str | None, Field(description="To be traded once for the next pair of tokens.")]

    @classmethod
    def of(cls, arrival: LogInElsewhereOutcome) -> Self:
        """The account with its tokens."""
        tokens = arrival.tokens
        return cls(
            account=AccountMessage.of(arrival.contributor),
            new=arrival.new,
            linked=tokens is None,
            access_token=tokens.access.text if tokens else None,
            expires_in=tokens.access.expires_in if tokens else None,
            refresh_token=tokens.refresh if tokens else None,
        )


class IdentityMessage(Message):
    """A log-in elsewhere that opens your account."""

    id: UUID
    issuer: str
    subject: str
    created_at: datetime

    @classmethod
    def of(cls, identity: Identity) -> Self:
        """The identity."""
        return cls(id=identity.id, issuer=identity.issuer, subject=identity.subject, created_at=identity.created_at)


class IdentityList(Message):
    """Your log-ins elsewhere."""

    items: list[IdentityMessage]
