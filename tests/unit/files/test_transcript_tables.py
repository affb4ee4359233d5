"""Every adapter of tables keeps the promises of its port: text files, Parquet, the sorter on disk, memory."""

import csv
import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.table_changes import unheeded
from shrutik_core.consensus.result import Transcript
from shrutik_core.testing import contracts
from shrutik_core.testing.contracts.transcript_tables import COLUMNS
from shrutik_datasets.parquet_rows import ParquetSink, ParquetTable
from shrutik_files.cell_marks import CellMarks
from shrutik_files.external_sort import LineSorter
from shrutik_files.table_formats import TableFile
from shrutik_files.table_rows import TextTable
from shrutik_files.table_sink import TextSink
from shrutik_memory.transcript_tables import MemorySorter, MemoryTable, MemoryTranscripts

NAMES = ("rows.csv", "rows.tsv", "rows.jsonl", "rows.csv.gz", "rows.jsonl.gz")
HEADER = Transcript._fields
PLAIN = ColumnNames()
READ_HEADER = (*HEADER, "read")
READ = ColumnNames(prompt="read")


def opened(path, mode):
    return (gzip.open if path.suffix == ".gz" else open)(path, mode + "t", encoding="utf-8", newline="")


def written(path, rows, header=HEADER, columns=PLAIN, told=unheeded):
    with opened(path, "w") as file:
        if ".jsonl" in path.name:
            file.writelines(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
        else:
            csv.writer(file, delimiter="\t" if ".tsv" in path.name else ",").writerows([header, *rows])
    return TextTable(
        TableFile.named(path), columns, CellMarks(quotes=True) if ".tsv" in path.name else CellMarks(), told
    )


def parquet(path, rows, header=HEADER, columns=PLAIN, told=unheeded):
    cells = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(header)}
    pq.write_table(pa.table(cells), path)
    return ParquetTable(path, columns, told)


def with_prompts(rows, prompts):
    return [(*row, prompts.get(row.item, "")) for row in rows]


def read_back(path):
    if not path.exists():
        return None
    with opened(path, "r") as file:
        if ".jsonl" in path.name:
            return [[kind(json.loads(line)[name]) for name, kind in COLUMNS.items()] for line in file]
        header, *rows = csv.reader(file, delimiter="\t" if ".tsv" in path.name else ",")
        assert header == list(COLUMNS)
        return [[kind(cell) for kind, cell in zip(COLUMNS.values(), row, strict=True)] for row in rows]


@pytest.fixture(params=NAMES)
def path(request, tmp_path):
    return tmp_path / request.param


class TestTextTable(contracts.TranscriptSourceContract):
    @pytest.fixture
    def source_of(self, path):
        return lambda rows, told=unheeded: written(path, rows, told=told)

    @pytest.fixture
    def prompted(self, path):
        return lambda rows, prompts: written(path, with_prompts(rows, prompts), READ_HEADER, READ)

    @pytest.fixture
    def missing(self, path):
        return TextTable(TableFile.named(path))


class TestParquetTable(contracts.TranscriptSourceContract):
    @pytest.fixture
    def source_of(self, tmp_path):
        return lambda rows, told=unheeded: parquet(tmp_path / "rows.parquet", rows, told=told)

    @pytest.fixture
    def prompted(self, tmp_path):
        return lambda rows, prompts: parquet(tmp_path / "rows.parquet", with_prompts(rows, prompts), READ_HEADER, READ)

    @pytest.fixture
    def missing(self, tmp_path):
        return ParquetTable(tmp_path / "rows.parquet")


class TestMemoryTranscripts(contracts.TranscriptSourceContract):
    @pytest.fixture
    def source_of(self):
        return lambda rows, told=unheeded: MemoryTranscripts(rows, on_change=told)

    @pytest.fixture
    def prompted(self):
        return MemoryTranscripts

    @pytest.fixture
    def missing(self):
        return MemoryTranscripts(None)


class TestLineSorter(contracts.TranscriptSorterContract):
    @pytest.fixture(params=[300, 1 << 20])
    def sorter(self, request, tmp_path):
        yield LineSorter(tmp_path, memory=request.param)
        assert list(tmp_path.iterdir()) == []


class TestMemorySorter(contracts.TranscriptSorterContract):
    @pytest.fixture
    def sorter(self):
        return MemorySorter()


class TestTextSink(contracts.TableSinkContract):
    @pytest.fixture
    def sink(self, path):
        return TextSink(TableFile.named(path))

    @pytest.fixture
    def unwritable(self, path):
        return TextSink(TableFile.named(path.parent / "not there" / path.name))

    @pytest.fixture
    def read(self, path):
        return lambda: read_back(path)


class TestParquetSink(contracts.TableSinkContract):
    @pytest.fixture
    def sink(self, tmp_path):
        return ParquetSink(tmp_path / "rows.parquet")

    @pytest.fixture
    def unwritable(self, tmp_path):
        return ParquetSink(tmp_path / "not there" / "rows.parquet")

    @pytest.fixture
    def read(self, tmp_path):
        path = tmp_path / "rows.parquet"
        return lambda: list(zip(*pq.read_table(path).to_pydict().values(), strict=True)) if path.exists() else None


class TestMemoryTable(contracts.TableSinkContract):
    @pytest.fixture
    def table(self):
        return MemoryTable()

    @pytest.fixture
    def sink(self, table):
        return table

    @pytest.fixture
    def unwritable(self):
        return MemoryTable(writable=False)

    @pytest.fixture
    def read(self, table):
        return lambda: table.rows
