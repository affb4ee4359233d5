"""Compare a release with the versions before it: a delta from each, and what gates find."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.delta.change import DeltaHead
from shrutik_core.releases.delta.make import changes_between, delta_name
from shrutik_core.releases.delta.summary import DeltaCounts, DeltaSummary
from shrutik_core.releases.gates import EarlierRelease, GateFinding, gate_findings
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.release import Release, release_key
from shrutik_core.releases.series_index import stats_key
from shrutik_core.releases.stats.release_count import count
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.releases.stats.stats_json import read_stats
from shrutik_core.use_cases.releases.text_blobs import encoded, packed_lines
from shrutik_core.use_cases.releases.withdrawn_clips import withdrawn_clips
from shrutik_core.use_cases.releases.write_shards import JSON_LINES, WrittenShard
from shrutik_core.use_cases.releases.written_file import WrittenFile

_MANIFEST = "manifest/"


@attrs.frozen
class Compared:
    """What came of it.

    Attributes:
        deltas: from each earlier version whose manifest is still there.
        changes: since the predecessor; None if there is none.
        findings: of the gates, what stops first.
    """

    deltas: tuple[WrittenFile, ...]
    changes: DeltaSummary | None
    findings: tuple[GateFinding, ...]


@attrs.frozen
class CompareVersions:
    """Reads manifests side by side, a line of each at a time."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    compressor: Compressor

    def __call__(
        self, release: Release, shards: Sequence[WrittenShard], earlier: Sequence[Release], stats: ReleaseStats
    ) -> Compared:
        """Deltas and findings.

        Args:
            release: whose manifest was written.
            shards: its shards, in their order.
            earlier: versions of its series that were ready, the first first; the last is its predecessor.
            stats: what the release adds up to.
        """
        deltas, changes = [], None
        for version in earlier:
            if self._manifests(version):
                written, changes = self._delta(release, shards, version)
                deltas.append(written)
        predecessor = self._earlier(earlier[-1]) if earlier else None
        found = gate_findings(stats, predecessor)
        # A reason may be given beforehand for what then is not found.
        reasons = {one.key: release.selection.accepted.get(one.key) for one in found}
        weighed = [attrs.evolve(one, reason=reasons[one.key]) for one in found]
        return Compared(tuple(deltas), changes, tuple(sorted(weighed, key=lambda one: not one.stops)))

    def _delta(
        self, release: Release, shards: Iterable[WrittenShard], earlier: Release
    ) -> tuple[WrittenFile, DeltaSummary]:
        head, counts = DeltaHead(earlier.title, release.title), DeltaCounts()
        later = self._lines(shard.manifest.file.key for shard in shards)
        before = self._lines(self._manifests(earlier))
        name = f"{delta_name(earlier.version)}{self.compressor.ending}"

        def told() -> Iterator[str]:
            yield head.text
            for change in counts.passing(changes_between(before, later, head)):
                yield change.text

        blob = self.blobs.put(release_key(release.id, name), self.compressor.pack(encoded(told())))
        return WrittenFile.plain(name, blob, JSON_LINES), counts.summary(head)

    def _earlier(self, release: Release) -> EarlierRelease | None:
        with self.blobs.open(stats_key(release.name, release.version)) as stream:
            published = read_stats(stream.read())
        with self.units_of_work() as uow:
            gone = withdrawn_clips(uow, release.id)
        manifests = self._manifests(release)
        if not gone or not manifests:
            return EarlierRelease(published, published)
        lines = (read_line(text) for text in self._lines(manifests))
        kept = count(line for line in lines if line.clip not in gone)
        # If all of it was withdrawn, whatever fell is explained.
        return EarlierRelease(published, kept.stats()) if kept.releases else None

    def _manifests(self, release: Release) -> list[str]:
        files = sorted(file.name for file in release.files if file.name.startswith(_MANIFEST))
        keys = [release_key(release.id, name) for name in files]
        return keys if all(map(self.blobs.exists, keys)) else []

    def _lines(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            yield from (line.decode() for line in packed_lines(self.blobs, self.compressor, key))
