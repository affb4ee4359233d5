"""NeMo's manifests, read as its loaders do: paths beside the manifest, members of the shard by their names."""

import json
import tarfile

import pytest
import soundfile


def lines(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_every_path_lies_where_the_manifest_says(split, folder, made):
    found = lines(folder / f"views/nemo/{split}_manifest.json")
    kept = [clip for clip in made.release.kept if clip.split == split]
    assert [(one["text"], one["duration"], one["lang"]) for one in found] == [
        (clip.text, clip.duration_s, "bn") for clip in kept
    ]
    for one in found:
        info = soundfile.info(folder / "views/nemo" / one["audio_filepath"])
        # NeMo's Lhotse loader counts samples by these two.
        assert round(one["duration"] * one["sampling_rate"]) == info.frames


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_members_of_a_shard_are_named_by_its_manifest(split, folder, made):
    for number, shard in enumerate(made.release.about.shards[split]):
        found = lines(folder / f"views/nemo/sharded/{split}/manifest_{number}.json")
        with tarfile.open(folder / f"shards/{shard}.tar") as tar:
            members = {name for name in tar.getnames() if name.endswith(".flac")}
        assert {one["audio_filepath"] for one in found} <= members
        assert {one["shard_id"] for one in found} <= {number}
        assert len(found) == sum(clip.shard == shard for clip in made.release.kept)
