"""JSON Lines: one object for each clip."""

import json

from manifest_lines import LINE
from shrutik_core.releases.formats.catalogue import FORMATS
from shrutik_core.releases.selection import ReleaseFormat

(FILE,) = FORMATS[ReleaseFormat.JSONL]


def test_it_is_one_file():
    assert (FILE.name, FILE.media_type) == ("metadata.jsonl", "application/jsonl")


def test_a_clip_is_an_object_with_what_toolkits_look_for():
    (line,) = FILE.write([LINE])
    assert json.loads(line) == {
        "audio": "clips/7f0c.flac",
        "text": "আমি গান গাই",
        "duration": 3.75,
        "speaker": "a1b2",
        "language": "bn",
        "split": "train",
        "confidence": 0.93,
    }
    assert "আমি গান গাই" in line
