"""Operations on users."""

from shrutik_core.use_cases.people.bind_role import BindRole
from shrutik_core.use_cases.people.manage_people import ManagePeople
from shrutik_http.accounts.messages import AccountMessage
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.users.messages import UserChange, UserPage, UserQuery
from shrutik_http.users.resource import UsersResource

USERS = Noun(
    "users",
    "Accounts, as an admin looks after them.",
    UsersResource,
    (
        Operation(
            "GET",
            f"{ROOT}/admin/users",
            "Accounts, newest first",
            UsersResource.list,
            UserPage,
            query=UserQuery,
            uses=(ManagePeople.list,),
        ),
        Operation(
            "PATCH",
            ROOT + "/admin/users/{user_id}",
            "Give an account another role, bind it to collections, or disable the account",
            UsersResource.change,
            AccountMessage,
            body=UserChange,
            uses=(ManagePeople.get, ManagePeople.set_active, BindRole.__call__),
        ),
    ),
)
