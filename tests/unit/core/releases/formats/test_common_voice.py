"""Common Voice: TSV files for all that is validated and for each split."""

from manifest_lines import LINE, a_line
from shrutik_core.releases.formats.catalogue import FORMATS
from shrutik_core.releases.selection import ReleaseFormat

FILES = FORMATS[ReleaseFormat.COMMON_VOICE]
HEADER = (
    "client_id path sentence_id sentence sentence_domain up_votes down_votes age gender accents variant locale segment"
)


def written(line):
    return {file.name: [row.split("\t") for row in file.write([line])] for file in FILES}


def test_there_is_a_file_for_all_and_one_for_each_split():
    assert [file.name for file in FILES] == ["validated.tsv", "train.tsv", "dev.tsv", "test.tsv"]
    assert {file.media_type for file in FILES} == {"text/tab-separated-values"}


def test_a_clip_has_the_columns_of_common_voice_and_stands_in_its_split_alone():
    header = HEADER.split()
    row = ["a1b2", "7f0c.flac", "7f0c", "আমি গান গাই", "", "2", "0", "twenties", "female", "Dhaka", "Sylheti", "bn", ""]
    for split in ("train", "dev", "test"):
        there = written(a_line(split=split))
        assert there.pop("validated.tsv") == there.pop(f"{split}.tsv") == [header, row]
        assert list(there.values()) == [[header], [header]]


def test_what_a_speaker_did_not_say_stays_empty():
    (_, row) = written(a_line(traits={}))["validated.tsv"]
    assert row[7:11] == ["", "", "", ""]


def test_a_tab_or_a_line_end_becomes_one_space():
    (_, row) = written(a_line(text="one\ttwo\r\n\u2028three"))["validated.tsv"]
    assert row[3] == "one two three"
    assert len(written(LINE)["validated.tsv"][1]) == len(row)
