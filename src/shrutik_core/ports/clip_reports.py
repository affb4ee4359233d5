"""The repository of what people report of clips."""

from datetime import datetime
from typing import Protocol

from shrutik_core.review.report import ClipReport
from shrutik_core.shared.ids import ChunkId, ContributorId
from shrutik_core.shared.pages import Page, PageRequest


class ClipReports(Protocol):
    """Reports of clips; there is one of each person and clip."""

    def put(self, report: ClipReport) -> None:
        """Keep it, in place of the one of the same id.

        Two at once of the same person and clip are kept one after the other if the chunk is locked first.
        """
        ...

    def find(self, chunk: ChunkId, contributor: ContributorId) -> ClipReport | None:
        """The person's report of a clip."""
        ...

    def waiting(self, chunk: ChunkId) -> tuple[ClipReport, ...]:
        """Those of a clip that wait for a reviewer, oldest first."""
        ...

    def count_waiting(self, contributor: ContributorId) -> int:
        """How many of a person wait for a reviewer."""
        ...

    def answer(self, chunk: ChunkId, now: datetime) -> None:
        """Keep that a reviewer looked at the clip now; those that were answered before stay as they are."""
        ...

    def page(self, contributor: ContributorId, request: PageRequest) -> Page[ClipReport]:
        """A person's, newest first."""
        ...
