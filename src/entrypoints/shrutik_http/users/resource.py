"""Users: accounts listed, given another role, disabled."""

from typing import Self

import attrs

from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.shared.errors import FieldError
from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.people.bind_role import BindRole
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
    bind_role: BindRole

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.manage_people(), wiring.platform.bind_role())

    def list(self, call: Call[None, UserQuery]) -> UserPage:
        """List accounts."""
        said = call.query
        page = self.manage_people.list(call.actor, said.page, status=said.status, role=said.role)
        return UserPage.of(page, AccountMessage.of)

    def change(self, call: Call[UserChange, NoQuery]) -> AccountMessage:
        """Give an account another role, bind it to collections, or disable the account."""
        said = call.body
        if said.role is None and said.status is None and said.collections is None:
            raise refused_fields([FieldError("", "say a role, collections or a status", "missing")])
        if said.status is ContributorStatus.ERASED:
            raise refused_fields([FieldError("status", "is 'active' or 'disabled' here", "enum")])
        found = self.manage_people.get(call.actor, ContributorId(call.id("user_id")))
        if said.role is not None:
            found = self.manage_people.give_role(call.actor, found.id, said.role)
        if said.collections is not None:
            found = self.bind_role(call.actor, found.id, said.collections)
        if said.status is not None and said.status is not found.status:
            active = said.status is ContributorStatus.ACTIVE
            found = self.manage_people.set_active(call.actor, found.id, active=active)
        return AccountMessage.of(found)
