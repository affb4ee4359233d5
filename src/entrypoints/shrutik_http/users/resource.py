"""Users: accounts listed, given another role, disabled."""

from typing import Self

import attrs

from shrutik_core.shared.errors import FieldError
from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.people.manage_people import ManagePeople
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.refusals import refused_fields
from shrutik_http.users.messages import UserChange, UserPage, UserQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class UsersResource:
    """What answers when an admin asks for accounts."""

    manage_people: ManagePeople

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.manage_people())

    def list(self, call: Call[None, UserQuery]) -> UserPage:
        """List accounts."""
        said = call.query
        page = self.manage_people.list(call.actor, said.page, status=said.status, role=said.role, sought=said.q)
        return UserPage.of(page, AccountMessage.of)

    def change(self, call: Call[UserChange, NoQuery]) -> AccountMessage:
        """Give an account another role, bind it to collections, or disable it; all that is said, or nothing."""
        said = call.body
        if said.role is None and said.status is None and said.collections is None:
            raise refused_fields([FieldError("", "give a role, a status or collections", "missing")])
        user = ContributorId(call.id("user_id"))
        before = self.manage_people.get(call.actor, user)
        status = None if said.status is before.status else said.status
        changed = self.manage_people.change(
            call.actor, user, role=said.role, status=status, collections=said.collections
        )
        return AccountMessage.of(changed)
