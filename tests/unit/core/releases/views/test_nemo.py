"""NeMo: a manifest for each split and one for each shard."""

import json

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.views.nemo import NEMO
from views_scene import SOME, SPLITS, release, releases


def test_a_clip_is_a_line_with_the_keys_of_nemo():
    files = release([CLIP]).written(NEMO)
    (line,) = files.lines("train_manifest.json")
    told = {
        "duration": 3.75,
        "text": "আমি গান গাই",
        "lang": "bn",
        "sampling_rate": 16_000,
        "speaker": "a1b2" * 8,
        "clip": "7f0c" * 8,
        "confidence": 0.93,
    }
    assert json.loads(line) == {"audio_filepath": f"../../clips/train/{'7f0c' * 8}.flac", **told}
    (line,) = files.lines("sharded/train/manifest_0.json")
    assert json.loads(line) == {"audio_filepath": f"{'7f0c' * 8}.flac", **told, "shard_id": 0}


@SOME
@given(releases())
def test_every_text_comes_back_from_either(made):
    files = made.written(NEMO)
    for split in SPLITS:
        shards = made.about.shards[split]
        names = [f"sharded/{split}/manifest_{number}.json" for number in range(len(shards))]
        whole = [json.loads(line) for line in files.lines(f"{split}_manifest.json")]
        parts = [(number, json.loads(line)) for number, name in enumerate(names) for line in files.lines(name)]
        wanted = [(clip.clip, clip.text, clip.duration_s) for clip in made.of(split) if not clip.withdrawn]
        assert [(one["clip"], one["text"], one["duration"]) for one in whole] == wanted
        assert [(one["clip"], one["text"], one["duration"]) for _, one in parts] == wanted
        assert all(one["shard_id"] == number for number, one in parts)


def test_a_shard_of_which_all_was_withdrawn_has_an_empty_manifest():
    files = release([CLIP.without_voice(), a_clip(clip="8" * 32)], per_shard=1).written(NEMO)
    assert [files.text(f"sharded/train/manifest_{n}.json") == "" for n in range(2)] == [True, False]
