"""Messages about accounts, their passwords and addresses."""

import hashlib
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from shrutik_core.people.contributor import Contributor, ContributorStatus
from shrutik_core.people.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from shrutik_core.people.roles import Role
from shrutik_http.messages import LanguageTag, Message, PersonName, Request, Text

_PASSWORD = {"minLength": SHORTEST_PASSWORD, "maxLength": LONGEST_PASSWORD, "format": "password"}
LONGEST_TYPED = 4096
_NONE_YET = Field(description="None if the account has no password yet.", repr=False)

Email = Annotated[Text, Field(json_schema_extra={"format": "email"}, examples=["mina@example.org"])]
NewPassword = Annotated[Text, Field(json_schema_extra=_PASSWORD)]
Password = Annotated[Text, Field(json_schema_extra={"format": "password"}, max_length=LONGEST_TYPED)]
Code = Annotated[Text, Field(description="From a letter.", max_length=LONGEST_TYPED)]


class RegistrationRequest(Request):
    """A person makes an account of their own; its role is contributor."""

    email: Email
    password: Annotated[NewPassword, Field(repr=False)]
    name: PersonName
    locale: Annotated[LanguageTag, Field(description="BCP 47 tag of the language that the person reads.")] = "en"

    def names_account(self) -> str:
        """The address."""
        return self.email.strip().lower()

    def asked(self) -> dict[str, object]:
        """What is asked, with the password through a slow hash, for digests are kept for a day."""
        secret, salt = (text.encode("utf-8", "surrogatepass") for text in (self.password, self.email))
        slow = hashlib.scrypt(secret, salt=salt, n=2**14, r=8, p=1).hex()
        return {**self.model_dump(mode="json"), "password": slow}


class PasswordChange(Request):
    """A person changes their password; all their sessions end."""

    current_password: Annotated[
        Password | None, Field(description="None if the account has no password yet.", repr=False)
    ] = None
    new_password: Annotated[NewPassword, Field(repr=False)]


class EmailChange(Request):
    """A person changes their address, once the new one is confirmed."""

    email: Email
    password: Annotated[Password | None, Field(description="None if the account has no password yet.", repr=False)] = (
        None
    )


class ForgottenPassword(Request):
    """A person has forgotten their password."""

    email: Email

    def names_account(self) -> str:
        """The address."""
        return self.email.strip().lower()


class PasswordReset(Request):
    """The code from a letter, and the account's new password."""

    token: Annotated[Code, Field(repr=False)]
    password: Annotated[NewPassword, Field(repr=False)]


class EmailVerification(Request):
    """The code from a letter, which shows that the letter reached the person."""

    token: Annotated[Code, Field(repr=False)]


class LetterMessage(Message):
    """Word that a letter is on its way, if mail is set up and there is somebody to send it to."""

    detail: str = "If this address can have the letter, it is on its way."


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
        list[UUID], Field(description="The only collections in which the role counts; empty if it counts in all.")
    ]
    email_verified_at: Annotated[
        datetime | None, Field(description="None if it has not been shown that letters arrive.")
    ]
    collections: Annotated[
        list[UUID],
        Field(description="The only collections in which a reviewer reviews and a facilitator acts; empty for all."),
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
            email_verified_at=contributor.email_verified_at,
            collections=sorted(contributor.collections),
        )
