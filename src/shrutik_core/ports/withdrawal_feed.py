"""The repository of withdrawal feeds: which clips of a release its holders are to take out of their copies.

Whatever is added to the feed of a release is added in the same unit of work to that of its series, one row for each
clip with all versions that hold it, in order of the clips' names; see `SeriesFeeds`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shrutik_core.releases.withdrawn_clip import WithdrawalReason, WithdrawnClip
from shrutik_core.shared.ids import RecordingId, ReleaseId, WithdrawalId
from shrutik_core.shared.pages import Page, PageRequest


class WithdrawalFeed(Protocol):
    """One feed for each release; rows are only ever added."""

    def alone(self) -> None:
        """Let no other withdrawal begin and no release become ready until this unit of work ends; others wait here.

        So a release that becomes ready either knows that a voice was withdrawn, or is told so by the feed.
        """
        ...

    def tell(
        self, withdrawal: WithdrawalId, recordings: Sequence[RecordingId], reason: WithdrawalReason, at: datetime
    ) -> None:
        """Add a row for each clip of these recordings to the feed of each release that is ready and holds it.

        Whoever calls was let `alone`.
        """
        ...

    def take_back(self, withdrawal: WithdrawalId, at: datetime) -> None:
        """Add a row that says so for each clip that this withdrawal told of, unless another that stands did so too.

        Whoever calls was let `alone`, and has marked the withdrawal as undone.
        """
        ...

    def concerns(self, release: ReleaseId) -> bool:
        """Whether the release holds a clip that a withdrawal which stands told of."""
        ...

    def releases_of(self, withdrawal: WithdrawalId) -> tuple[ReleaseId, ...]:
        """The releases in whose feeds the withdrawal stands, in order of id."""
        ...

    def page(self, release: ReleaseId, request: PageRequest) -> Page[WithdrawnClip]:
        """A release's feed, oldest first."""
        ...
