"""LJ Speech: id, text and normalised text, without a header."""

from hypothesis import given

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.views.ljspeech import LJSPEECH
from shrutik_core.releases.views.quoting import bar_cell
from views_scene import SOME, SPLITS, release, releases


def test_a_clip_is_a_line_of_three():
    files = release([CLIP]).written(LJSPEECH)
    assert files.lines("metadata.csv") == [f"{'7f0c' * 8}|আমি গান গাই|আমি গান গাই"]
    assert files.text("metadata_train.csv") == files.text("metadata.csv")
    assert files.text("metadata_dev.csv") == files.text("metadata_test.csv") == ""
    assert LJSPEECH.clip_file(a_clip(encoding="wav")) == f"wavs/{'7f0c' * 8}.wav"


@SOME
@given(releases())
def test_every_text_comes_back_but_for_bars_and_line_ends(made):
    files = made.written(LJSPEECH)
    found = [line.split("|") for line in files.lines("metadata.csv")]
    assert found == [[clip.clip, bar_cell(clip.text), bar_cell(clip.text_normalised)] for clip in made.kept]
    assert "".join(files.text(f"metadata_{split}.csv") for split in SPLITS) == files.text("metadata.csv")
