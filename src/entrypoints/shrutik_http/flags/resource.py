"""Flags: listed."""

from typing import Self

import attrs

from shrutik_core.shared.ids import ContributorId
from shrutik_core.use_cases.people.read_flags import ReadFlags
from shrutik_http.call import Call
from shrutik_http.flags.messages import FlagMessage, FlagPage, FlagQuery
from shrutik_http.wiring import Wiring


@attrs.frozen
class FlagsResource:
    """What answers when an admin asks for flags."""

    read_flags: ReadFlags

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """See `Resource.of`."""
        return cls(wiring.platform.read_flags())

    def list(self, call: Call[None, FlagQuery]) -> FlagPage:
        """List flags."""
        said = call.query
        contributor = None if said.contributor_id is None else ContributorId(said.contributor_id)
        page = self.read_flags(call.actor, said.page, kind=said.kind, contributor=contributor)
        return FlagPage.of(page, FlagMessage.of)
