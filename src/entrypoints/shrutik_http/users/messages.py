"""Messages about users: accounts as an admin sees and changes them."""

from typing import Annotated

from pydantic import Field

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.people.roles import Role
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.messages import CollectionName, DatedPageQuery, PageMessage, Request


class UserChange(Request):
    """What an admin changes of an account; what is not said stays."""

    role: Role | None = None
    status: Annotated[
        ContributorStatus | None, Field(description="`active` or `disabled`; erasing is not done here.")
    ] = None
    collections: Annotated[
        list[CollectionName] | None,
        Field(description="In which collections alone the role counts; an empty list for all.", max_length=1000),
    ] = None


class UserQuery(DatedPageQuery):
    """Which accounts are wanted."""

    status: ContributorStatus | None = None
    role: Role | None = None


class UserPage(PageMessage[AccountMessage]):
    """Some accounts, and where the next page begins."""
