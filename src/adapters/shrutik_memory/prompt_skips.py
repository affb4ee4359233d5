"""The repository of what speakers would rather not say, in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from shrutik_core.ports.prompt_skips import SkipCounts
from shrutik_core.prompts.skip import PromptSkip
from shrutik_core.shared.ids import PromptId, SpeakerId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryPromptSkips:
    """`PromptSkips` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows, self._prompts = store.prompt_skips, store.prompts

    def put(self, skip: PromptSkip) -> None:
        """See `PromptSkips.put`."""
        self._rows.put(skip.id, skip)

    def find(self, prompt: PromptId, speaker: SpeakerId) -> PromptSkip | None:
        """See `PromptSkips.find`."""
        return next(iter(self._rows.group("pair", (prompt, speaker))), None)

    def count_faults(self, prompt: PromptId, since: datetime | None = None) -> int:
        """See `PromptSkips.count_faults`."""
        return sum(skip.is_fault for skip in self._since(prompt, since))

    def counts(self, prompts: Iterable[PromptId]) -> Mapping[PromptId, SkipCounts]:
        """See `PromptSkips.counts`."""
        found = {one: self._prompts.get(one) for one in prompts}
        told = {
            id_: Counter(skip.reason for skip in self._since(id_, prompt.offered_again_at))
            for id_, prompt in found.items()
            if prompt is not None
        }
        return {id_: dict(reasons) for id_, reasons in told.items() if reasons}

    def page(self, speaker: SpeakerId, request: PageRequest) -> Page[PromptSkip]:
        """See `PromptSkips.page`."""
        return newest_first(self._rows.group("speaker", speaker), request, lambda row: row.skipped_at)

    def _since(self, prompt: PromptId, since: datetime | None) -> list[PromptSkip]:
        skips = self._rows.group("prompt", prompt)
        return [skip for skip in skips if since is None or skip.skipped_at > since]
