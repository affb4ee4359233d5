"""The caller's own profile: shown and changed."""

from typing import Self

import attrs

from shrutik_core.use_cases.people.change_profile import ChangeProfile, ReadProfile
from shrutik_core.use_cases.people.own_activity import OwnActivity
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.profile.messages import ProfileMessage, ProfileRequest
from shrutik_http.profile.stats import StatsMessage, StatsQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class ProfileResource:
    """What answers when callers ask for themselves."""

    read_profile: ReadProfile
    change_profile: ChangeProfile
    own_activity: OwnActivity

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        platform = wiring.platform
        return cls(platform.read_profile(), platform.change_profile(), platform.own_activity())

    def get(self, call: Call[None, NoQuery]) -> ProfileMessage:
        """Show the caller's own."""
        return ProfileMessage.of_profile(self.read_profile(call.actor))

    def change(self, call: Call[ProfileRequest, NoQuery]) -> ProfileMessage:
        """Change the caller's own."""
        return ProfileMessage.of_profile(self.change_profile(call.actor, call.body.change()))

    def stats(self, call: Call[None, StatsQuery]) -> StatsMessage:
        """Tell what the caller has done so far."""
        return StatsMessage.of(*self.own_activity(call.actor, call.query.ahead))
