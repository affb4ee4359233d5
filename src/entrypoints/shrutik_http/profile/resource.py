"""The caller's own profile: shown and changed."""

from typing import Self

import attrs

from shrutik_core.use_cases.people.change_profile import ChangeProfile, ReadProfile
from shrutik_http.call import Call
from shrutik_http.messages import NoQuery
from shrutik_http.profile.messages import ProfileMessage, ProfileRequest
from shrutik_http.wiring import Wiring


@attrs.frozen
class ProfileResource:
    """What answers when callers ask for themselves."""

    read_profile: ReadProfile
    change_profile: ChangeProfile

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_profile(), wiring.platform.change_profile())

    def get(self, call: Call[None, NoQuery]) -> ProfileMessage:
        """Show the caller's own."""
        return ProfileMessage.of_profile(self.read_profile(call.actor))

    def change(self, call: Call[ProfileRequest, NoQuery]) -> ProfileMessage:
        """Change the caller's own."""
        return ProfileMessage.of_profile(self.change_profile(call.actor, call.body.change()))
