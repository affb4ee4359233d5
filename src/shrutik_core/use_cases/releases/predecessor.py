"""What the version before a release left: its ledger, and where each of its clips lies."""

from collections.abc import Iterator

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.releases.release import Release
from shrutik_core.releases.series_index import IndexedShard, index_key, ledger_key, read_index
from shrutik_core.releases.splits.ledger import Ledger
from shrutik_core.releases.splits.ledger_lines import read_ledger
from shrutik_core.shared.ids import CollectionId
from shrutik_core.use_cases.releases.text_blobs import lines_in


@attrs.frozen
class Predecessor:
    """The version that a release goes on from.

    Attributes:
        version: 1 and up; 0 if there is none.
        ledger: as it left it; empty if there is none.
        blobs: where its index lies.
        root: over its files; empty if there is none.
        releases: it and those before it that left something, the first first.
    """

    version: int
    ledger: Ledger
    blobs: BlobStore
    root: str = ""
    releases: tuple[Release, ...] = ()

    @classmethod
    def of(cls, blobs: BlobStore, series: str, version: int) -> "Predecessor":
        """What a version of a series left; 0 for the one before the first."""
        if not version:
            return cls(0, Ledger(series), blobs)
        return cls(version, read_ledger(lines_in(blobs, ledger_key(series, version))), blobs)

    @property
    def frozen_clips(self) -> frozenset[str]:
        """The clips of the series' frozen test; none before there is one."""
        return self.ledger.frozen.members if self.ledger.frozen else frozenset()

    @property
    def tested(self) -> tuple[CollectionId, ...]:
        """The collections that the frozen test was made of; none if there is none, or if that is not known."""
        frozen = self.ledger.frozen
        made = (one for one in self.releases if frozen and one.version == frozen.version)
        return next((one.selection.collections for one in made), ())

    def shards(self) -> Iterator[IndexedShard]:
        """The shards that it left, in order."""
        if self.version:
            yield from read_index(lines_in(self.blobs, index_key(self.ledger.series, self.version)))
