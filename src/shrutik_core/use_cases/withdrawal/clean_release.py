"""Clean a release of what was taken back: all its files go but its manifests, which tell nothing of it any more.

They are what later versions are compared with: a fall that withdrawals explain is not a fault, and a delta still leads
on from here.
"""

from collections.abc import Iterator

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.releases.copies.blank_line import blank_line
from shrutik_core.releases.manifest.json_lines import read_line, write_line
from shrutik_core.releases.release import release_key
from shrutik_core.shared.ids import ReleaseId
from shrutik_core.use_cases.releases.text_blobs import encoded, packed_lines
from shrutik_core.use_cases.releases.withdrawn_clips import withdrawn_clips


@attrs.frozen
class CleanRelease:
    """Cleans one release that nobody is served any more; done again, it changes nothing."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    compressor: Compressor

    def __call__(self, release: ReleaseId) -> None:
        """Clean it of all clips that stand as withdrawn in its feed.

        Raises:
            Unavailable: if the store does not answer.
        """
        with self.units_of_work() as uow:
            gone = withdrawn_clips(uow, release)
        manifests = release_key(release, "manifest/")
        for entry in tuple(self.blobs.list(release_key(release, ""))):
            if not entry.key.startswith(manifests):
                self.blobs.delete(entry.key)
            elif any(line.clip in gone and not line.blank for line in map(read_line, self._lines(entry.key))):
                self.blobs.put(entry.key, self.compressor.pack(encoded(self._cleaned(entry.key, gone))))

    def _cleaned(self, key: str, gone: frozenset[str]) -> Iterator[str]:
        for text in self._lines(key):
            line = read_line(text)
            yield write_line(blank_line(line)) if line.clip in gone and not line.blank else text.decode()

    def _lines(self, key: str) -> Iterator[bytes]:
        return packed_lines(self.blobs, self.compressor, key)
