"""`shrutik consensus` on files: every format, every kind of bad input, whole results or none."""

import json

import pytest

from consensus_tables import crowd_rows, read, run, table, write

COLUMNS = ["item", "text", "confidence", "expected_wer", "votes", "decision"]
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


def test_tags_can_be_named(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(table([("c1", "a", "[seufzt] yes"), ("c1", "b", "[seufzt]")]), encoding="utf-8")
    assert run(source, "--out", out, "--tags", "seufzt noise").exit_code == 0
    assert [(row["text"], row["votes"]) for row in read(out)] == [("[seufzt] yes", "1")]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["good morning"], "WER"),
        (["สวัสดีตอนเช้า"], "CER"),
        (["good morning", "สวัสดีตอนเช้า"], "WER and CER"),
        (["[noise]"], "WER"),
        ([], "WER"),
    ],
)
def test_the_error_rate_that_is_expected_is_named_and_is_the_mean_over_items(tmp_path, texts, told):
    rows = [(f"c{number}", worker, text) for number, text in enumerate(texts) for worker in "ab"]
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(table(rows), encoding="utf-8")
    summary = run(source, "--out", out)
    assert f"expected {told} " in summary.stdout + summary.stderr
    expected = [float(row["expected_wer"]) for row in read(out)]
    report = json.loads(run(source, "--out", out, "--json").stdout)
    assert report["rate"] == told
    assert report["expected_wer"] == pytest.approx(sum(expected) / max(1, len(expected)), abs=1e-6)
