"""WebDataset reads the shards as they are, blanked clips among them, and finds the texts by key."""

import json

import pytest
import soundfile

from release_folder_scene import samples

webdataset = pytest.importorskip("webdataset", reason="webdataset is not installed here; nox -s loaders brings it")


def read(folder, split):
    index = json.loads((folder / "views/webdataset/index.json").read_text("utf-8"))
    for shard in index[split]:
        lines = (folder / "views/webdataset" / shard["texts"]).read_text("utf-8").split("\n")
        told = {one["__key__"]: one for one in map(json.loads, filter(None, lines))}
        url = str((folder / "views/webdataset" / shard["url"]).resolve())
        found = list(webdataset.WebDataset(url, shardshuffle=False))
        assert len(found) == len(told) == shard["clips"]
        for sample in found:
            yield sample, told[sample["__key__"]]


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_keys_texts_and_samples_are_those_of_the_manifest(split, folder, made):
    pairs = list(read(folder, split))
    assert [(sample["__key__"], told["text"]) for sample, told in pairs] == [
        (clip.clip, clip.text) for clip in made.release.of(split)
    ]
    for sample, told in pairs:
        assert set(sample) - {"__key__", "__url__", "__local_path__"} == {"flac", "json"}
        heard = samples(sample["flac"], soundfile)
        assert len(heard) == told["num_samples"]
        silent = not heard.any()
        assert silent == told["withdrawn"] == (told["text"] is None)
        assert silent or (heard == samples(made.sounds[sample["__key__"]], soundfile)).all()


def test_all_shards_of_a_split_are_one_url(folder, made):
    last = len(made.release.about.shards["train"]) - 1
    url = str(folder / "shards" / f"train-{{00000..{last:05}}}.tar")
    found = webdataset.WebDataset(url, shardshuffle=False)
    assert sorted(sample["__key__"] for sample in found) == sorted(clip.clip for clip in made.release.of("train"))
