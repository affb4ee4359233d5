"""What `shrutik consensus` is made of: tables in files, sorted beside the result; no database, no server."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import cast

from shrutik_bootstrap.extras import load
from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.table_changes import OnChange, unheeded
from shrutik_core.ports.transcript_tables import TableSink, TranscriptSource
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.corpus.settle_corpus import SettleCorpus
from shrutik_files.cell_marks import CellMarks
from shrutik_files.external_sort import LineSorter
from shrutik_files.table_formats import TableFile, TableFormat
from shrutik_files.table_rows import TextTable
from shrutik_files.table_sink import TextSink

_PARQUET = ".parquet"


def table_source(
    path: Path,
    columns: ColumnNames,
    on_change: OnChange = unheeded,
    *,
    separator: str | None = None,
    quotes: bool | None = None,
) -> TranscriptSource:
    """Reads the table at a path, in the format of its ending.

    Args:
        path: where it lies.
        columns: names of its columns.
        on_change: is told of what is not taken as it stands.
        separator: what parts the cells of a CSV or TSV file, a sign or its name; None if it is to be found.
        quotes: whether quotes hold such cells together; None if they do unless tabs part the cells.

    Raises:
        Invalid: ``format_unknown``; ``separator_invalid``, also if the format has no separator.
        Unavailable: ``extra_missing`` if Parquet is asked for and its packages are not installed.
    """
    marks = CellMarks(separator, quotes)
    if path.suffix.lower() == _PARQUET:
        _without_marks(path, marks)
        return cast("Callable[..., TranscriptSource]", _parquet().ParquetTable)(path, columns, on_change)
    file = TableFile.named(path)
    if file.format is TableFormat.JSONL:
        _without_marks(path, marks)
    return TextTable(file, columns, marks, on_change)


def _without_marks(path: Path, marks: CellMarks) -> None:
    if marks != CellMarks():
        detail = f"{path}: only the cells of CSV and TSV have a separator and quotes; do not name any here."
        raise Invalid("separator_invalid", detail)


def table_sink(path: Path) -> TableSink:
    """Writes a table at a path, in the format of its ending; raises as `table_source` does."""
    if path.suffix.lower() == _PARQUET:
        return cast("Callable[..., TableSink]", _parquet().ParquetSink)(path)
    return TextSink(TableFile.named(path))


def settle_corpus(source: TranscriptSource, folder: Path) -> SettleCorpus:
    """The use case, sorting in ``folder`` if the rows do not fit into memory."""
    return SettleCorpus(source, LineSorter(folder))


def _parquet() -> ModuleType:
    """The Parquet adapter, whose package is an extra and slow to import: only when it is asked for."""
    return load("shrutik_datasets.parquet_rows", "datasets")
