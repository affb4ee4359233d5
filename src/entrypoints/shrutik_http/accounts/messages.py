"""Messages about accounts and access tokens."""

import hashlib
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.people.contributor import (
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Contributor,
    ContributorStatus,
)
from shrutik_core.people.roles import Role
from shrutik_core.ports.access_tokens import AccessToken
from shrutik_http.messages import Message, Request, Text

_PASSWORD = {"minLength": SHORTEST_PASSWORD, "maxLength": LONGEST_PASSWORD, "format": "password"}


class RegistrationRequest(Request):
    """A person makes an account of their own; it is a contributor's."""

    email: Annotated[Text, Field(json_schema_extra={"format": "email"}, examples=["mina@example.org"])]
    password: Annotated[Text, Field(json_schema_extra=_PASSWORD, repr=False)]
    name: Annotated[Text, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_NAME})]
    locale: Annotated[Text, Field(description="BCP 47 tag of the language that the person reads.")] = "en"

    def asked(self) -> dict[str, object]:
        """What is asked, with the password through a slow hash, for digests are kept for a day."""
        slow = hashlib.scrypt(self.password.encode(), salt=self.email.encode(), n=2**14, r=8, p=1).hex()
        return {**self.model_dump(mode="json"), "password": slow}


class LoginRequest(Request):
    """An address and its password."""

    email: Text
    password: Annotated[Text, Field(json_schema_extra={"format": "password"}, repr=False, max_length=4096)]


class AccountMessage(Message):
    """An account."""

    id: UUID
    email: Annotated[str | None, Field(description="None if the person gave no address.")]
    name: str
    role: Role
    locale: str
    status: ContributorStatus
    created_at: datetime
    collection_ids: Annotated[
        list[UUID], Field(description="In which collections alone the role counts; empty if in all.")
    ]

    @classmethod
    def of(cls, contributor: Contributor) -> Self:
        """The account, without its password's hash."""
        return cls(
            id=contributor.id,
            email=contributor.email,
            name=contributor.name,
            role=contributor.role,
            locale=contributor.locale,
            status=contributor.status,
            created_at=contributor.created_at,
            collection_ids=sorted(contributor.collections),
        )


class TokenMessage(Message):
    """Proof of who calls, to be sent as `Authorization: Bearer ...`."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int, Field(description="Seconds.")]

    @classmethod
    def of(cls, token: AccessToken) -> Self:
        """The token."""
        return cls(access_token=token.text, expires_in=token.expires_in)
