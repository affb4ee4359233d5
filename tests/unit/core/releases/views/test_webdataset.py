"""WebDataset: where the shards lie, and the texts of each."""

import json

from hypothesis import given

from manifest_clips import CLIP
from shrutik_core.releases.views.webdataset import WEBDATASET
from views_scene import SOME, SPLITS, release, releases


def test_a_shard_has_its_texts_by_key():
    files = release([CLIP]).written(WEBDATASET)
    assert json.loads(files.text("index.json")) == {
        "train": [{"url": "../../shards/train-00000.tar", "texts": "texts/train-00000.jsonl", "clips": 1}],
        "dev": [],
        "test": [],
    }
    (line,) = files.lines("texts/train-00000.jsonl")
    assert list(json.loads(line))[:2] == ["__key__", "text"]


@SOME
@given(releases())
def test_every_text_comes_back_in_the_order_of_the_shard(made):
    files = made.written(WEBDATASET)
    index = json.loads(files.text("index.json"))
    for split in SPLITS:
        lines = [json.loads(line) for shard in index[split] for line in files.lines(shard["texts"])]
        assert [(one["__key__"], one["text"]) for one in lines] == [(clip.clip, clip.text) for clip in made.of(split)]
        assert sum(shard["clips"] for shard in index[split]) == len(lines)
