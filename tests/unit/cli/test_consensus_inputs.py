"""What `shrutik consensus` makes of every odd table: a result that is stated here, or one line and exit code 1."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from consensus_tables import read, run, table, write

HEAD = b"item,worker,text\n"
LONG = "word " * 10**6


def parquet(**columns):
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def not_utf8():
    offsets = pa.array([0, 2], pa.int32()).buffers()[1]
    return pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])


def twice():
    stream = io.BytesIO()
    names = ["item", "worker", "text", "text"]
    pq.write_table(pa.table([pa.array(["a"]) for _ in names], names=names), stream)
    return stream.getvalue()


NONE = {}
STATED = {
    "byte order mark and CRLF": ("in.csv", b"\xef\xbb\xbfitem,worker,text\r\na,w,x y\r\na,v,x y\r\n", {"a": "x y"}),
    "byte order mark in JSON": (
        "in.jsonl",
        b'\xef\xbb\xbf{"item": "a", "worker": "w", "text": "x y"}\r\n',
        {"a": "x y"},
    ),
    "CR alone": ("in.csv", b"item,worker,text\ra,w,x\r", {"a": "x"}),
    "line breaks and quotes in a cell": (
        "in.csv",
        HEAD + b'a,w,"he said ""hi""\nthere"\n',
        {"a": 'he said "hi" there'},
    ),
    "blank lines": ("in.csv", HEAD + b"\n\na,w,x\n\n", {"a": "x"}),
    "NUL in a text": ("in.csv", HEAD + b"a,w,x\0y\n", {"a": "x\0y"}),
    "NUL in an item": ("in.csv", HEAD + b"a\0b,w,x\n", {"a\0b": "x"}),
    "JSON without rows": ("in.jsonl", b"", NONE),
    "TSV with a header alone": ("in.tsv", b"item\tworker\ttext\n", NONE),
    "JSON null for a text": ("in.jsonl", b'{"item": "a", "worker": "w", "text": null}\n', {"a": ""}),
    "whole numbers for names": ("in.jsonl", b'{"item": 1, "worker": 2, "text": "x"}\n', {"1": "x"}),
    "Parquet without rows": (
        "in.parquet",
        parquet(item=pa.array([], pa.string()), worker=pa.array([], pa.string()), text=pa.array([], pa.string())),
        NONE,
    ),
    "Parquet with whole numbers": ("in.parquet", parquet(item=[1, 1], worker=[1, 2], text=["x", "x"]), {"1": "x"}),
    "Parquet with a dictionary": (
        "in.parquet",
        parquet(item=pa.array(["a", "a"]).dictionary_encode(), worker=["w", "v"], text=["x", "x"]),
        {"a": "x"},
    ),
    "Parquet null for a text": (
        "in.parquet",
        parquet(item=["a"], worker=["w"], text=pa.array([None], pa.string())),
        {"a": ""},
    ),
    "more columns than are asked for": ("in.csv", b"text,x,worker,item\nhi,1,w,a\n", {"a": "hi"}),
}
REFUSED = {
    "JSON with a key twice": (
        "in.jsonl",
        b'{"item": "a", "worker": "w", "text": "x", "text": "y"}\n',
        "'text' occurs twice",
    ),
    "JSON objects for names": (
        "in.jsonl",
        b'{"item": {"id": 1}, "worker": "w", "text": "x"}\n',
        "item is empty or is not",
    ),
    "JSON null for an item": (
        "in.jsonl",
        b'{"item": null, "worker": "w", "text": "x"}\n',
        "item is empty or is not",
    ),
    "JSON true for an item": (
        "in.jsonl",
        b'{"item": true, "worker": "w", "text": "x"}\n',
        "item is empty or is not",
    ),
    "JSON fraction for an item": (
        "in.jsonl",
        b'{"item": 1.5, "worker": "w", "text": "x"}\n',
        "item is empty or is not",
    ),
    "JSON nested without end": ("in.jsonl", b'{"item": "a", "text": ' + b"[" * 200_000 + b"\n", "nested too deeply"),
    "JSON number without end": ("in.jsonl", b'{"item": ' + b"9" * 5_000 + b"}\n", "line 1: this is not JSON"),
    "CSV with a column twice": ("in.csv", b"item,worker,text,text\na,w,x,y\n", "there are 2 columns 'text'"),
    "CSV with semicolons and other columns": ("in.csv", b"clip;who;said\na;w;x\n", "cells are separated by semicolons"),
    "CSV with a comma outside of quotes": ("in.csv", HEAD + b"a,w,yes, I do\n", "line 2: 4 cells, but 3 columns"),
    "CSV with half a character at its end": ("in.csv", HEAD + "a,w,ক".encode()[:-1], "not UTF-8"),
    "UTF-16 without a mark": ("in.csv", "item,worker,text\n".encode("utf-16-le"), "UTF-16 without its mark"),
    "bytes of any kind": ("in.csv", bytes(range(256)), "not UTF-8"),
    "a huge field": ("in.csv", HEAD + b"b,w,x\na,w," + LONG.encode() + b"\n", "line 3: field larger than"),
    "a gzip of nothing": ("in.csv.gz", b"", "the table is empty"),
    "Parquet with a column twice": ("in.parquet", twice(), "there are 2 columns 'text'"),
    "Parquet without the columns": ("in.parquet", parquet(x=[1]), "there are 'x'"),
    "Parquet fractions for items": ("in.parquet", parquet(item=[1.5], worker=["w"], text=["x"]), "row 1: the item is"),
    "Parquet bytes for texts": ("in.parquet", parquet(item=["a"], worker=["w"], text=[b"x"]), "text is not a string"),
    "Parquet lists for texts": ("in.parquet", parquet(item=["a"], worker=["w"], text=[["x"]]), "text is not a string"),
    "Parquet null for an item": (
        "in.parquet",
        parquet(item=pa.array([None], pa.string()), worker=["w"], text=["x"]),
        "row 1: the item is empty",
    ),
    "Parquet texts that are not UTF-8": ("in.parquet", parquet(item=["a"], worker=["w"], text=not_utf8()), "not UTF-8"),
    "Parquet with a million words": (
        "in.parquet",
        parquet(item=["a"], worker=["w"], text=[LONG]),
        "5,000,000 characters",
    ),
}


@pytest.mark.parametrize("kind", STATED)
def test_a_stated_result(tmp_path, kind):
    name, data, expected = STATED[kind]
    (tmp_path / name).write_bytes(data)
    told = run(tmp_path / name, "--out", tmp_path / "out.jsonl")
    assert (told.exit_code, told.stderr) == (0, "")
    assert {row["item"]: row["text"] for row in read(tmp_path / "out.jsonl")} == expected


@pytest.mark.parametrize("kind", REFUSED)
def test_one_line_and_nothing_written(tmp_path, kind):
    name, data, words = REFUSED[kind]
    (tmp_path / name).write_bytes(data)
    told = run(tmp_path / name, "--out", tmp_path / "out.csv", "--workers", tmp_path / "workers.csv")
    assert told.exit_code == 1
    assert words in told.stderr
    assert told.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("out", "workers"), [("in.csv", None), ("out.csv", "out.csv"), ("out.csv", "in.csv"), ("sub/../in.csv", None)]
)
def test_what_is_read_is_not_written_over(tmp_path, out, workers):
    (tmp_path / "sub").mkdir()
    source = write(tmp_path / "in.csv", [])
    before = source.read_bytes()
    told = run(source, "--out", tmp_path / out, *(("--workers", tmp_path / workers) if workers else ()))
    assert (told.exit_code, "different files" in told.stderr) == (1, True)
    assert source.read_bytes() == before
    assert not (tmp_path / "out.csv").exists()


def test_a_link_to_what_is_read_is_not_written_over_either(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text(table([("a", "w", "x")]), encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(source)
    assert run(source, "--out", tmp_path / "link.csv").exit_code == 1
    assert "a,w,x" in source.read_text(encoding="utf-8")


def test_a_missing_folder_for_workers_is_told_before_anything_is_read(tmp_path):
    source = tmp_path / "in.csv"
    source.write_bytes(b"no table at all")
    told = run(source, "--out", tmp_path / "out.csv", "--workers", tmp_path / "no" / "w.csv")
    assert (told.exit_code, "No such file or directory" in told.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--item", "text"), "cannot hold item and text at once"),
        (("--worker", "item"), "cannot hold item and worker at once"),
        (("--prompt", "text"), "cannot hold text and prompt at once"),
        (("--language", "no tag"), "no tag"),
    ],
)
def test_options_that_contradict_themselves_are_told(tmp_path, options, words):
    source = tmp_path / "in.csv"
    source.write_text(table([("a", "w", "x")]), encoding="utf-8")
    told = run(source, "--out", tmp_path / "out.csv", *options)
    assert (told.exit_code, words in told.stderr) == (1, True)
    assert told.stderr.count("\n") == 1


def test_ctrl_c_leaves_nothing_half_written(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(table((f"clip-{n // 3}", f"w{n % 3}", "some words were said") for n in range(600_000)))
    out.write_text("what was there before", encoding="utf-8")
    words = ["consensus", str(source), "--out", str(out), "--workers", str(tmp_path / "w.csv")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", "from shrutik_cli import main; main()", *words]
    child = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".shrutik-sort-*")) and time.monotonic() < deadline and child.poll() is None:
        time.sleep(0.02)
    assert len(list(tmp_path.iterdir())) > 2
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert out.read_text(encoding="utf-8") == "what was there before"


def test_a_summary_in_json_is_one_object_also_when_it_fails(tmp_path):
    (tmp_path / "in.csv").write_bytes(b"")
    told = run(tmp_path / "in.csv", "--out", tmp_path / "out.csv", "--json")
    assert json.loads(told.stdout)["error"] == "column_missing"
