"""The repository of flags."""

from collections.abc import Sequence
from typing import Protocol

from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.flag import Flag, FlagKind


class Flags(Protocol):
    """Flags; one for each `Flag.about`."""

    def put(self, flags: Sequence[Flag]) -> None:
        """Keep new ones; the evidence of one that is there is added to it, as `Flag.with_evidence` does.

        Several may be put at once, each about something else.
        """
        ...

    def page(
        self, request: PageRequest, *, kind: FlagKind | None = None, contributor: ContributorId | None = None
    ) -> Page[Flag]:
        """Those of a kind and about a person, or all; newest first."""
        ...
