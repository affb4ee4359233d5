"""Tables that cannot be read as they stand, each refused in one line, and the options that say how to read them."""

import gzip

import pytest

from consensus_tables import parted, put, read, run

HEAD = "item,worker,text\n"
TEXT = {"c1": ("hello there", "2")}
REFUSED = {
    "semicolons and other columns": ("in.csv", "clip;who;said\na;w;x\n", "by semicolons, not by commas; use --sep"),
    "a sign that is not looked for": ("in.csv", parted("^"), "--separator"),
    "tabs in a CSV": ("in.csv", parted("\t"), "use --separator tab"),
    "commas in a TSV": ("in.tsv", parted(","), "use --separator comma"),
    "a longer row": ("in.csv", parted(",") + "c1,c,hi,ho\n", "line 4: 4 cells, but 3 columns"),
    "a longer row behind a declaration": ("in.csv", "sep=;\n" + parted(";") + "c1;c;hi;ho\n", "line 5: 4 cells"),
    "a shorter row behind a cell of two lines": ("in.csv", HEAD + 'c1,a,"x\ny"\nc1,b\n', "line 4: 2 cells"),
    "a line break in a TSV": ("in.tsv", 'item\tworker\ttext\nc1\ta\t"x\ny"\n', "--quotes"),
    "quoted columns in a TSV": ("in.tsv", '"item"\t"worker"\t"text"\n"c1"\t"a"\t"x"\n', "use --quotes"),
    "a quote that takes rows": ("in.csv", HEAD + 'c1,a,"yes\nc1,b,yes\nc1,c,yes"\n', "line 2: a quote begins here"),
    "a quote that takes rows between semicolons": (
        "in.csv",
        'sep=;\nitem;worker;text\nc1;a;"yes\nc1;b;yes"\n',
        "line 3: a quote begins here",
    ),
    "a quote that is not closed": ("in.csv", HEAD + 'c1,b,hi\nc1,a,"yes\nc1,b,yes\n', "line 3: unexpected end of data"),
    "a quoted word at the beginning": ("in.csv", HEAD + 'c1,a,"yes" he said\n', "--no-quotes"),
    "names that are one without spaces": ("in.csv", HEAD + "c1,a,x\nc1,a ,x\n", "'a' has more than one text"),
    "names that are one when composed": (
        "in.jsonl",
        '{"item": "c", "worker": "\u00e9", "text": "x"}\n{"item": "c", "worker": "e\u0301", "text": "x"}\n',
        "more than one text",
    ),
    "a name of nothing but spaces": ("in.csv", HEAD + "c1,\u00a0,x\n", "line 2: the worker is empty"),
    "two columns that differ in capitals": ("in.csv", "Item,ITEM,worker,text\na,b,c,d\n", "there are 2 columns"),
    "a workbook": ("in.csv", b"PK\x03\x04" + bytes(99), "save its sheet as CSV UTF-8"),
    "gzip by another name": ("in.csv", gzip.compress(b"item"), "give it a name that ends in .gz"),
    "Windows-1252": ("in.csv", "item;worker;text\nc1;a;caf\u00e9\n".encode("cp1252"), "save it as CSV UTF-8"),
    "UTF-16 without a mark": ("in.csv", parted(",").encode("utf-16-be"), "UTF-16 without its mark"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_one_line_that_says_what_to_do(tmp_path, kind):
    name, data, words = REFUSED[kind]
    told = run(put(tmp_path, name, data), "--out", tmp_path / "out.csv")
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert words in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "data", "options"),
    [
        ("in.csv", parted(";"), ("--separator", ";", "--strict")),
        ("in.csv", parted(";"), ("--separator", "semicolon", "--strict")),
        ("in.csv", parted("\t"), ("--separator", "\\t", "--strict")),
        ("in.csv", parted("^"), ("--separator", "^", "--strict")),
        ("in.tsv", parted(","), ("--separator", "Comma", "--strict")),
        ("in.csv", "sep=;\n" + parted(","), ("--separator", "comma", "--strict")),
        ("in.tsv", 'item\tworker\ttext\nc1\ta\t"hello\nthere"\nc1\tb\thello there\n', ("--quotes", "--strict")),
        ("in.tsv", '"item"\t"worker"\t"text"\n"c1"\t"a"\t"hello there"\nc1\tb\thello there\n', ("--quotes",)),
    ],
)
def test_what_is_known_of_a_table_can_be_said(tmp_path, name, data, options):
    out = tmp_path / "out.csv"
    told = run(put(tmp_path, name, data), "--out", out, *options)
    assert (told.exit_code, told.stderr) == (0, "")
    assert {row["item"]: (row["text"], row["votes"]) for row in read(out)} == TEXT


def test_quotes_can_be_part_of_the_texts_of_a_csv(tmp_path):
    rows = 'c1,a,"yes\nc1,b,yes\nc1,c,yes"\n'
    source, out = put(tmp_path, "in.csv", HEAD + rows), tmp_path / "out.csv"
    assert run(source, "--out", out, "--no-quotes").exit_code == 0
    assert read(out)[0]["votes"] == "3"
    assert run(source, "--out", out, "--quotes").exit_code == 0
    assert read(out)[0]["votes"] == "1"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("in.csv", ("--separator", "colons"), "cannot be a separator"),
        ("in.csv", ("--separator", '"'), "cannot be a separator"),
        ("in.csv", ("--separator", ""), "cannot be a separator"),
        ("in.jsonl", ("--separator", ";"), "only the cells of CSV and TSV"),
        ("in.parquet", ("--no-quotes",), "only the cells of CSV and TSV"),
    ],
)
def test_marks_that_cannot_be_are_told(tmp_path, name, options, words):
    told = run(put(tmp_path, name, b""), "--out", tmp_path / "out.csv", *options)
    assert (told.exit_code, words in told.stderr) == (1, True)
