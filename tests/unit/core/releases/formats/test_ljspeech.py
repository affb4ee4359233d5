"""LJ Speech: id, text and normalised text, without a header."""

from manifest_lines import LINE, a_line
from shrutik_core.releases.formats.catalogue import FORMATS
from shrutik_core.releases.selection import ReleaseFormat

(FILE,) = FORMATS[ReleaseFormat.LJSPEECH]


def test_it_is_one_file():
    assert (FILE.name, FILE.media_type) == ("ljspeech.csv", "text/plain")


def test_a_clip_is_a_line_with_its_text_twice():
    assert list(FILE.write([LINE])) == ["7f0c|আমি গান গাই|আমি গান গাই"]


def test_what_would_break_the_line_becomes_one_space():
    assert list(FILE.write([a_line(text="a|b\tc\nd")])) == ["7f0c|a b c d|a b c d"]
