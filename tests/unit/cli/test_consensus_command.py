"""`shrutik consensus` on files: every format, every kind of bad input, whole results or none."""

import csv
import gzip
import io
import json
import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner

from shrutik_cli.commands.consensus import consensus
from shrutik_core.testing.crowds import Crowd, Mistyper
from unit.core.consensus.sentences import BY_LANGUAGE

APP = typer.Typer(add_completion=False)
APP.command()(consensus)
COLUMNS = ["item", "text", "confidence", "expected_wer", "votes", "decision"]


def run(*arguments):
    result = CliRunner().invoke(APP, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def crowd_rows():
    truths = {f"clip-{n:02}": text for n, text in enumerate(BY_LANGUAGE["bn"])}
    people = {f"p{n}": Mistyper("bn", 0.02 + 0.03 * n) for n in range(6)}
    rows = list(Crowd(people).transcribe(truths, 5, np.random.default_rng(3)))
    return [rows[n] for n in np.random.default_rng(4).permutation(len(rows))]


def table(rows, delimiter=",", columns=("item", "worker", "text")):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write(path, rows):
    name = path.name
    if name.endswith(".parquet"):
        columns = [[row[i] for row in rows] for i in range(3)]
        pq.write_table(pa.table(dict(zip(("item", "worker", "text"), columns, strict=True))), path)
        return path
    if ".jsonl" in name or ".ndjson" in name:
        text = "".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    else:
        text = table(rows, "\t" if ".tsv" in name else ",")
    data = text.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read(path):
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    if ".jsonl" in path.name:
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in path.name else ","))


FORMATS = ["csv", "tsv", "jsonl", "ndjson", "parquet", "csv.gz", "tsv.gz", "jsonl.gz"]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_texts(tmp_path, ending):
    rows = crowd_rows()
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    assert run(write(tmp_path / "in.csv", rows), "--out", plain).exit_code == 0
    assert run(write(tmp_path / f"a.{ending}", rows), "--out", other).exit_code == 0
    assert plain.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet", "csv.gz"])
def test_every_format_is_written(tmp_path, ending):
    source, out = write(tmp_path / "in.csv", crowd_rows()), tmp_path / f"out.{ending}"
    assert run(source, "--out", out).exit_code == 0
    found = read(out)
    assert list(found[0]) == COLUMNS
    assert len(found) == 20
    assert {row["decision"] for row in found} <= {"accept", "more_votes", "review"}
    assert all(0 <= float(row["confidence"]) <= 1 and int(row["votes"]) == 5 for row in found)


def test_the_order_of_rows_does_not_matter(tmp_path):
    rows = crowd_rows()
    outs = []
    for n, order in enumerate((rows, rows[::-1], sorted(rows))):
        outs.append(tmp_path / f"out{n}.csv")
        run(write(tmp_path / f"in{n}.csv", order), "--out", outs[-1])
    assert outs[0].read_bytes() == outs[1].read_bytes() == outs[2].read_bytes()


def test_columns_can_be_named_and_more_may_be_there(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("when,clip,who,said\n1,a,x,hello there\n2,a,y,hello there\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    told = run(source, "--out", out, "--item", "clip", "--worker", "who", "--text", "said")
    assert told.exit_code == 0
    assert read(out)[0]["text"] == "hello there"


def test_workers_and_a_summary_are_told(tmp_path):
    source, out, workers = write(tmp_path / "in.csv", crowd_rows()), tmp_path / "o.csv", tmp_path / "w.csv"
    told = json.loads(run(source, "--out", out, "--workers", workers, "--json").stdout)
    assert (told["rows"], told["items"], told["workers"]) == (100, 20, 6)
    assert sum(told["decisions"].values()) == 20
    rows = read(workers)
    assert [row["worker"] for row in rows] == [f"p{n}" for n in range(6)]
    assert float(rows[0]["accuracy"]) > float(rows[5]["accuracy"])


def test_one_item_is_explained(tmp_path):
    source = write(tmp_path / "in.csv", crowd_rows())
    shown = run(source, "--explain", "clip-03")
    assert shown.exit_code == 0
    assert "clip-03" in shown.stdout
    assert "weight" in shown.stdout
    network = json.loads(run(source, "--explain", "clip-03", "--json").stdout)
    assert {"text", "slots", "transcriptions", "decision", "reasons"} <= network.keys()
    assert len(network["transcriptions"]) == 5
    assert list(tmp_path.iterdir()) == [source]


def test_a_policy_can_be_given(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("item,worker,text\na,x,hello there\n", encoding="utf-8")
    run(source, "--out", out)
    assert read(out)[0]["decision"] == "more_votes"
    run(source, "--out", out, "--max-votes", 1, "--min-votes", 1, "--accept-at", 1, "--accept-wer", 0)
    assert read(out)[0]["decision"] == "review"


def test_numbers_that_differ_go_to_review(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    texts = ["we saw 15 boats on the river"] * 6 + ["we saw 50 boats on the river"]
    source.write_text(table(("a", f"w{n}", text) for n, text in enumerate(texts)), encoding="utf-8")
    run(source, "--out", out, "--accept-at", 0)
    assert read(out)[0]["decision"] == "review"
    run(source, "--out", out, "--accept-at", 0, "--no-guards")
    assert read(out)[0]["decision"] == "accept"


@pytest.mark.parametrize("method", ["em", "fitted"])
def test_both_methods_run(tmp_path, method):
    out = tmp_path / "out.csv"
    assert run(write(tmp_path / "in.csv", crowd_rows()), "--out", out, "--method", method).exit_code == 0


BAD = {
    "no columns": ("in.csv", b"clip,who,said\na,b,c\n", "no column 'item', 'worker', 'text'"),
    "nothing at all": ("in.csv", b"", "there are none"),
    "a duplicate": ("in.csv", b"item,worker,text\na,w,x\nb,w,x\na,w,y\n", "'w' has more than one text for item 'a'"),
    "the same row twice": ("in.csv", b"item,worker,text\na,w,x\na,w,x\n", "more than one text"),
    "not UTF-8": ("in.csv", "item,worker,text\na,w,é\n".encode("latin-1"), "not UTF-8"),
    "UTF-16": ("in.csv", "item,worker,text\na,w,x\n".encode("utf-16"), "not UTF-8"),
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


def test_stated_results_for_empty_texts_and_one_voice(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = [("empty", f"w{n}", text) for n, text in enumerate(["", "  ", "।"])]
    rows += [("one", "w0", "আমি বাংলায় গান গাই"), ("some", "w0", ""), ("some", "w1", "hello")]
    source.write_text(table(rows), encoding="utf-8")
    assert run(source, "--out", out).exit_code == 0
    found = {row["item"]: row for row in read(out)}
    assert (found["empty"]["text"], found["empty"]["votes"], found["empty"]["decision"]) == ("", "0", "more_votes")
    assert (found["one"]["text"], found["one"]["votes"]) == ("আমি বাংলায় গান গাই", "1")
    assert (found["some"]["text"], found["some"]["votes"]) == ("hello", "1")
    assert found["one"]["decision"] == "more_votes"


def test_a_table_without_rows_gives_a_table_without_rows(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("item,worker,text\n", encoding="utf-8")
    assert run(source, "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"


def test_a_byte_order_mark_is_no_part_of_a_column(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"\xef\xbb\xbfitem,worker,text\na,w,x\n")
    assert run(source, "--out", out).exit_code == 0
