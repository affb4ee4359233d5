"""Readers of tables take every text of a view back: csv, pandas, polars, DuckDB and pyarrow."""

import csv
import json

import pyarrow.csv
import pyarrow.json
import pyarrow.parquet
import pytest
from hypothesis import given

from release_folder_scene import TEXTS
from shrutik_core.releases.views.common_voice import COLUMNS as COMMON_VOICE_COLUMNS
from shrutik_core.releases.views.common_voice import COMMON_VOICE
from shrutik_core.releases.views.csv import COLUMNS as CSV_COLUMNS
from shrutik_core.releases.views.csv import CSV
from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.writing import write_views
from shrutik_core.shared.spreadsheet_cells import unguard
from shrutik_datasets.folder_sink import FolderSink
from shrutik_datasets.parquet_view import ParquetView
from sounds_scene import sounding_release
from views_scene import SOME, SPLITS, releases

pandas = pytest.importorskip("pandas", reason="pandas is not installed here; nox -s integration brings it")
polars = pytest.importorskip("polars", reason="polars is not installed here; nox -s integration brings it")
duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed here; nox -s integration brings it")

VIEWS = [CSV, JSONL, COMMON_VOICE, ParquetView()]


def by_csv(path, between):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=between))


# The texts as they are: without this an empty text is taken for nothing, and a column of digits for numbers.
AS_TEXTS = {
    "csv": by_csv,
    "pandas": lambda path, sep: pandas.read_csv(path, sep=sep, dtype=str, keep_default_na=False).to_dict("records"),
    "polars": lambda path, sep: polars.read_csv(path, separator=sep, infer_schema=False).to_dicts(),
    "duckdb": lambda path, sep: (
        duckdb.sql(f"SELECT * FROM read_csv('{path}', delim='{sep}', header=true, quote='\"', all_varchar=true)")
        .to_arrow_table()
        .to_pylist()
    ),
    "pyarrow": lambda path, sep: pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(delimiter=sep, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys([*CSV_COLUMNS, *COMMON_VOICE_COLUMNS], pyarrow.string())
        ),
    ).to_pylist(),
}
PLAIN = {
    "csv": by_csv,
    "pandas": lambda path, sep: pandas.read_csv(path, sep=sep).to_dict("records"),
    "polars": lambda path, sep: polars.read_csv(path, separator=sep).to_dicts(),
    "duckdb": lambda path, _: duckdb.sql(f"SELECT * FROM '{path}'").to_arrow_table().to_pylist(),
}
"""Readers with no setting but what parts the cells."""


def written(made, folder, *views):
    write_views(made.clips, views, made.about, FolderSink(folder), lambda view: f"{view.name}/")


def text(value):
    """A cell that readers give as nothing if it is empty."""
    return "" if value is None or value != value else value  # noqa: PLR0124 - NaN


@pytest.mark.parametrize("reader", AS_TEXTS)
@SOME
@given(made=releases())
def test_every_text_comes_back_from_tables(reader, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    written(made, folder, CSV, COMMON_VOICE)
    rows = AS_TEXTS[reader](folder / "csv/metadata.csv", ",")
    assert [row["clip"] for row in rows] == [clip.clip for clip in made.clips]
    for name in ("text", "text_normalised", "prompt"):
        found = [unguard(text(row[name])) for row in rows]
        assert found == [getattr(clip, name) or "" for clip in made.clips]
    rows = AS_TEXTS[reader](folder / "common_voice/validated.tsv", "\t") if made.kept else []
    assert [text(row["sentence"]) for row in rows] == [clip.text for clip in made.kept]


@pytest.fixture(scope="module")
def corpus():
    """Sixty clips, among them those with texts that are hard to read."""
    return sounding_release(60, texts=TEXTS, seconds=0.01).release


@pytest.mark.parametrize("reader", PLAIN)
def test_a_corpus_comes_back_without_any_setting(reader, corpus, tmp_path):
    written(corpus, tmp_path, CSV, COMMON_VOICE)
    rows = PLAIN[reader](tmp_path / "csv/metadata.csv", ",")
    assert [unguard(text(row["text"])) for row in rows] == [clip.text for clip in corpus.clips]
    assert sum(float(row["duration_s"]) for row in rows) == pytest.approx(sum(c.duration_s for c in corpus.clips))
    rows = PLAIN[reader](tmp_path / "common_voice/validated.tsv", "\t")
    assert [text(row["sentence"]) for row in rows] == [clip.text for clip in corpus.clips]
    assert {row["client_id"] for row in rows} == {clip.speaker for clip in corpus.clips}


JSON_READERS = {
    "json": lambda path: [json.loads(line) for line in path.read_text("utf-8").split("\n") if line],
    "pandas": lambda path: pandas.read_json(path, lines=True, dtype=False).to_dict("records"),
    "polars": lambda path: polars.read_ndjson(path).to_dicts(),
    "duckdb": lambda path: duckdb.sql(f"SELECT * FROM '{path}'").to_arrow_table().to_pylist(),
    "pyarrow": lambda path: pyarrow.json.read_json(path).to_pylist(),
}


@pytest.mark.parametrize("reader", JSON_READERS)
def test_lines_of_json_come_back_without_any_setting(reader, corpus, tmp_path):
    written(corpus, tmp_path, JSONL)
    for split in SPLITS:
        rows = JSON_READERS[reader](tmp_path / f"jsonl/{split}.jsonl")
        assert [(row["clip"], row["text"], row["duration"]) for row in rows] == [
            (clip.clip, clip.text, clip.duration_s) for clip in corpus.of(split)
        ]


PARQUET_READERS = {
    "pyarrow": lambda path: pyarrow.parquet.read_table(path).to_pylist(),
    "pandas": lambda path: pandas.read_parquet(path).to_dict("records"),
    "polars": lambda path: polars.read_parquet(path).to_dicts(),
    "duckdb": lambda path: duckdb.sql(f"SELECT * FROM '{path}'").to_arrow_table().to_pylist(),
}


@pytest.mark.parametrize("reader", PARQUET_READERS)
@SOME
@given(made=releases())
def test_all_of_the_manifest_comes_back_from_parquet(reader, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    written(made, folder, ParquetView())
    for split in SPLITS:
        rows = PARQUET_READERS[reader](folder / f"parquet/{split}.parquet")
        assert [(row["clip"], text(row["text"]), row["num_samples"], row["withdrawn"]) for row in rows] == [
            (clip.clip, clip.text or "", clip.num_samples, clip.withdrawn) for clip in made.of(split)
        ]
        assert [[vote["text"] for vote in row["votes"]] for row in rows] == [
            [vote.text for vote in clip.votes] for clip in made.of(split)
        ]
