"""A corpus' folder: which files of it are read, and that nothing outside it is."""

import gzip
import unicodedata

import pytest

from shrutik_cli.bringing.folder import CorpusFolder
from shrutik_cli.bringing.report import MOST_TOLD, ImportReport
from shrutik_core.corpora.utterance import BroughtUtterance, LinePlace
from shrutik_core.shared.errors import Invalid, Missing


def code(call):
    with pytest.raises((Invalid, Missing)) as error:
        call()
    return error.value.code


def test_text_files_at_the_top_are_read_and_unpacked(tmp_path):
    (tmp_path / "text").write_bytes(b"a b\n")
    (tmp_path / "cuts.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n"))
    (tmp_path / "sound.wav").write_bytes(b"RIFF")
    (tmp_path / "more").mkdir()
    files = CorpusFolder(tmp_path).files()
    assert {name: list(opened()) for name, opened in files.items()} == {
        "text": [b"a b\n"],
        "cuts.jsonl.gz": [b"{}\n", b"{}\n"],
    }


def test_folders_of_splits_are_read_too_but_not_listed(tmp_path):
    (tmp_path / "corpus" / "train").mkdir(parents=True)
    for name in ("wav.scp", "metadata.jsonl", "other.csv", "a.wav"):
        (tmp_path / "corpus" / "train" / name).write_bytes(b"a\n")
    (tmp_path / "corpus" / "link").symlink_to(tmp_path / "corpus" / "train")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "text").write_bytes(b"a\n")
    (tmp_path / "corpus" / "out").symlink_to(tmp_path / "outside")
    assert sorted(CorpusFolder(tmp_path / "corpus").files()) == [
        *("link/metadata.jsonl", "link/wav.scp", "train/metadata.jsonl", "train/wav.scp")
    ]


def test_a_packed_file_that_is_broken_off_is_told(tmp_path):
    (tmp_path / "cuts.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 99)[:-9])
    assert code(lambda: list(CorpusFolder(tmp_path).files()["cuts.jsonl.gz"]())) == "corpus_file_damaged"
    (tmp_path / "cuts.jsonl.gz").write_bytes(b"no gzip")
    assert code(lambda: list(CorpusFolder(tmp_path).files()["cuts.jsonl.gz"]())) == "corpus_file_damaged"


def test_links_that_lead_out_are_not_followed(tmp_path):
    (tmp_path / "secret.csv").write_text("path\n")
    folder = tmp_path / "corpus"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a.wav").write_bytes(b"RIFF")
    (folder / "metadata.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "out").symlink_to(tmp_path)
    (folder / "b.wav").symlink_to(folder / "in" / "a.wav")
    corpus = CorpusFolder(folder)
    assert corpus.files() == {}
    assert code(lambda: corpus.sound("out/secret.csv")) == "path_outside"
    assert corpus.sound("b.wav").read_bytes() == b"RIFF"
    assert code(lambda: corpus.sound("in")) == "corpus_file_missing"


def test_a_name_is_found_however_it_is_composed(tmp_path):
    name = "é.wav"
    (tmp_path / unicodedata.normalize("NFD", name)).write_bytes(b"RIFF")
    assert CorpusFolder(tmp_path).sound(unicodedata.normalize("NFC", name)).exists()


def test_what_is_no_folder_is_told(tmp_path):
    assert code(lambda: CorpusFolder(tmp_path / "nothing")) == "corpus_missing"


def test_a_hundred_problems_are_told_and_the_others_are_counted():
    report = ImportReport("cv", "table")
    place = LinePlace("list.csv", 2)
    report.found(BroughtUtterance(place=place, audio="a.wav", text="hi", remarks=("odd",)), "cv/a", 1.5)
    for _ in range(MOST_TOLD + 1):
        report.problem(place, "wrong")
    report.outcomes["brought"] += 1
    lines = list(report.lines())
    assert lines[:3] == [
        "cv (table): 1 utterance, 0.00 hours, 1 speaker, 1 text",
        "1 brought",
        "101 lines that cannot be used:",
    ]
    assert lines[-3:] == ["  … and 1 more.", "1 line not taken over in full:", "  list.csv, line 2: odd"]
    plain = report.plain()
    assert (plain["problem_count"], len(plain["problems"]), plain["remarks"]) == (
        MOST_TOLD + 1,
        MOST_TOLD,
        [{"file": "list.csv", "line": 2, "detail": "odd"}],
    )
