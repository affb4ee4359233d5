"""What `shrutik consensus` is made of: tables in files, sorted beside the result; no database, no server."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import cast

from shrutik_bootstrap.extras import load
from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.ports.transcript_tables import TableSink, TranscriptSource
from shrutik_core.use_cases.corpus.settle_corpus import SettleCorpus
from shrutik_files.external_sort import LineSorter
from shrutik_files.table_formats import TableFile
from shrutik_files.table_rows import TextTable
from shrutik_files.table_sink import TextSink

_PARQUET = ".parquet"


def table_source(path: Path, columns: ColumnNames) -> TranscriptSource:
    """Reads the table at a path, in the format of its ending.

    Raises:
        Invalid: ``format_unknown``.
        Unavailable: ``extra_missing`` if Parquet is asked for and its packages are not installed.
    """
    if path.suffix.lower() == _PARQUET:
        return cast("Callable[..., TranscriptSource]", _parquet().ParquetTable)(path, columns)
    return TextTable(TableFile.named(path), columns)


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
