"""Tables as spreadsheets, databases and people write them: read, with what was changed told."""

import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from consensus_tables import parted, put, read, run

AUTO = ("--separator", "auto")
HEAD = "item,worker,text\n"
ROWS = "c1,a,hello there\nc1,b,hello there\n"
TEXT = {"c1": ("hello there", "2")}


def parquet(**columns):
    stream = io.BytesIO()
    pq.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), stream)
    return stream.getvalue()


QUOTED = '"item";"worker";"text"\n"c1";"a";"hello there"\n"c1";"b";"hello there"\n'
READ = {
    "semicolons": ("in.csv", parted(";"), TEXT, "separator"),
    "semicolons between quoted cells": ("in.csv", QUOTED, TEXT, "separator"),
    "decimal commas between semicolons": (
        "in.csv",
        "item;worker;text\nc1;a;3,5 kg, or so\nc1;b;3,5 kg, or so\n",
        {"c1": ("3,5 kg, or so", "2")},
        "separator",
    ),
    "tabs in a CSV": ("in.csv", parted("\t"), TEXT, "separator"),
    "pipes in a CSV": ("in.csv", parted("|"), TEXT, "separator"),
    "commas in a TSV": ("in.tsv", parted(","), TEXT, "separator"),
    "a separator that Excel declares": ("in.csv", "sep=;\r\n" + parted(";", "\r\n"), TEXT, "separator"),
    "a declared comma": ("in.csv", "sep=,\n" + parted(","), TEXT, ""),
    "a declared tab": ("in.csv", "sep=\t\n" + parted("\t"), TEXT, "separator"),
    "an odd sign that is declared": ("in.csv", "SEP=^\n" + parted("^"), TEXT, "separator"),
    "a separator that is declared and not there": ("in.csv", "sep=;\n" + parted(","), TEXT, ""),
    "UTF-16 with tabs": ("in.tsv", parted("\t", "\r\n").encode("utf-16"), TEXT, "encoding"),
    "UTF-16 with tabs in a CSV": ("in.csv", parted("\t").encode("utf-16"), TEXT, "encoding separator"),
    "UTF-16, big-endian": ("in.csv", b"\xfe\xff" + parted(",").encode("utf-16-be"), TEXT, "encoding"),
    "UTF-16 in gzip": ("in.csv.gz", gzip.compress(parted(",").encode("utf-16")), TEXT, "encoding"),
    "a lone quote in a TSV": ("in.tsv", 'item\tworker\ttext\nc1\ta\t"yes\nc1\tb\tyes"\n', {"c1": ('"yes', "2")}, ""),
    "quotes around a text in a TSV": (
        "in.tsv",
        'item\tworker\ttext\nc1\ta\t"yes"\nc1\tb\t"yes"\n',
        {"c1": ('"yes"', "2")},
        "quotes",
    ),
    "line breaks in quoted cells": (
        "in.csv",
        HEAD + 'c1,a,"hello\r\nthere"\r\nc1,b,"hello\nthere"\n',
        {"c1": ("hello there", "2")},
        "",
    ),
    "a quoted cell whose lines have as many commas as rows": (
        "in.csv",
        HEAD + 'c1,a,"one\ntwo, three, four"\n',
        {"c1": ("one two, three, four", "1")},
        "",
    ),
    "CR alone": ("in.csv", parted(",", "\r"), TEXT, ""),
    "CR alone between semicolons": ("in.csv", parted(";", "\r"), TEXT, "separator"),
    "rows of separators": ("in.csv", HEAD + ROWS + ",,\n , ,\u00a0\n,,,,\n,\n", TEXT, "blank_row"),
    "rows of separators above the columns": ("in.csv", ",,\n\n" + HEAD + ROWS, TEXT, ""),
    "a row that has a number alone": (
        "in.csv",
        "n,item,worker,text\n1,c1,a,hi\n2,,,\n",
        {"c1": ("hi", "1")},
        "blank_row",
    ),
    "the end of a DOS file": ("in.csv", HEAD + ROWS + "\x1a", TEXT, "blank_row"),
    "empty columns behind": ("in.csv", "item,worker,text,,\nc1,a,hi,,\nc1,b,hi,,\n", {"c1": ("hi", "2")}, ""),
    "empty cells behind the last column": (
        "in.csv",
        HEAD + "c1,a,hi,,\nc1,b,hi, ,\n",
        {"c1": ("hi", "2")},
        "empty_cells",
    ),
    "rows without the last column": ("in.csv", "item,worker,text,note\nc1,a,hi\n", {"c1": ("hi", "1")}, ""),
    "columns in capitals": ("in.csv", "Item,WORKER,Text\n" + ROWS, TEXT, "column"),
    "columns with spaces around": ("in.csv", "\u00a0item ,worker\u200b, text\n" + ROWS, TEXT, "column"),
    "two byte order marks": ("in.csv", "\ufeff\ufeff" + HEAD + ROWS, TEXT, "column"),
    "a column just so beside one in capitals": (
        "in.csv",
        "Text,item,worker,text\nno,c1,a,hi\n",
        {"c1": ("hi", "1")},
        "",
    ),
    "a space behind each comma": (
        "in.csv",
        'item, worker, text\nc1, a, "well, hi"\nc1, b, "well, hi"\n',
        {"c1": ("well, hi", "2")},
        "column",
    ),
    "names with what cannot be seen": (
        "in.csv",
        HEAD + "c1 ,a,hi\n\u00a0c1,b,hi\n\ufeffc1,c\u200b,hi\nc1\0,d,hi\n",
        {"c1": ("hi", "4")},
        "name",
    ),
    "names that are composed or not": (
        "in.csv",
        HEAD + "caf\u00e9,a,hi\ncafe\u0301,b,hi\n",
        {"caf\u00e9": ("hi", "2")},
        "name",
    ),
    "JSON keys in capitals, an odd name, and a blank row": (
        "in.jsonl",
        '{"Item": "c1 ", "Worker": "a", "text": "hi"}\n{"item": "", "worker": null, "text": " "}\n\u00a0\n',
        {"c1": ("hi", "1")},
        "column name blank_row",
    ),
    "Parquet columns in capitals, and a blank row": (
        "in.parquet",
        parquet(Item=["c1", None], worker=["a\u00a0", ""], text=["hi", None]),
        {"c1": ("hi", "1")},
        "column name blank_row",
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_it_is_read_and_what_was_changed_is_told(tmp_path, kind):
    name, data, expected, changed = READ[kind]
    source, out = put(tmp_path, name, data), tmp_path / "out.csv"
    told = run(source, "--out", out, *AUTO)
    assert (told.exit_code, told.stderr.count("\n")) == (0, 1 if changed else 0), told.stderr
    assert {row["item"]: (row["text"], row["votes"]) for row in read(out)} == expected
    listed = json.loads(run(source, "--out", out, "--json", *AUTO).stdout)["changes"]
    assert [change["kind"] for change in listed] == changed.split()
    assert all(change["first"].startswith(str(source)) and change["count"] > 0 for change in listed)


@pytest.mark.parametrize("kind", READ)
def test_strict_reading_refuses_what_would_be_changed(tmp_path, kind):
    name, data, _, changed = READ[kind]
    told = run(put(tmp_path, name, data), "--out", tmp_path / "out.csv", "--strict", *AUTO)
    assert told.exit_code == (1 if changed else 0)
    assert ("leave out --strict" in told.stderr) is bool(changed)
    assert (tmp_path / "out.csv").exists() is not bool(changed)


def test_the_first_place_is_told_and_how_many_more(tmp_path):
    source = put(tmp_path, "in.csv", HEAD + "c1,a,hi\n,,\nc1,b ,hi\n,,\n")
    told = run(source, "--out", tmp_path / "out.csv", *AUTO).stderr
    assert told == (
        f"Changed while reading: the row is blank ({source}, line 3, and 1 more); "
        f"the worker 'b ' is read as 'b' ({source}, line 4).\n"
    )
    refused = run(source, "--out", tmp_path / "out.csv", "--strict", *AUTO).stderr
    assert f"{source}, line 3: the row is blank" in refused


def test_an_explanation_tells_it_too_and_takes_the_name_as_it_stands(tmp_path):
    source = put(tmp_path, "in.csv", HEAD + "c1 ,a,hi\nc1,b,hi\n")
    told = run(source, "--explain", "c1 ", "--json")
    assert len(json.loads(told.stdout)["transcriptions"]) == 2
    assert "the item 'c1 ' is read as 'c1'" in told.stderr
