"""Transcriptions from a Parquet file, and results into one, batch by batch."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.item_rows import transcripts
from shrutik_core.consensus.crowd.table_changes import OnChange, unheeded
from shrutik_core.consensus.result import Transcript
from shrutik_core.ports.transcript_tables import Cell, Columns, OnShare
from shrutik_core.shared.errors import Invalid, Missing, Unavailable

_BATCH = 10_000
_TYPES = {str: pa.string(), float: pa.float64(), int: pa.int64()}


@attrs.frozen
class ParquetTable:
    """Rows of a Parquet file, with the names of its columns (`TranscriptSource`).

    Attributes:
        path: where it lies.
        columns: names of the columns.
        on_change: is told of what is not taken as it stands.
    """

    path: Path
    columns: ColumnNames = attrs.field(factory=ColumnNames)
    on_change: OnChange = unheeded

    def rows(self, on_share: OnShare | None = None) -> Iterator[Transcript]:
        """The rows in the order of the file; behind a row that names a prompt, one that says which."""
        try:
            with pq.ParquetFile(self.path, memory_map=True) as file:
                yield from self._rows(file, on_share)
        except UnicodeDecodeError as error:
            raise Invalid(
                "not_utf8", f"{self.path}: a text is not UTF-8 ({error.reason}); convert it first."
            ) from error
        except FileNotFoundError as error:
            raise Missing("file_missing", f"{self.path}: there is no such file.") from error
        except (pa.ArrowException, OSError) as error:
            raise Invalid("file_unreadable", f"{self.path}: this is not a whole Parquet file ({error}).") from error

    def _rows(self, file: pq.ParquetFile, on_share: OnShare | None) -> Iterator[Transcript]:
        found = file.schema_arrow.names
        names = [found[place] for place in self.columns.places(found, str(self.path), self.on_change)]
        whole, number = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=names):
            cells = (batch.column(name).to_pylist() for name in names)
            for row in zip(*cells, strict=True):
                number += 1
                yield from transcripts(row, f"{self.path}, row {number}", self.on_change)
            if on_share:
                on_share(number / whole)


@attrs.frozen
class ParquetSink:
    """Writes rows to a Parquet file (`TableSink`), compressed with Zstandard."""

    path: Path

    @contextmanager
    def open(self, columns: Columns) -> Iterator[Callable[[Sequence[Cell]], None]]:
        """What takes the rows; the file takes its place when the context ends well."""
        schema = pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        held: list[Sequence[Cell]] = []
        try:
            with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:

                def write(row: Sequence[Cell]) -> None:
                    held.append(row)
                    if len(held) == _BATCH:
                        _flush(writer, schema, held)

                yield write
                _flush(writer, schema, held)
            temporary.replace(self.path)
        except OSError as error:
            raise Unavailable("folder_unwritable", f"{self.path}: {error.strerror or error}.") from error
        finally:
            temporary.unlink(missing_ok=True)


def _flush(writer: pq.ParquetWriter, schema: pa.Schema, held: list[Sequence[Cell]]) -> None:
    columns = [pa.array([row[i] for row in held], schema.field(i).type) for i in range(len(schema))]
    writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    held.clear()
