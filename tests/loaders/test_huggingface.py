"""Hugging Face ``datasets`` reads the Parquet view without decoding by itself, and so without torch."""

import io

import pytest
import soundfile

from release_folder_scene import samples
from shrutik_core.releases.views.sound import SoundForm

datasets = pytest.importorskip("datasets", reason="datasets is not installed here; nox -s loaders brings it")


def loaded(folder, tmp_path):
    found = datasets.load_dataset("parquet", data_dir=str(folder / "data"), cache_dir=str(tmp_path / "cache"))
    return found.cast_column("audio", datasets.Audio(decode=False))


def test_splits_texts_and_samples_are_those_of_the_manifest(made, exported, tmp_path):
    found = loaded(exported("huggingface"), tmp_path)
    names = {"train": "train", "dev": "validation", "test": "test"}
    assert set(found) == set(names.values())
    for split, name in names.items():
        wanted = [clip for clip in made.release.kept if clip.split == split]
        assert [(row["clip"], row["text"], row["duration"]) for row in found[name]] == [
            (clip.clip, clip.text, clip.duration_s) for clip in wanted
        ]
        for row in found[name]:
            assert row["audio"]["path"] == f"{row['clip']}.flac"
            heard = samples(row["audio"]["bytes"], soundfile)
            assert (heard == samples(made.sounds[row["clip"]], soundfile)).all()
            assert len(heard) == row["num_samples"]


@pytest.mark.parametrize("form", SoundForm)
def test_every_form_has_the_samples_that_it_says(form, made, exported, tmp_path):
    for rows in loaded(exported("huggingface", form), tmp_path).values():
        for row in rows:
            info = soundfile.info(io.BytesIO(row["audio"]["bytes"]))
            assert (info.frames, info.samplerate) == (row["num_samples"], row["sample_rate_hz"])


def test_the_column_of_sound_is_known_as_sound(exported, tmp_path):
    folder = exported("huggingface")
    found = datasets.load_dataset("parquet", data_dir=str(folder / "data"), cache_dir=str(tmp_path / "cache"))
    assert isinstance(found["train"].features["audio"], datasets.Audio)


def test_a_stream_of_it_reads_row_group_by_row_group(made, exported):
    folder = exported("huggingface")
    found = datasets.load_dataset("parquet", data_dir=str(folder / "data"), split="test", streaming=True)
    found = found.cast_column("audio", datasets.Audio(decode=False))
    assert [row["text"] for row in found] == [clip.text for clip in made.release.kept if clip.split == "test"]


def test_lines_of_json_give_the_splits(made, folder, tmp_path):
    files = {split: str(folder / f"views/jsonl/{split}.jsonl") for split in ("train", "dev", "test")}
    found = datasets.load_dataset("json", data_files=files, cache_dir=str(tmp_path / "cache"))
    for split in files:
        assert [row["text"] for row in found[split]] == [clip.text for clip in made.release.of(split)]


def test_audiofolder_finds_the_splits_and_their_files(made, exported, tmp_path):
    """Encoding, which needs torch and torchcodec, comes after that."""
    folder = exported("audiofolder")
    builder = datasets.load_dataset_builder("audiofolder", data_dir=str(folder), cache_dir=str(tmp_path / "cache"))
    names = {"train": "train", "dev": "validation", "test": "test"}
    assert set(builder.config.data_files) == set(names.values())
    for split, name in names.items():
        found = {path.rpartition("/")[2] for path in builder.config.data_files[name]}
        wanted = {f"{clip.clip}.flac" for clip in made.release.kept if clip.split == split}
        assert found == {*wanted, "metadata.jsonl"}
