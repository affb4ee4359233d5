"""One shard of a copy and its manifest, read together."""

from collections.abc import Iterator
from functools import partial

import attrs

from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.manifest_reading import ManifestReading
from shrutik_core.releases.copies.shard_reading import ShardReading, sound_headers
from shrutik_core.releases.copies.tally import CopyTally
from shrutik_core.releases.copies.withdrawn_file import TakenOut, WithdrawnFile
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder


@attrs.define
class ShardCheck:
    """Checks the shards of a copy one after the other.

    Attributes:
        folder: the copy.
        listed: checksums by path.
        release: title.
        tally: counts the lines.
        taken: what was taken out of the copy; None if nothing was.
        faults: what was found.
        leaves: of the release's tree, by path.
    """

    folder: CopyFolder
    listed: dict[str, str]
    release: str
    tally: CopyTally
    taken: WithdrawnFile | None
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    leaves: dict[str, bytes] = attrs.field(factory=dict, init=False)

    def check(self, shard: str) -> None:
        """Read a shard and its manifest from end to end."""
        taken = self._taken(shard)
        reading = ManifestReading(self.folder.manifest(shard), shard, self.release, taken)
        lines = self._lines(reading)
        path = f"{SHARDS}{shard}.tar"
        try:
            with self.folder.open(path) as file:
                archive = ShardReading(path, partial(_read, file), taken)
                archive.check(lines)
        except Missing:
            # It is named among what is missing; the manifest is looked at all the same.
            for _ in lines:
                pass
            self._manifest(reading, taken)
            return
        whole = self._manifest(reading, taken)
        # Where lines do not say what is in the shard, its bytes are compared as a whole.
        found = archive.faults if whole and reading.whole else []
        self.faults += found
        if not taken and archive.sha256 != self.listed.get(path) and not found:
            self.faults.append(CopyFault(path, "has other bytes than SHA256SUMS says; fetch it again"))
        self.leaves[path] = archive.leaf

    def glance(self, shard: str) -> None:
        """Read the manifest, and of the shard its size and the headers of its sounds."""
        taken = self._taken(shard)
        reading = ManifestReading(self.folder.manifest(shard), shard, self.release, taken)
        path = f"{SHARDS}{shard}.tar"
        try:
            with self.folder.open(path) as file:
                for at, header, clip in sound_headers(self._lines(reading)):
                    file.seek(at)
                    if file.read(len(header)) != header:
                        self.faults.append(CopyFault(path, "the header of its sound is not as the manifest says", clip))
            size = self.folder.size(path)
            if reading.whole and not reading.faults and size != reading.shard_size:
                told = f"has {size} bytes, but its manifest says {reading.shard_size}; fetch it again"
                self.faults.append(CopyFault(path, told))
        except Missing:
            pass
        self.faults += reading.faults

    def _taken(self, shard: str) -> dict[str, TakenOut]:
        clips = self.taken.clips.values() if self.taken else ()
        return {one.clip: one for one in clips if one.shard == shard}

    def _lines(self, reading: ManifestReading) -> Iterator[ManifestLine]:
        try:
            for line in reading.lines(self.folder.manifest_lines(reading.shard)):
                self.tally.add(line, reading.path)
                yield line
        except Missing:
            reading.whole = False
        except Invalid as error:
            reading.whole = False
            reading.faults.append(CopyFault(reading.path, error.detail))

    def _manifest(self, reading: ManifestReading, taken: dict[str, TakenOut]) -> bool:
        """Take in what reading a manifest showed; whether it is as it was released, as far as can be told now."""
        faults = list(reading.faults)
        was = self.taken.files.get(reading.path) if self.taken else None
        if reading.whole and not faults:
            faults += self._differing(reading, taken, was)
        self.faults += faults
        self.leaves[reading.path] = reading.leaf
        return not faults

    def _differing(
        self, reading: ManifestReading, taken: dict[str, TakenOut], was: bytes | None
    ) -> Iterator[CopyFault]:
        if was is not None:
            if reading.leaf != was:
                yield CopyFault(
                    reading.path, "has other lines than were released, apart from those that were withdrawn"
                )
        elif taken or self.folder.digest(reading.path)[1] != self.listed.get(reading.path):
            yield CopyFault(reading.path, "has other bytes than SHA256SUMS says; fetch it again")


def _read(file: object, size: int) -> bytes:
    """As many bytes as there are, for a file that is not buffered may give fewer at a time."""
    parts: list[bytes] = []
    while size and (data := file.read(size)):  # type: ignore[attr-defined]  # any binary file
        parts.append(data)
        size -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)
