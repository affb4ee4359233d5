"""Parquet with sound, as the Hugging Face hub keeps it."""

import io
import json

import pyarrow.parquet as pq
import pytest
import soundfile

from shrutik_core.releases.views.sound import SoundForm
from shrutik_datasets import huggingface_view
from shrutik_datasets.huggingface_view import MOST_BYTES, MOST_ROWS, HuggingFaceView
from shrutik_datasets.recoding import SoundfileRecoder
from sounds_scene import sounding_release


def view(made, form=SoundForm.AS_RECORDED):
    return HuggingFaceView(made.open_clip, SoundfileRecoder(form), form)


def opened(files):
    return {name: pq.ParquetFile(io.BytesIO(data)) for name, data in files.items() if name.endswith(".parquet")}


def test_there_is_a_file_for_each_shard_and_a_row_for_each_clip():
    made = sounding_release(20, per_shard=5, withdrawn={1})
    files = opened(made.release.written(view(made)).files)
    assert sorted(files) == [
        "data/dev-00000-of-00001.parquet",
        "data/test-00000-of-00001.parquet",
        *(f"data/train-0000{n}-of-00003.parquet" for n in range(3)),
    ]
    rows = [row for file in files.values() for row in file.read().to_pylist()]
    assert {row["clip"]: row["text"] for row in rows} == {clip.clip: clip.text for clip in made.release.kept}
    for row in rows:
        assert row["audio"] == {"bytes": made.sounds[row["clip"]], "path": f"{row['clip']}.flac"}


def test_the_hub_is_told_what_the_columns_are():
    made = sounding_release(5)
    (file, *_) = opened(made.release.written(view(made)).files).values()
    features = json.loads(file.schema_arrow.metadata[b"huggingface"])["info"]["features"]
    assert list(features) == file.schema_arrow.names
    assert features["audio"] == {"_type": "Audio"}
    assert features["votes"] == {"dtype": "int32", "_type": "Value"}


def test_sound_is_not_packed_and_texts_are():
    made = sounding_release(5)
    (file, *_) = opened(made.release.written(view(made)).files).values()
    group = file.metadata.row_group(0)
    packed = {group.column(n).path_in_schema: group.column(n).compression for n in range(group.num_columns)}
    assert packed.pop("audio.bytes") == "UNCOMPRESSED"
    assert set(packed.values()) == {"ZSTD"}


def groups(made):
    (file, *_) = opened(made.release.written(view(made)).files).values()
    return [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]


def test_row_groups_are_small_enough_for_the_hubs_viewer(monkeypatch):
    made = sounding_release(MOST_ROWS + 1, per_shard=MOST_ROWS + 1, split="train", seconds=0.01)
    assert groups(made) == [MOST_ROWS, 1]
    assert MOST_BYTES == 32 * 1024 * 1024
    one = max(map(len, made.sounds.values()))
    monkeypatch.setattr(huggingface_view, "MOST_BYTES", 2 * one)
    assert max(groups(made)) >= 2
    assert len(groups(made)) >= MOST_ROWS // 3
    monkeypatch.setattr(huggingface_view, "MOST_BYTES", one - 1)
    assert min(groups(made)) == 1


@pytest.mark.parametrize("form", [SoundForm.FLAC_16K, SoundForm.OPUS])
def test_rows_tell_of_the_form_that_went_out(form):
    made = sounding_release(5, rate=44_100)
    written = made.release.written(view(made, form))
    for file in opened(written.files).values():
        for row in file.read().to_pylist():
            info = soundfile.info(io.BytesIO(row["audio"]["bytes"]))
            assert (row["num_samples"], row["sample_rate_hz"]) == (info.frames, info.samplerate)
    about = json.loads(written.text("about.json"))
    assert (about["release"], about["sound"]) == ("bn-read-v2", str(form))
    assert about["software"]["decoder"].startswith("libsndfile ")


def test_a_shard_of_which_all_was_withdrawn_is_a_table_without_rows():
    made = sounding_release(3, per_shard=1, withdrawn={0, 1, 2})
    files = opened(made.release.written(view(made)).files)
    assert [file.metadata.num_rows for file in files.values()] == [0, 0, 0]
    assert all("audio" in file.schema_arrow.names for file in files.values())
