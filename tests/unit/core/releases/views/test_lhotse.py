"""Lhotse: manifests of each split, and cuts that read the shards."""

import json

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.views.lhotse import LHOTSE
from views_scene import SOME, SPLITS, release, releases

RECORDING = {
    "id": "7f0c" * 8,
    "sources": [{"type": "file", "channels": [0], "source": f"../../clips/train/{'7f0c' * 8}.flac"}],
    "sampling_rate": 16_000,
    "num_samples": 60_000,
    "duration": 3.75,
    "channel_ids": [0],
}


def only(files, name):
    (line,) = files.lines(name)
    return json.loads(line)


def test_a_clip_is_a_recording_a_supervision_and_a_cut():
    files = release([CLIP]).written(LHOTSE)
    supervision = only(files, "supervisions_train.jsonl.gz")
    assert only(files, "recordings_train.jsonl.gz") == RECORDING
    assert supervision == {
        "id": "7f0c" * 8,
        "recording_id": "7f0c" * 8,
        "start": 0.0,
        "duration": 3.75,
        "channel": 0,
        "text": "আমি গান গাই",
        "language": "bn",
        "speaker": "a1b2" * 8,
        "gender": "female",
        "custom": {
            "text_normalised": "আমি গান গাই",
            "confidence": 0.93,
            "expected_wer": 0.021,
            "decision": "consensus",
            "recording": "91aa" * 8,
        },
    }
    cut = {"id": "7f0c" * 8, "start": 0.0, "duration": 3.75, "channel": 0, "supervisions": [supervision]}
    assert only(files, "cuts_train.jsonl.gz") == {**cut, "recording": RECORDING, "type": "MonoCut"}
    source = {"type": "shar", "channels": [0], "source": ""}
    assert only(files, "shar/train/cuts.000000.jsonl.gz") == {
        **cut,
        "recording": {**RECORDING, "sources": [source]},
        "type": "MonoCut",
    }
    assert json.loads(files.text("shar_index.json"))["train"] == {
        "cuts": ["shar/train/cuts.000000.jsonl.gz"],
        "recording": ["../../shards/train-00000.tar"],
    }


def test_two_channels_make_a_cut_of_many():
    cut = only(release([a_clip(channels=2)]).written(LHOTSE), "cuts_train.jsonl.gz")
    assert (cut["type"], cut["channel"]) == ("MultiCut", [0, 1])
    assert cut["supervisions"][0]["channel"] == cut["recording"]["channel_ids"] == [0, 1]


def test_a_withdrawn_clip_keeps_its_place_in_the_shard_without_a_supervision():
    files = release([CLIP.without_voice()]).written(LHOTSE)
    cut = only(files, "shar/train/cuts.000000.jsonl.gz")
    assert (cut["id"], cut["supervisions"]) == ("7f0c" * 8, [])
    assert files.text("cuts_train.jsonl.gz") == files.text("recordings_train.jsonl.gz") == ""


@SOME
@given(releases())
def test_every_text_comes_back_and_the_cuts_of_a_shard_are_its_clips(made):
    files = made.written(LHOTSE)
    index = json.loads(files.text("shar_index.json"))
    for split in SPLITS:
        cuts = [json.loads(line) for line in files.lines(f"cuts_{split}.jsonl.gz")]
        assert [(cut["id"], cut["supervisions"][0]["text"]) for cut in cuts] == [
            (clip.clip, clip.text) for clip in made.of(split) if not clip.withdrawn
        ]
        assert [name.split("/")[-1] for name in index[split]["recording"]] == [
            f"{shard}.tar" for shard in made.about.shards[split]
        ]
        for name, shard in zip(index[split]["cuts"], made.about.shards[split], strict=True):
            found = [json.loads(line)["id"] for line in files.lines(name)]
            assert found == [clip.clip for clip in made.clips if clip.shard == shard]
