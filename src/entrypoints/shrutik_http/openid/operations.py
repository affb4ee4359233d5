"""Operations of log-in elsewhere."""

from shrutik_core.people.rate_limits import Limit
from shrutik_core.use_cases.people.log_in_elsewhere import LogInElsewhere
from shrutik_core.use_cases.people.own_identities import OwnIdentities
from shrutik_http.call import Access
from shrutik_http.links import ROOT
from shrutik_http.openid.messages import (
    ArrivalMessage,
    CallbackQuery,
    IdentityList,
    IdentityMessage,
    LinkMessage,
    ProviderList,
    StartQuery,
)
from shrutik_http.openid.resource import ALL, OpenidResource
from shrutik_http.operation import Noun, Operation

_OWN = f"{ROOT}/me/identities"

OPENID = Noun(
    "openid",
    "Log-in at an institution, by OpenID Connect.",
    OpenidResource,
    (
        Operation(
            "GET",
            ALL,
            "Institutions whose log-in people may use",
            OpenidResource.providers,
            ProviderList,
            access=Access.OPEN,
        ),
        Operation(
            "GET",
            ALL + "/{provider}/start",
            "Go to an institution to log in there",
            OpenidResource.start,
            status=302,
            content=("text/html",),
            query=StartQuery,
            uses=(LogInElsewhere.begin,),
            access=Access.OPEN,
            any_query=True,
            tagged=False,
            limit=Limit.LOGIN,
        ),
        Operation(
            "GET",
            ALL + "/{provider}/callback",
            "Come back from an institution; answers with tokens, or sends the browser on to the page",
            OpenidResource.finish,
            ArrivalMessage,
            content=("text/html",),
            query=CallbackQuery,
            uses=(LogInElsewhere.finish,),
            access=Access.OPEN,
            any_query=True,
            tagged=False,
            again=False,  # the institution takes its code once
            limit=Limit.LOGIN,
        ),
        Operation(
            "GET",
            _OWN,
            "Log-ins elsewhere that open your account",
            OpenidResource.list,
            IdentityList,
            uses=(OwnIdentities.list,),
        ),
        Operation(
            "POST",
            ALL + "/{provider}/link",
            "Have your log-in at an institution linked to your account",
            OpenidResource.link,
            LinkMessage,
            query=StartQuery,
            uses=(LogInElsewhere.begin,),
            tagged=False,
            limit=Limit.LOGIN,
        ),
        Operation(
            "DELETE",
            _OWN + "/{identity_id}",
            "Unlink a log-in elsewhere",
            OpenidResource.unlink,
            IdentityMessage,
            uses=(OwnIdentities.unlink,),
        ),
    ),
)
