"""The manifest as Parquet: all that it says, with types that do not hang on what is empty."""

import io

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from msgspec.structs import replace

from manifest_clips import CLIP
from shrutik_core.releases.manifest.json_lines import to_object
from shrutik_datasets import parquet_view
from shrutik_datasets.parquet_view import SCHEMA, ParquetView
from views_scene import SOME, SPLITS, release, releases


def table(files, split):
    return pq.read_table(io.BytesIO(files.files[f"{split}.parquet"]))


@SOME
@given(releases())
def test_every_line_comes_back_whole(made):
    files = made.written(ParquetView())
    for split in SPLITS:
        found = table(files, split)
        assert found.schema == SCHEMA
        assert found.to_pylist() == [to_object(clip) | {"flags": list(clip.flags)} for clip in made.of(split)]


def test_row_groups_are_written_as_they_fill(monkeypatch):
    monkeypatch.setattr(parquet_view, "_ROWS", 4)
    monkeypatch.setattr(parquet_view, "_AT_ONCE", 3)
    made = release([replace(CLIP, clip=f"{n:032x}") for n in range(10)])
    writing = ParquetView().open(made.about)
    pieces = [[len(data) for _, data in writing.add(clip)] for clip in made.clips]
    assert [len(sizes) for sizes in pieces] == [0, 0, 0, 1, 0, 0, 0, 1, 0, 0]
    file = pq.ParquetFile(io.BytesIO(made.written(ParquetView()).files["train.parquet"]))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4, 4, 2]


@pytest.mark.parametrize("name", ["votes", "traits", "quality", "flags"])
def test_types_are_those_of_a_full_line_where_all_is_empty(name):
    files = release([replace(CLIP, votes=()).without_voice()]).written(ParquetView())
    assert table(files, "train").schema.field(name).type == SCHEMA.field(name).type


def test_a_figure_that_a_line_was_written_without_is_nothing():
    old = {name: value for name, value in CLIP.quality.items() if name != "hum_hz"}
    (row,) = table(release([replace(CLIP, quality=old)]).written(ParquetView()), "train").to_pylist()
    assert row["quality"] == {**CLIP.quality, "hum_hz": None}
