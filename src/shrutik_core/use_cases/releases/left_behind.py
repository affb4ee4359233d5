"""What a version leaves for the next one of its series, kept when its own files are gone."""

import json
from collections.abc import Sequence

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.release_json import NAME as FACTS
from shrutik_core.releases.series_index import STATS, facts_key, index_key, ledger_key, stats_key
from shrutik_core.releases.splits.ledger_lines import NAME as SPLITS
from shrutik_core.use_cases.releases.plan_release import INDEX
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.series_turn import WAS_READY


@attrs.frozen
class LeftBehind:
    """Places and pseudonyms, figures and the root; nothing that was said."""

    blobs: BlobStore

    def keep(self, release: Release) -> None:
        """Copy what the next version goes on from; it counts once the release is ready."""
        for name, key in ((INDEX, index_key), (SPLITS, ledger_key), (STATS, stats_key), (FACTS, facts_key)):
            with self.blobs.open(release_key(release.id, name)) as stream:
                self.blobs.put(key(release.name, release.version), iter(lambda: stream.read(1 << 20), b""))

    def has(self, release: Release) -> bool:
        """Whether the version was ready and left all of it, as each does that has shards."""
        return release.status in WAS_READY and self.blobs.exists(facts_key(release.name, release.version))

    def predecessor(self, series: str, earlier: Sequence[Release]) -> Predecessor:
        """What the last of the versions that left anything has left.

        Args:
            series: name of the releases.
            earlier: versions that left it, the first first.
        """
        if not earlier:
            return Predecessor.of(self.blobs, series, 0)
        version = earlier[-1].version
        with self.blobs.open(facts_key(series, version)) as stream:
            root = str(json.loads(stream.read())["root"])
        return attrs.evolve(Predecessor.of(self.blobs, series, version), root=root, releases=tuple(earlier))
