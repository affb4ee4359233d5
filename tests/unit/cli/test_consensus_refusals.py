"""What `shrutik consensus` refuses, each in one line and with nothing written."""

import gzip
import json
import os

import pytest

from consensus_tables import crowd_rows, run, write

BAD = {
    "no columns": ("in.csv", b"clip,who,said\na,b,c\n", "no column 'item', 'worker', 'text'"),
    "nothing at all": ("in.csv", b"", "the table is empty"),
    "a duplicate": ("in.csv", b"item,worker,text\na,w,x\nb,w,x\na,w,y\n", "'w' has more than one text for item 'a'"),
    "the same row twice": ("in.csv", b"item,worker,text\na,w,x\na,w,x\n", "more than one text"),
    "not UTF-8": ("in.csv", "item,worker,text\na,w,é\n".encode("latin-1"), "not UTF-8"),
    "half a UTF-16": ("in.csv", "item,worker,text\na,w,x\n".encode("utf-16")[:-1], "this is not UTF-16"),
    "a short row": ("in.csv", b"item,worker,text\na,w\n", "line 2: 2 cells, but 3 columns"),
    "no item": ("in.csv", b"item,worker,text\n,w,x\n", "line 2: the item is empty"),
    "no worker": ("in.csv", b"item,worker,text\na,,x\n", "line 2: the worker is empty"),
    "an open quote": ("in.csv", b'item,worker,text\na,w,"x\n', "unexpected end of data"),
    "no JSON": ("in.jsonl", b"{\n", "line 1: this is not JSON"),
    "a JSON list": ("in.jsonl", b"[1]\n", "line 1: a JSON object is needed"),
    "a JSON row without text": ("in.jsonl", b'{"item": "a", "worker": "w"}\n', "no column 'text'"),
    "a JSON text of another type": ("in.jsonl", b'{"item": 1, "worker": 2, "text": []}\n', "text is not a string"),
    "half a character": ("in.jsonl", b'{"item": "a", "worker": "w", "text": "\\ud800"}\n', "half a character"),
    "half a gzip": ("in.csv.gz", gzip.compress(b"item,worker,text\n" * 99)[:40], "not a whole gzip file"),
    "no gzip": ("in.csv.gz", b"item,worker,text\n", "not a whole gzip file"),
    "no Parquet": ("in.parquet", b"PAR1", "not a whole Parquet file"),
    "an unknown ending": ("in.xlsx", b"", "must end in .csv"),
    "a million words": ("in.csv", b"item,worker,text\na,w," + b"word " * 10**6 + b"\n", "field larger than"),
    "a million words of JSON": (
        "in.jsonl",
        b'{"item": "a", "worker": "w", "text": "' + b"word " * 10**6 + b'"}\n',
        "5,000,000 characters",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_told_in_one_line(tmp_path, kind):
    name, data, words = BAD[kind]
    source, out = tmp_path / name, tmp_path / "out.csv"
    source.write_bytes(data)
    out.write_text("what was there before", encoding="utf-8")
    told = run(source, "--out", out)
    assert told.exit_code == 1
    assert words in told.stderr
    assert told.stderr.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "out.csv"])


def test_a_missing_file_is_told(tmp_path):
    told = run(tmp_path / "no.csv", "--out", tmp_path / "out.csv")
    assert (told.exit_code, "there is no such file" in told.stderr) == (1, True)


def test_a_folder_in_place_of_a_file_is_told(tmp_path):
    (tmp_path / "in.csv").mkdir()
    told = run(tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    assert (told.exit_code, "irectory" in told.stderr) == (1, True)


@pytest.mark.parametrize("out", ["no/such/folder/out.csv", "out.csv", "out.parquet"])
def test_an_out_that_cannot_be_written_is_told(tmp_path, out):
    source = write(tmp_path / "in.csv", crowd_rows())
    (tmp_path / "out.csv").mkdir()
    (tmp_path / "out.parquet").mkdir()
    told = run(source, "--out", tmp_path / out)
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_leave_is_told(tmp_path):
    source = write(tmp_path / "in.csv", crowd_rows())
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert run(source, "--out", locked / "out.csv").exit_code == 1


def test_without_out_or_item_it_says_what_is_missing(tmp_path):
    told = run(write(tmp_path / "in.csv", crowd_rows()))
    assert (told.exit_code, "--out" in told.stderr) == (1, True)


def test_a_policy_that_cannot_be_is_told(tmp_path):
    told = run(write(tmp_path / "in.csv", crowd_rows()), "--out", tmp_path / "o.csv", "--accept-at", 2)
    assert (told.exit_code, "--accept-at must be a number from 0 to 1" in told.stderr) == (1, True)


def test_an_item_that_is_not_there_is_told(tmp_path):
    told = run(write(tmp_path / "in.csv", crowd_rows()), "--explain", "clip-99", "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["error"] == "item_missing"
