"""Finds the clips that are to be taken out of a copy, and what has to be remembered of each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import attrs

from shrutik_core.releases.copies.withdrawn_file import TakenOut, WithdrawnFile
from shrutik_core.releases.delta.place import placed
from shrutik_core.releases.feed.row import FeedRow
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.shards.shard import SOUND
from shrutik_core.releases.shards.tar_header import tar_header
from shrutik_core.releases.tree.builder import TreeBuilder
from shrutik_core.releases.tree.leaves import line_leaf, manifest_leaf, member_leaf
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder

_PIECE = 1 << 20


@attrs.define
class TakingOut:
    """Looks through the manifests of a copy.

    Attributes:
        folder: the copy.
        listed: checksums by path.
        wanted: clips that the feed withdraws, with its rows.
        before: what was taken out earlier; None if nothing was.
        files: leaves, as released, of manifests that change.
    """

    folder: CopyFolder
    listed: Mapping[str, str]
    wanted: Mapping[str, FeedRow]
    before: WithdrawnFile | None
    files: dict[str, bytes] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.files = dict(self.before.files) if self.before else {}

    def clips(self, shards: Iterable[str]) -> dict[str, TakenOut]:
        """All that are to be blank, those of before among them.

        Raises:
            Invalid: ``copy_damaged`` if one is not as it was released.
            Missing: ``copy_file_missing``.
        """
        found = dict(self.before.clips) if self.before else {}
        for shard in shards:
            for taken in self._of_shard(shard, found):
                found[taken.clip] = taken
        return found

    def _of_shard(self, shard: str, before: Mapping[str, TakenOut]) -> Iterator[TakenOut]:
        path = self.folder.manifest(shard)
        tree, new = TreeBuilder(), 0
        for text in self.folder.manifest_lines(shard):
            clip = placed(text.decode()).clip
            known = before.get(clip)
            leaf = known.line if known else line_leaf(text)
            tree.append(leaf)
            if clip in self.wanted and not known:
                line = read_line(text)
                if not line.blank:
                    new += 1
                    yield TakenOut(clip, shard, self.wanted[clip].seq, self._sound(line), leaf)
        if new and path not in self.files:
            if self.folder.digest(path)[1] != self.listed.get(path):
                raise damaged(path)
            self.files[path] = manifest_leaf(path, tree.size, tree.root())

    def _sound(self, line: ManifestLine) -> bytes:
        """The leaf of a sound that is still there."""
        path = f"{SHARDS}{line.shard}.tar"
        digest, left = hashlib.sha256(), line.size_bytes
        with self.folder.open(path) as file:
            file.seek(line.offset_bytes)
            while left and (data := file.read(min(left, _PIECE))):
                digest.update(data)
                left -= len(data)
        if left or digest.hexdigest() != line.sha256:
            raise damaged(path)
        name = f"{line.clip}.{SOUND}"
        header = hashlib.sha256(tar_header(name, line.size_bytes)).digest()
        return member_leaf(name, line.size_bytes, digest.digest(), header)


def damaged(path: str) -> Invalid:
    """The error of a copy that withdrawals cannot be applied to."""
    return Invalid("copy_damaged", f"{path} is not as it was released; run `shrutik release verify` first.")
