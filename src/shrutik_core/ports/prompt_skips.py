"""The repository of what speakers would rather not say."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeAlias

from shrutik_core.prompts.skip import PromptSkip, PromptSkipReason
from shrutik_core.shared.ids import PromptId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest

SkipCounts: TypeAlias = Mapping[PromptSkipReason, int]
"""How many speakers skipped a prompt for each reason; reasons of nobody are left out."""


class PromptSkips(Protocol):
    """Skips of prompts; there is one of each speaker and prompt."""

    def put(self, skip: PromptSkip) -> None:
        """Keep it, in place of the one of the same id.

        Two at once of the same speaker and prompt are kept one after the other if the prompt is locked first.
        """
        ...

    def find(self, prompt: PromptId, speaker: SpeakerId) -> PromptSkip | None:
        """The speaker's skip of a prompt."""
        ...

    def count_faults(self, prompt: PromptId, since: datetime | None = None) -> int:
        """How many speakers skipped a prompt for a fault of its own.

        Args:
            prompt: which.
            since: skips of this instant and before do not count; None if all do.
        """
        ...

    def counts(self, prompts: Iterable[PromptId]) -> Mapping[PromptId, SkipCounts]:
        """Why each of them was skipped since it was last offered again; those that nobody skipped are left out."""
        ...

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[PromptSkip]:
        """A speaker's, newest first."""
        ...
