"""Operations on the caller's own profile."""

from shrutik_core.use_cases.people.change_profile import ChangeProfile, ReadProfile
from shrutik_core.use_cases.people.own_activity import OwnActivity
from shrutik_http.links import ROOT
from shrutik_http.operation import Noun, Operation
from shrutik_http.profile.messages import ProfileMessage, ProfileRequest
from shrutik_http.profile.resource import ProfileResource
from shrutik_http.profile.stats import StatsMessage, StatsQuery

PROFILE = Noun(
    "profile",
    "Your own account, what you say of yourself, and what of that goes out in releases.",
    ProfileResource,
    (
        Operation(
            "GET",
            f"{ROOT}/me",
            "Your own account, and what you say of yourself",
            ProfileResource.get,
            ProfileMessage,
            uses=(ReadProfile.__call__,),
            leaving=True,
        ),
        Operation(
            "GET",
            f"{ROOT}/me/stats",
            "What you have done so far, with the last 30 days one by one",
            ProfileResource.stats,
            StatsMessage,
            query=StatsQuery,
            uses=(OwnActivity.__call__,),
        ),
        Operation(
            "PATCH",
            f"{ROOT}/me",
            "Change your name, the language you read, what you say of yourself, and what of that goes out in releases",
            ProfileResource.change,
            ProfileMessage,
            body=ProfileRequest,
            uses=(ChangeProfile.__call__,),
        ),
    ),
)
