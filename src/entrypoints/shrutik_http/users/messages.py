"""Messages about users: accounts as an admin sees and changes them."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_core.people.sought import LONGEST_SOUGHT
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.messages import CollectionName, DatedPageQuery, PageMessage, Request, Text


def _says(name: str, kind: str = "string") -> dict[str, JsonValue]:
    return {"required": [name], "properties": {name: {"type": kind}}}


class UserChange(Request):
    """What an admin changes in an account; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [_says("role"), _says("status"), _says("collections", "array")]}
    )

    role: Role | None = None
    status: Annotated[
        Literal[ContributorStatus.ACTIVE, ContributorStatus.DISABLED] | None,
        Field(description="Erasing is not done here."),
    ] = None
    collections: Annotated[
        list[CollectionName] | None,
        Field(
            max_length=1_000,
            description="The only collections in which a reviewer reviews and a facilitator acts; `[]` for all.",
        ),
    ] = None


class UserQuery(DatedPageQuery):
    """Which accounts are wanted."""

    status: ContributorStatus | None = None
    role: Role | None = None
    q: Annotated[
        Text,
        Field(
            description="The beginnings of words in a name, or of an address.",
            max_length=LONGEST_SOUGHT,
            examples=["mina", "rah udd"],
        ),
    ] = ""


class UserPage(PageMessage[AccountMessage]):
    """Some accounts, and where the next page begins."""
