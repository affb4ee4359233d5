"""The whole manifest as Parquet, a file for each split: fixed types, whatever happens to be empty."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

import attrs
import pyarrow as pa

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.json_lines import KEYS
from shrutik_core.releases.manifest.line import ManifestLine, Vote
from shrutik_core.releases.views.view import Pieces, ReleaseAbout
from shrutik_datasets.parquet_pieces import ParquetPieces

_ROWS = 5_000
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
SCHEMA = pa.schema([(key, _TYPES.get(key, pa.string())) for key in KEYS])
_values = attrgetter(*KEYS)
_vote = attrgetter("worker", "text", "reliability")


@attrs.define
class _Split:
    """The file of one split, and the rows of its next row group."""

    file: ParquetPieces = attrs.Factory(lambda: ParquetPieces(SCHEMA))
    rows: list[ManifestLine] = attrs.Factory(list)

    def batch(self) -> bytes:
        """The rows as a row group."""
        columns = zip(KEYS, zip(*map(_values, self.rows), strict=True), strict=True)
        arrays = [_array(key, list(found)) for key, found in columns]
        self.rows.clear()
        return self.file.batch(arrays)


def _array(key: str, values: list[Any]) -> pa.Array:
    if key in {"traits", "quality"}:
        return _struct(SCHEMA.field(key).type, values)
    return _votes(values) if key == "votes" else pa.array(values, SCHEMA.field(key).type)


def _struct(kind: pa.StructType, values: list[Mapping[str, object]]) -> pa.Array:
    parts = [pa.array([value.get(field.name) for value in values], field.type) for field in kind]
    return pa.StructArray.from_arrays(parts, fields=list(kind))


def _votes(values: list[tuple[Vote, ...]]) -> pa.Array:
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
        split = self.splits[clip.split]
        split.rows.append(clip)
        return ((f"{clip.split}.parquet", split.batch()),) if len(split.rows) == _ROWS else ()

    def close(self) -> Iterator[tuple[str, bytes]]:
        for name, split in self.splits.items():
            last = split.batch() if split.rows else b""
            yield f"{name}.parquet", last + split.file.close()


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
    keeps_withdrawn: bool = attrs.field(default=True, init=False)

    def open(self, about: ReleaseAbout) -> _Writing:
        """See `View.open`."""
        return _Writing({split: _Split() for split in about.splits})
