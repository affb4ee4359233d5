"""JSON Lines: an object for each clip, a file for each split."""

import json

from hypothesis import given

from manifest_clips import CLIP
from shrutik_core.releases.views.jsonl import JSONL
from views_scene import SOME, release, releases


def test_a_clip_is_an_object_with_what_toolkits_look_for():
    files = release([CLIP]).written(JSONL)
    (line,) = files.lines("train.jsonl")
    assert (files.text("dev.jsonl"), files.text("test.jsonl")) == ("", "")
    assert json.loads(line) == {
        "audio": f"../../clips/train/{'7f0c' * 8}.flac",
        "text": "আমি গান গাই",
        "duration": 3.75,
        "clip": "7f0c" * 8,
        "split": "train",
        "speaker": "a1b2" * 8,
        "language": "bn",
        "text_normalised": "আমি গান গাই",
        "prompt": "আমি বাংলায় গান গাই",
        "sample_rate_hz": 16_000,
        "num_samples": 60_000,
        "age": "twenties",
        "gender": "female",
        "native_language": None,
        "accent": "Dhaka",
        "dialect": None,
        "region": None,
        "confidence": 0.93,
        "expected_wer": 0.021,
        "decision": "consensus",
        "votes": 2,
        "licence": "CC0-1.0",
        "recorded_on": "2026-01-05",
        "flags": [],
        "withdrawn": False,
    }
    assert "আমি গান গাই" in line


@SOME
@given(releases())
def test_every_clip_comes_back_in_its_split_with_every_key(made):
    files = made.written(JSONL)
    for split in made.about.splits:
        found = [json.loads(line) for line in files.lines(f"{split}.jsonl")]
        assert [(one["clip"], one["text"], one["prompt"], one["accent"], one["expected_wer"]) for one in found] == [
            (clip.clip, clip.text, clip.prompt, clip.traits["accent"], clip.expected_wer) for clip in made.of(split)
        ]
        assert len({tuple(one) for one in found}) <= 1
