"""Reads a shard from end to end against the lines of its manifest, which say each byte but those of the sounds."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

import attrs

from shrutik_core.releases.copies.blank_line import shape_of
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.withdrawn_file import TakenOut
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.shard import RECORDING, SOUND
from shrutik_core.releases.shards.tar_header import end_bytes, member_bytes, padding_bytes, tar_header
from shrutik_core.releases.tree.builder import TreeBuilder
from shrutik_core.releases.tree.leaves import member_leaf, shard_leaf

Read = Callable[[int], bytes]
"""The next bytes of a file, at most so many; none at its end."""
_PIECE = 1 << 20


@attrs.define
class ShardReading:
    """One shard as it is read; at most a megabyte of it is held.

    Attributes:
        path: of the shard in the release.
        read: gives its bytes.
        taken: clips that were taken out of this copy, by pseudonym.
        faults: what was found so far; none after the first that leaves it open where the next member begins.
    """

    path: str
    read: Read
    taken: Mapping[str, TakenOut] = attrs.field(factory=dict)
    faults: list[CopyFault] = attrs.field(factory=list, init=False)
    _digest: "hashlib._Hash" = attrs.field(factory=hashlib.sha256, init=False)
    _tree: TreeBuilder = attrs.field(factory=TreeBuilder, init=False)
    _size: int = attrs.field(default=0, init=False)
    _ended: bool = attrs.field(default=False, init=False)

    def check(self, lines: Iterable[ManifestLine]) -> None:
        """Read it all.

        Args:
            lines: of its manifest, in order, each with a shape that a sound can have.
        """
        behind, last = b"", ""
        for line in lines:
            header = tar_header(f"{line.clip}.{SOUND}", line.size_bytes)
            self._expect([(behind, last, "the bytes after it"), (header, line.clip, "the header of its sound")])
            self._sound(line, header)
            told = recording_json(line.clip, shape_of(line))
            named = tar_header(f"{line.clip}.{RECORDING}", len(told))
            self._expect(
                [
                    (bytes(padding_bytes(line.size_bytes)), line.clip, "the bytes after its sound"),
                    (named, line.clip, "the header of its JSON"),
                    (told, line.clip, "its JSON"),
                ]
            )
            digest = hashlib.sha256(told).digest()
            leaf = member_leaf(f"{line.clip}.{RECORDING}", len(told), digest, hashlib.sha256(named).digest())
            self._tree.append(leaf)
            behind, last = bytes(padding_bytes(len(told))), line.clip
        members = self._size + len(behind)
        self._expect([(behind, last, "the bytes after it"), (bytes(end_bytes(members)), "", "the archive's end")])
        self.rest()

    def check_unknown(self) -> None:
        """Read it all, without a manifest that says what is in it."""
        self.rest(known=False)

    def rest(self, *, known: bool = True) -> None:
        """Read on to the end; nothing should be left if it is known what is in the shard."""
        before = self._size
        while self._take(_PIECE):
            pass
        if known and self._size > before and not self._ended:
            self.faults.append(CopyFault(self.path, f"has {self._size - before} bytes after its end; fetch it again"))

    @property
    def sha256(self) -> str:
        """Of all that was read, 64 hexadecimal characters."""
        return self._digest.hexdigest()

    @property
    def leaf(self) -> bytes:
        """Of the shard as it was released, if what was found in it is as it should be."""
        return shard_leaf(self.path, self._size, self._tree.size, self._tree.root())

    def _take(self, size: int) -> bytes:
        data = self.read(size)
        self._size += len(data)
        self._digest.update(data)
        return data

    def _expect(self, parts: list[tuple[bytes, str, str]]) -> None:
        """Read bytes that must be these; each part comes with its clip, and what it is."""
        if self._ended:
            return
        wanted = b"".join(part for part, _, _ in parts)
        found = self._take(len(wanted))
        if found == wanted:
            return
        at = 0
        for part, clip, what in parts:
            here = found[at : at + len(part)]
            at += len(part)
            if here != part:
                self._wrong(clip, f"{what} is not as the manifest says" if len(here) == len(part) else "")
                if len(here) < len(part):
                    return

    def _sound(self, line: ManifestLine, header: bytes) -> None:
        if self._ended:
            return
        digest, left = hashlib.sha256(), line.size_bytes
        while left and (data := self._take(min(left, _PIECE))):
            digest.update(data)
            left -= len(data)
        if left:
            self._wrong(line.clip, "")
            return
        taken = self.taken.get(line.clip)
        if digest.hexdigest() != line.sha256:
            still = "it was withdrawn, and its sound is still here, or is damaged; apply the withdrawals again"
            self._wrong(line.clip, still if line.withdrawn else "its sound has other bytes than the manifest says")
        headed = hashlib.sha256(header).digest()
        name = f"{line.clip}.{SOUND}"
        self._tree.append(taken.sound if taken else member_leaf(name, line.size_bytes, digest.digest(), headed))

    def _wrong(self, clip: str, what: str) -> None:
        self._ended = self._ended or not what
        self.faults.append(CopyFault(self.path, what or "the shard ends too soon, within it; fetch it again", clip))


def sound_headers(lines: Iterable[ManifestLine]) -> Iterable[tuple[int, bytes, str]]:
    """Where the header of each sound of a shard lies, its bytes, and the clip; what an index is checked by.

    Args:
        lines: of its manifest, in order.
    """
    at = 0
    for line in lines:
        yield at, tar_header(f"{line.clip}.{SOUND}", line.size_bytes), line.clip
        told = recording_json(line.clip, shape_of(line))
        at += member_bytes(line.size_bytes) + member_bytes(len(told))
