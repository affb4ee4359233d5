"""AudioFolder: a folder for each split, whose metadata name the files beside it."""

import json

from hypothesis import given

from manifest_clips import CLIP
from shrutik_core.releases.views.audiofolder import AUDIOFOLDER
from views_scene import SOME, release, releases


def test_a_clip_lies_beside_the_line_that_names_it():
    files = release([CLIP]).written(AUDIOFOLDER)
    assert list(files.files) == ["train/metadata.jsonl"]
    (line,) = files.lines("train/metadata.jsonl")
    assert json.loads(line)["file_name"] == f"{'7f0c' * 8}.flac"
    assert AUDIOFOLDER.clip_file(CLIP) == f"train/{'7f0c' * 8}.flac"


@SOME
@given(releases())
def test_every_text_comes_back_and_what_was_withdrawn_does_not(made):
    files = made.written(AUDIOFOLDER).files
    found = [json.loads(line) for name in files for line in files[name].decode().split("\n") if line]
    assert {one["clip"]: one["text"] for one in found} == {clip.clip: clip.text for clip in made.kept}
