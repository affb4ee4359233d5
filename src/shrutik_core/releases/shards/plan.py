"""Which clip lies in which shard: those of earlier versions where they were, new ones in shards of their own."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import compress

import attrs

from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.shards.tar_header import BLOCK, RECORD
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "shard_plan", "These clips cannot be dealt out to shards.")

MOST_CLIPS = 2_000
"""In one shard."""
LARGEST_SHARD = 25_000 * RECORD
"""Bytes of an archive of more than one clip: 256 MB."""
MOST_SPLITS = 256
# A clip in a row of bytes, whose order is the order of pseudonyms: 16 bytes of it, split, size of sound, size of JSON.
_CLIP, _SPLIT, _SOUND, _JSON = slice(0, 16), 16, slice(17, 23), slice(23, 29)


def plan_shards(clips: Iterable[ShardClip], carried: Iterable[Shard] = ()) -> Iterator[Shard]:
    """The shards of a version: those of its predecessor, in the order given, then new ones by split and number.

    A clip of the predecessor stays at its place for ever. One that is no longer among the clips becomes blank, and one
    that was blank and is among them again is filled again: with the same bytes at the same place, so that the shard is
    what it was in the version that held the clip. All other clips come into new shards, sorted by pseudonym and
    dealt out until a shard is full, whose numbers go on from the predecessor's. So the plan depends on which clips
    there are and on nothing else, not on their order, and more clips change no earlier shard.

    It is dealt out as it is asked for; about 70 bytes are held for each clip meanwhile.

    Args:
        clips: all of the version, in any order; none of them blank.
        carried: the shards of its predecessor.

    Raises:
        Invalid: ``shard_plan`` if a clip comes twice or blank, a shard is carried over twice, a clip has changed its
            split or size since the predecessor was built, or there are more than 256 splits.
    """
    rows = _Rows.of(clips)
    following: dict[str, int] = {}
    names: set[str] = set()
    for shard in carried:
        if shard.name in names:
            raise Invalid("shard_plan", f"The shard {shard.name} is carried over twice: give it once.")
        names.add(shard.name)
        following[shard.split] = max(following.get(shard.split, 0), shard.number + 1)
        yield attrs.evolve(shard, clips=tuple(map(rows.place, shard.clips)))
    for split in sorted(rows.splits):
        for number, dealt in enumerate(_deal(rows.left(split)), following.get(split, 0)):
            yield Shard(number, tuple(dealt))


def _deal(clips: Iterable[ShardClip]) -> Iterator[list[ShardClip]]:
    """As many clips at a time as a shard takes, at least one."""
    dealt: list[ShardClip] = []
    size = 2 * BLOCK
    for clip in clips:
        more = clip.archived_bytes
        if dealt and (len(dealt) == MOST_CLIPS or size + more > LARGEST_SHARD):
            yield dealt
            dealt, size = [], 2 * BLOCK
        dealt.append(clip)
        size += more
    if dealt:
        yield dealt


@attrs.frozen
class _Rows:
    """All clips, sorted, in little room.

    Attributes:
        rows: one for each clip, sorted.
        splits: the names of the splits, by the byte that stands for each in a row.
        waiting: 1 for each row whose clip has no place yet.
    """

    rows: list[bytes]
    splits: tuple[str, ...]
    waiting: bytearray

    @classmethod
    def of(cls, clips: Iterable[ShardClip]) -> "_Rows":
        marks: dict[str, int] = {}
        rows = [_row(clip, marks.setdefault(clip.split, len(marks))) for clip in clips]
        rows.sort()
        for index in range(1, len(rows)):
            if rows[index][_CLIP] == rows[index - 1][_CLIP]:
                raise Invalid("shard_plan", f"The clip {rows[index][_CLIP].hex()} comes twice: give it once.")
        return cls(rows, tuple(marks), bytearray(b"\1" * len(rows)))

    def place(self, clip: ShardClip) -> ShardClip:
        """A clip of the predecessor as it is now."""
        wanted = bytes.fromhex(clip.clip)
        index = bisect_left(self.rows, wanted)
        if index == len(self.rows) or self.rows[index][_CLIP] != wanted:
            return attrs.evolve(clip, blank=True)
        if not self.waiting[index]:
            raise Invalid("shard_plan", f"The clip {clip.clip} lies in two shards that are carried over.")
        given = self._clip(self.rows[index])
        if (given.split, given.flac_bytes, given.json_bytes) != (clip.split, clip.flac_bytes, clip.json_bytes):
            raise Invalid("shard_plan", f"The clip {clip.clip} has changed its split or size since it was released.")
        self.waiting[index] = 0
        return attrs.evolve(clip, blank=False)

    def left(self, split: str) -> Iterator[ShardClip]:
        """The clips of a split that have no place yet, sorted."""
        mark = self.splits.index(split)
        return (self._clip(row) for row in compress(self.rows, self.waiting) if row[_SPLIT] == mark)

    def _clip(self, row: bytes) -> ShardClip:
        sizes = int.from_bytes(row[_SOUND]), int.from_bytes(row[_JSON])
        return ShardClip(row[_CLIP].hex(), self.splits[row[_SPLIT]], *sizes)


def _row(clip: ShardClip, split: int) -> bytes:
    if clip.blank:
        raise Invalid("shard_plan", f"The clip {clip.clip} is blank: leave it out, and it is so.")
    if split == MOST_SPLITS:
        raise Invalid("shard_plan", f"There are more than {MOST_SPLITS} splits: put clips of some together.")
    return b"".join(
        (bytes.fromhex(clip.clip), bytes((split,)), clip.flac_bytes.to_bytes(6), clip.json_bytes.to_bytes(6))
    )
