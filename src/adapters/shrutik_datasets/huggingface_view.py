"""Parquet with the sound in it, as the Hugging Face hub keeps it: it loads without torch."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from shrutik_core.people.traits import Trait
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.clip_files import ABOUT, about_sound
from shrutik_core.releases.views.shard_files import ShardFiles
from shrutik_core.releases.views.sound import OpenClip, Recoder, SoundForm
from shrutik_core.releases.views.view import Piece, Pieces, ReleaseAbout
from shrutik_datasets.parquet_pieces import ParquetPieces

MOST_ROWS = 100
MOST_BYTES = 32 << 20
"""Of a row group: what the hub's viewer takes."""
_TRAITS = tuple(map(str, Trait))
_VALUES = {
    **dict.fromkeys(("text", "text_normalised", "prompt", "clip", "speaker", "language"), "string"),
    "duration": "float64",
    "sample_rate_hz": "int32",
    "num_samples": "int64",
    **dict.fromkeys(_TRAITS, "string"),
    "confidence": "float64",
    "expected_wer": "float64",
    "decision": "string",
    "votes": "int32",
    "licence": "string",
    "recorded_on": "string",
}
_KINDS = {"string": pa.string(), "float64": pa.float64(), "int32": pa.int32(), "int64": pa.int64()}
_AUDIO = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
SCHEMA = pa.schema([("audio", _AUDIO), *((name, _KINDS[kind]) for name, kind in _VALUES.items())])
_FEATURES = {
    "audio": {"_type": "Audio"},
    **{name: {"dtype": kind, "_type": "Value"} for name, kind in _VALUES.items()},
}
_METADATA = {"huggingface": json.dumps({"info": {"features": _FEATURES}})}


def rows_in(path: Path) -> int:
    """How many clips a file of this view holds, by its footer."""
    return int(pq.read_metadata(path).num_rows)


def _row(line: ManifestLine) -> tuple[object, ...]:
    return (
        *(line.text, line.text_normalised, line.prompt, line.clip, line.speaker, line.language, line.duration_s),
        *(line.sample_rate_hz, line.num_samples, *(line.traits.get(name) for name in _TRAITS), line.confidence),
        *(line.expected_wer, line.decision, len(line.votes), line.licence, line.recorded_on),
    )


@attrs.define
class _File:
    """One Parquet file, and the rows of its next row group."""

    name: str
    file: ParquetPieces = attrs.Factory(lambda: ParquetPieces(SCHEMA, frozenset({"audio.bytes"}), metadata=_METADATA))
    rows: list[tuple[object, ...]] = attrs.Factory(list)
    sounds: list[tuple[bytes, str]] = attrs.Factory(list)
    size: int = 0

    def add(self, line: ManifestLine, sound: bytes) -> Iterator[Piece]:
        """One more row; the row group before it first if both are too large together."""
        if self.rows and (len(self.rows) == MOST_ROWS or self.size + len(sound) > MOST_BYTES):
            yield self.name, self.batch()
        self.rows.append(_row(line))
        self.sounds.append((sound, f"{line.clip}.{line.encoding}"))
        self.size += len(sound)

    def batch(self) -> bytes:
        """The rows as a row group."""
        data, paths = zip(*self.sounds, strict=True)
        audio = pa.StructArray.from_arrays([pa.array(data, pa.binary()), pa.array(paths)], fields=list(_AUDIO))
        columns = zip(*self.rows, strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, SCHEMA.types[1:], strict=True)]
        self.rows.clear()
        self.sounds.clear()
        self.size = 0
        return self.file.batch(pa.Table.from_arrays([audio, *arrays], schema=SCHEMA.with_metadata(_METADATA)))

    def close(self) -> Iterator[Piece]:
        """The last row group and the end of the file."""
        last = self.batch() if self.rows else b""
        yield self.name, last + self.file.close()
        yield self.name, None


@attrs.define
class _Writing:
    """A file for each shard, with a row for each clip."""

    view: "HuggingFaceView"
    about: ReleaseAbout
    shards: ShardFiles
    open: _File | None = None

    def begin(self) -> Pieces:
        yield ABOUT, about_sound(self.about, self.view.form, self.view.recoder)
        yield ABOUT, None

    def add(self, clip: ManifestLine) -> Pieces:
        _, name, ended = self.shards.of(clip)
        yield from self._ended(ended)
        if self.open is None:
            self.open = _File(name)
        recoded = self.view.recoder.recode(clip, self.view.open_clip(clip))
        yield from self.open.add(recoded.line(clip), recoded.data)

    def close(self) -> Pieces:
        return self._ended(self.shards.close())

    def _ended(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """What ends a file of lines ends a table; an empty file is a table without rows."""
        for name, piece in pieces:
            if piece is None and self.open:
                yield from self.open.close()
                self.open = None
            elif piece is not None:
                self.open = _File(name)


@attrs.frozen
class HuggingFaceView:
    """`View`: Parquet with ``{bytes, path}``, a file for each shard, named so that the splits are known.

    Attributes:
        open_clip: brings the sound.
        recoder: brings it into the form.
        form: the form's name.
    """

    open_clip: OpenClip
    recoder: Recoder
    form: SoundForm
    name: str = attrs.field(default="huggingface", init=False)
    description: str = attrs.field(
        default="Parquet with the sound in it, for Hugging Face `datasets`; it needs no torch.", init=False
    )
    media_types: Mapping[str, str] = attrs.field(
        factory=lambda: {".parquet": "application/vnd.apache.parquet", ABOUT: "application/json"}, init=False
    )
    holds_audio: bool = attrs.field(default=True, init=False)
    keeps_blank: bool = attrs.field(default=False, init=False)

    def open(self, about: ReleaseAbout) -> _Writing:
        """See `View.open`."""
        pattern = "data/{split}-{number:05}-of-{count:05}.parquet"
        return _Writing(self, about, ShardFiles(about, pattern))
