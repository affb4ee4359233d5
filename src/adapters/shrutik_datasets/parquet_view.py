"""The whole manifest as Parquet, a file for each split: fixed types, whatever happens to be empty."""

from collections.abc import Iterator, Mapping
from operator import attrgetter, itemgetter
from typing import Any

import attrs
import pyarrow as pa

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.json_lines import KEYS
from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote
from shrutik_core.releases.views.view import Pieces, ReleaseAbout
from shrutik_datasets.parquet_pieces import ParquetPieces

_ROWS = 5_000
"""Of a row group."""
_AT_ONCE = 500
"""Lines that become columns together: few enough that they are still in the processor's cache."""
_TRAITS = tuple(map(str, Trait))
_VOTE = pa.struct([("worker", pa.string()), ("text", pa.string()), ("reliability", pa.float64())])
_TYPES = {
    **dict.fromkeys(("offset_bytes", "size_bytes", "num_samples", "start_sample", "end_sample"), pa.int64()),
    **dict.fromkeys(("sample_rate_hz", "channels", "bits_per_sample", "index"), pa.int32()),
    **dict.fromkeys(("duration_s", "confidence", "expected_wer"), pa.float64()),
    "traits": pa.struct([(name, pa.string()) for name in _TRAITS]),
    "quality": pa.struct([(name, pa.float64()) for name in FIGURES]),
    "votes": pa.list_(_VOTE),
    "flags": pa.list_(pa.string()),
    "withdrawn": pa.bool_(),
}
_STRUCTS = {"traits": _TRAITS, "quality": FIGURES}
SCHEMA = pa.schema([(key, _TYPES.get(key, pa.string())) for key in KEYS])
REPEATED = [
    *("release", "first_release", "split", "shard", "encoding", "sample_rate_hz", "channels", "bits_per_sample"),
    *("language", "collection", "licence", "consent_version", "speaker", "recording", "recorded_on", "decision"),
    *("method", "flags.list.element", "votes.list.element.worker", *(f"traits.{name}" for name in _TRAITS)),
]
"""Columns whose values come again and again: a dictionary of those that do not costs time and saves nothing."""
_values = attrgetter(*KEYS)
_vote = attrgetter("worker", "text", "reliability")


@attrs.define
class _Split:
    """The file of one split, and the rows of its next row group."""

    file: ParquetPieces = attrs.Factory(lambda: ParquetPieces(SCHEMA, use_dictionary=REPEATED))
    lines: list[ManifestLine] = attrs.Factory(list)
    batches: list[pa.RecordBatch] = attrs.Factory(list)
    rows: int = 0

    def add(self, line: ManifestLine) -> bytes:
        """One more row: the bytes of a row group if it is full."""
        self.lines.append(line)
        self.rows += 1
        if len(self.lines) == _AT_ONCE or self.rows == _ROWS:
            self._convert()
        return self._write() if self.rows == _ROWS else b""

    def close(self) -> bytes:
        """The last row group and the end of the file."""
        if self.lines:
            self._convert()
        return (self._write() if self.rows else b"") + self.file.close()

    def _convert(self) -> None:
        columns = zip(KEYS, zip(*map(_values, self.lines), strict=True), strict=True)
        arrays = [_array(key, list(found)) for key, found in columns]
        self.batches.append(pa.RecordBatch.from_arrays(arrays, schema=SCHEMA))
        self.lines.clear()

    def _write(self) -> bytes:
        data = self.file.batch(pa.Table.from_batches(self.batches))
        self.batches.clear()
        self.rows = 0
        return data


def _array(key: str, values: list[Any]) -> pa.Array:
    if key in _STRUCTS:
        return _struct(SCHEMA.field(key).type, _STRUCTS[key], values)
    return _votes(values) if key == "votes" else pa.array(values, SCHEMA.field(key).type)


def _struct(kind: pa.StructType, names: tuple[str, ...], values: list[Mapping[str, object]]) -> pa.Array:
    try:
        columns = list(zip(*map(itemgetter(*names), values), strict=True))
    except KeyError:
        # A line that was written before there was this name.
        columns = [tuple(value.get(name) for value in values) for name in names]
    parts = [pa.array(column, field.type) for column, field in zip(columns, kind, strict=True)]
    return pa.StructArray.from_arrays(parts, fields=list(kind))


def _votes(values: list[tuple[PublishedVote, ...]]) -> pa.Array:
    ends, all_votes = [0], [_vote(vote) for votes in values for vote in votes]
    for votes in values:
        ends.append(ends[-1] + len(votes))
    columns = zip(*all_votes, strict=True) if all_votes else ((), (), ())
    parts = [pa.array(column, field.type) for column, field in zip(columns, _VOTE, strict=True)]
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.StructArray.from_arrays(parts, fields=list(_VOTE)))


@attrs.frozen
class _Writing:
    """A row for each clip; a split without one is a table without rows."""

    splits: Mapping[str, _Split]

    def begin(self) -> Pieces:
        return ()

    def add(self, clip: ManifestLine) -> Pieces:
        group = self.splits[clip.split].add(clip)
        return ((f"{clip.split}.parquet", group),) if group else ()

    def close(self) -> Iterator[tuple[str, bytes]]:
        for name, split in self.splits.items():
            yield f"{name}.parquet", split.close()


@attrs.frozen
class ParquetView:
    """`View`: all that a manifest says, with the types that it has."""

    name: str = attrs.field(default="parquet", init=False)
    description: str = attrs.field(
        default="All that the manifest says, typed, for pyarrow, pandas, polars and DuckDB.", init=False
    )
    media_types: Mapping[str, str] = attrs.field(
        factory=lambda: {".parquet": "application/vnd.apache.parquet"}, init=False
    )
    holds_audio: bool = attrs.field(default=False, init=False)
    keeps_blank: bool = attrs.field(default=True, init=False)

    def open(self, about: ReleaseAbout) -> _Writing:
        """See `View.open`."""
        return _Writing({split: _Split() for split in about.splits})
