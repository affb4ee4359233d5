"""The repository of flags in memory."""

from collections.abc import Sequence

from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest
from shrutik_core.transcription.flag import Flag, FlagKind
from shrutik_memory.paging import newest_first
from shrutik_memory.store import MemoryStore


class MemoryFlags:
    """`Flags` in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.flags

    def put(self, flags: Sequence[Flag]) -> None:
        """See `Flags.put`."""
        for flag in flags:
            known = next(iter(self._rows.group("about", flag.about)), None)
            kept = flag if known is None else known.with_evidence(flag.evidence)
            self._rows.put(kept.id, kept)

    def page(
        self, request: PageRequest, *, kind: FlagKind | None = None, contributor: ContributorId | None = None
    ) -> Page[Flag]:
        """See `Flags.page`."""
        rows = (
            row
            for row in self._rows.all()
            if kind in {None, row.kind} and contributor in {None, row.contributor, row.other}
        )
        return newest_first(rows, request, lambda row: row.raised_at)
