"""CSV: one file, with a header, quoted as RFC 4180 says."""

import csv
import io

import pytest

from manifest_lines import LINE, a_line
from shrutik_core.releases.formats.catalogue import FORMATS
from shrutik_core.releases.formats.delimited import csv_line
from shrutik_core.releases.selection import ReleaseFormat

(FILE,) = FORMATS[ReleaseFormat.CSV]
HEADER = "file_name,text,speaker,split,language,duration,confidence,votes,settled_by,sha256"


def test_it_is_one_file_for_any_spreadsheet():
    assert (FILE.name, FILE.media_type) == ("metadata.csv", "text/csv")


def test_a_clip_is_a_line_under_the_header():
    line = f"clips/7f0c.flac,আমি গান গাই,a1b2,train,bn,3.75,0.93,2,consensus,{'ab' * 32}"
    assert list(FILE.write([LINE])) == [HEADER, line]
    assert list(FILE.write([])) == [HEADER]


@pytest.mark.parametrize("text", ["a,b", 'a"b', "a\nb", "a\rb", '"', ",", "a\tb|c"])
def test_every_text_comes_back(text):
    (row,) = csv.DictReader(io.StringIO("\n".join(FILE.write([a_line(text=text)])), newline=""))
    assert row["text"] == text


def test_only_what_needs_quotes_has_them():
    assert csv_line(["plain", 'say "no"', 1.5]) == 'plain,"say ""no""",1.5'
