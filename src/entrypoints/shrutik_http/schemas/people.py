"""Messages about people: accounts, tokens, consent."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shrutik_core.people.consent import ConsentStatus, Purpose
from shrutik_core.people.contributor import LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD, ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_http.schemas.base import CollectionName, Message, Text, View

_PASSWORD = {"minLength": SHORTEST_PASSWORD, "maxLength": LONGEST_PASSWORD, "format": "password"}


class RegistrationMessage(Message):
    """A person makes an account of their own; it is a contributor's, whatever else is asked for."""

    email: Annotated[Text, Field(json_schema_extra={"format": "email"}, examples=["mina@example.org"])]
    password: Annotated[Text, Field(json_schema_extra=_PASSWORD, repr=False)]
    name: Annotated[Text, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_NAME})]
    locale: Annotated[Text, Field(description="BCP 47 tag of the language that the person reads.")] = "en"


class LoginMessage(Message):
    """An address and its password."""

    email: Text
    password: Annotated[Text, Field(json_schema_extra={"format": "password"}, repr=False, max_length=4096)]


class PersonView(View):
    """An account."""

    id: UUID
    email: str
    name: str
    role: Role
    locale: str
    status: ContributorStatus
    created_at: datetime


class PersonChange(Message):
    """What an admin changes of an account; what is not said stays."""

    role: Role | None = None
    status: Annotated[
        ContributorStatus | None, Field(description="`active` or `disabled`; erasing is not done here.")
    ] = None


class TokenView(View):
    """Proof of who calls, to be sent as `Authorization: Bearer ...`."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int, Field(description="Seconds.")]


class ConsentMessage(Message):
    """A speaker agrees to what a collection asks, in the wording that was shown."""

    collection: CollectionName
    version: Text
    purposes: Annotated[list[Text], Field(json_schema_extra={"items": {"enum": [one.value for one in Purpose]}})]


class ConsentView(View):
    """One agreement."""

    id: UUID
    collection_id: UUID
    version: str
    purposes: list[Purpose]
    status: ConsentStatus
    given_at: datetime
    withdrawn_at: datetime | None
