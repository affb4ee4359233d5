"""Reads the manifest of one shard line by line, and finds what its lines cannot say."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.releases.copies.blank_line import blank_line, shape_of
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.withdrawn_file import TakenOut
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.manifest.making import ENCODING
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.shard import ShardClip
from shrutik_core.releases.shards.tar_header import BLOCK, end_bytes, member_bytes
from shrutik_core.releases.tree.builder import TreeBuilder
from shrutik_core.releases.tree.leaves import line_leaf, manifest_leaf
from shrutik_core.shared.errors import Invalid


@attrs.define
class ManifestReading:
    """One manifest as it is read; it holds no line.

    Attributes:
        path: of the manifest in the release.
        shard: name of its shard.
        release: title that every line bears.
        taken: clips that were taken out of this copy, by pseudonym.
        faults: what was found so far.
        whole: whether each line so far is one, so that they tell where everything in the shard lies.
    """

    path: str
    shard: str
    release: str
    taken: Mapping[str, TakenOut] = attrs.field(factory=dict)
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    whole: bool = attrs.field(default=True, init=False)
    _tree: TreeBuilder = attrs.field(factory=TreeBuilder, init=False)
    _size: int = attrs.field(default=0, init=False)
    _last: str = attrs.field(default="", init=False)

    def lines(self, texts: Iterable[bytes]) -> Iterator[ManifestLine]:
        """The lines as far as each is one; the faults of all of them are known when the last was given.

        Args:
            texts: of the file, without line ends.
        """
        for number, text in enumerate(texts, 1):
            try:
                line = self._line(text)
            except Invalid as error:
                self.faults.append(CopyFault(self.path, f"line {number}: {error.detail}"))
                self._tree.append(line_leaf(text))
                self.whole = False
                return
            yield line

    @property
    def leaf(self) -> bytes:
        """Of the manifest as it was released, if its lines are those that were read."""
        return manifest_leaf(self.path, self._tree.size, self._tree.root())

    @property
    def shard_size(self) -> int:
        """Bytes of the archive that the lines describe."""
        return self._size + end_bytes(self._size)

    def _line(self, text: bytes) -> ManifestLine:
        line = read_line(text)
        taken = self.taken.get(line.clip)
        self._tree.append(taken.line if taken else line_leaf(text))
        planned = ShardClip(line.clip, line.split, line.size_bytes, len(recording_json(line.clip, shape_of(line))))
        for what in self._wrong(line):
            self.faults.append(CopyFault(self.path, what, line.clip))
        self._last = line.clip
        self._size += member_bytes(planned.flac_bytes) + member_bytes(planned.json_bytes)
        return line

    def _wrong(self, line: ManifestLine) -> Iterator[str]:
        if line.release != self.release:
            yield f"its line is of {line.release!r}, not of {self.release}"
        if line.shard != self.shard or line.split != self.shard.rpartition("-")[0]:
            yield f"its line is of shard {line.shard!r} and split {line.split!r}, in the manifest of {self.shard}"
        if line.clip <= self._last:
            yield "its line is out of order, or there twice"
        if line.offset_bytes != self._size + BLOCK:
            yield f"its line says byte {line.offset_bytes} of the shard, where byte {self._size + BLOCK} is right"
        if line.encoding != ENCODING:
            yield f"its sound is {line.encoding!r}, which does not belong in a shard"
        if line.blank and line != blank_line(line, withdrawn=line.withdrawn):
            why = "was withdrawn" if line.withdrawn else "is left out"
            yield f"it {why}, but its line still says something of it"
        if line.clip in self.taken and not line.withdrawn:
            yield "it was withdrawn, and its line is still here; apply the withdrawals again"
