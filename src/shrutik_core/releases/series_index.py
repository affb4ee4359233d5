"""The index of a series: where each clip that it has given out lies, kept when the sounds themselves are gone.

It holds pseudonyms, sizes and counts of samples, and nothing that was said: so it outlives the files of a version whose
voices were withdrawn, and the next version still puts each clip where it was, and silence where one is gone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "series_index", "This is not an index of a series.")


STATS = "stats.json"
"""The statistics of a version, in its folder and where they are left."""


def index_key(series: str, version: int) -> str:
    """Where the index that a version left lies in the blob store."""
    return f"series/{series}/v{version}/index.jsonl"


def stats_key(series: str, version: int) -> str:
    """Where the statistics of a version lie in the blob store, as they were released."""
    return f"series/{series}/v{version}/{STATS}"


def facts_key(series: str, version: int) -> str:
    """Where the ``release.json`` of a version lies in the blob store."""
    return f"series/{series}/v{version}/release.json"


def ledger_key(series: str, version: int) -> str:
    """Where the ledger that a version left lies in the blob store."""
    return f"series/{series}/v{version}/splits.jsonl"


@attrs.frozen
class IndexedClip:
    """A clip at its place.

    Attributes:
        planned: as the plan has it.
        shape: of its sound.
        first_version: that held it, 1 and up.
    """

    planned: ShardClip
    shape: SoundShape
    first_version: int


@attrs.frozen
class IndexedShard:
    """A shard with all that is to be known of its clips.

    Attributes:
        number: for each split from 0 on.
        clips: in the shard's order, at least one.
    """

    number: int
    clips: tuple[IndexedClip, ...]

    @property
    def shard(self) -> Shard:
        """As the plan has it."""
        return Shard(self.number, tuple(clip.planned for clip in self.clips))


def write_indexed(indexed: IndexedShard) -> str:
    """The shard as one line of JSON, without a line end."""
    rows = [
        [one.planned.clip, one.planned.flac_bytes, *attrs.astuple(one.shape), one.first_version, one.planned.blank]
        for one in indexed.clips
    ]
    split = indexed.clips[0].planned.split
    return json.dumps({"split": split, "number": indexed.number, "clips": rows}, separators=(",", ":"))


def read_index(lines: Iterable[str | bytes]) -> Iterator[IndexedShard]:
    """The shards of what `write_indexed` wrote, line by line.

    Raises:
        Invalid: ``series_index``.
    """
    for line in lines:
        try:
            found = json.loads(line)
            clips = tuple(_clip(found["split"], row) for row in found["clips"])
            yield IndexedShard(found["number"], clips)
        except (ValueError, TypeError, KeyError) as error:
            raise Invalid("series_index", f"Not a line of a series' index: {line[:80]!r}.") from error


def _clip(split: str, row: Sequence[Any]) -> IndexedClip:
    clip, size, rate, channels, bits, samples, first, blank = row
    shape = SoundShape(rate, channels, bits, samples)
    return IndexedClip(ShardClip(clip, split, size, len(recording_json(clip, shape)), blank), shape, first)
