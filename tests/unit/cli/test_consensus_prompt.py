"""The prompt as a witness on the command line: one for each item, carried through every format and the sorting."""

import csv
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus_tables import read, run
from shrutik_bootstrap.consensus import table_source
from shrutik_core.consensus import aggregate_corpus
from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.corpus import BATCH
from shrutik_core.consensus.crowd.item_rows import by_item
from shrutik_core.consensus.result import PROMPT, Transcript
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.corpus.settle_corpus import CorpusSettings, SettleCorpus
from shrutik_files.external_sort import LineSorter

COLUMNS = ("item", "worker", "text", "expected")
READ = "আমি বাংলায় গান গাই"
ROWS = [
    ("clip-1", "a", "আমি বাংলায় গান গাই", READ),
    ("clip-1", "b", "আমি বাংলা গান গাই", READ),
    ("clip-2", "a", "তুমি ভাত খাও", "তুমি কি ভাত খাও"),
    ("clip-2", "b", "তুমি ভাত খাও", ""),
    ("clip-3", "a", "আজ আকাশে মেঘ", ""),
]
TEXTS = {"clip-1": READ, "clip-2": "তুমি ভাত খাও", "clip-3": "আজ আকাশে মেঘ"}


def write(path, rows):
    if path.suffix == ".parquet":
        columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        pq.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), path)
    elif path.suffix == ".jsonl":
        told = [{name: cell or None for name, cell in zip(COLUMNS, row, strict=True)} for row in rows]
        path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",")
            writer.writerows([COLUMNS, *rows])
    return path


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
def test_the_prompt_joins_in_every_format(tmp_path, ending):
    source, out = write(tmp_path / f"in.{ending}", ROWS[::-1]), tmp_path / "out.csv"
    assert run(source, "--prompt", "expected", "--out", out, "--json").exit_code == 0
    rows = read(out)
    assert {row["item"]: row["text"] for row in rows} == TEXTS
    assert [row["votes"] for row in rows] == ["2", "2", "1"]
    told = json.loads(run(source, "--prompt", "expected", "--out", out, "--json").stdout)
    assert (told["rows"], told["items"], told["workers"]) == (5, 3, 2)


def test_it_makes_the_text_that_stands_in_it_surer(tmp_path):
    source, without, with_it = write(tmp_path / "in.csv", ROWS), tmp_path / "o.csv", tmp_path / "p.csv"
    run(source, "--out", without)
    run(source, "--prompt", "expected", "--out", with_it)
    sure = [float(read(path)[0]["confidence"]) for path in (without, with_it)]
    assert sure[1] > sure[0]
    assert read(without)[2]["text"] == read(with_it)[2]["text"]


def test_the_explanation_shows_it_as_a_witness(tmp_path):
    source = write(tmp_path / "in.csv", ROWS)
    shown = json.loads(run(source, "--prompt", "expected", "--explain", "clip-1", "--json").stdout)
    assert [voice["worker"] for voice in shown["transcriptions"] if voice["witness"]] == [None]
    assert "prompt" in run(source, "--prompt", "expected", "--explain", "clip-1").stdout
    plain = json.loads(run(source, "--explain", "clip-1", "--json").stdout)
    assert not any(voice["witness"] for voice in plain["transcriptions"])


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_two_prompts_of_one_item_are_told(tmp_path, ending):
    rows = [*ROWS, ("clip-1", "c", "আমি", "আর কিছু")]
    told = run(write(tmp_path / f"in.{ending}", rows), "--prompt", "expected", "--out", tmp_path / "out.csv")
    assert told.exit_code == 1
    assert "'clip-1' has two prompts" in told.stderr
    assert told.stderr.count("\n") == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_prompt_that_is_no_text_or_too_long_is_told(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.csv"
    for cell, words in (([], "the prompt is not a string"), ("x" * 100_001, "the prompt has 100,001 characters")):
        row = {"item": "a", "worker": "w", "text": "x", "expected": cell}
        source.write_text(json.dumps(row) + "\n", encoding="utf-8")
        told = run(source, "--prompt", "expected", "--out", out)
        assert (told.exit_code, words in told.stderr) == (1, True)


def test_a_missing_column_is_told(tmp_path):
    told = run(write(tmp_path / "in.csv", ROWS), "--prompt", "said", "--out", tmp_path / "out.csv")
    assert (told.exit_code, "no column 'said'" in told.stderr) == (1, True)


def settled(source, folder, memory):
    class Kept:
        def open(self, _columns):
            return self

        def __enter__(self):
            self.rows = []
            return self.rows.append

        def __exit__(self, *_):
            return None

    kept = Kept()
    SettleCorpus(source, LineSorter(folder, memory))(kept, CorpusSettings(), on_progress=lambda _stage, _share: None)
    return {item: (text, confidence) for item, text, confidence, *_ in kept.rows}


@pytest.mark.parametrize(("items", "batch"), [(40, BATCH), (70, 20), (65, 60)])
def test_sorted_on_disk_it_is_what_the_library_says(tmp_path, monkeypatch, items, batch):
    monkeypatch.setattr("shrutik_core.consensus.crowd.corpus.BATCH", batch)
    rng = np.random.default_rng(1)
    words = [f"w{n}" for n in range(50)]
    rows, prompts = [], {}
    for n in range(items):
        said = [words[place] for place in rng.integers(0, 50, 5)]
        prompts[f"i{n:05}"] = " ".join(said)
        for worker in rng.choice(30, 2, replace=False):
            typed = [word if rng.random() > 0.2 else words[rng.integers(50)] for word in said]
            rows.append((f"i{n:05}", f"p{worker}", " ".join(typed), prompts[f"i{n:05}"]))
    rows = [rows[place] for place in rng.permutation(len(rows))]
    source = table_source(write(tmp_path / "in.csv", rows), ColumnNames(prompt="expected"))
    found = [settled(source, tmp_path, memory) for memory in (1 << 26, 100_000)]
    assert found[0] == found[1]
    library = aggregate_corpus([row[:3] for row in rows], prompts=prompts)
    expected = {item: (one.text, round(one.confidence, 6)) for item, one in library.items.items()}
    assert found[0] == expected


names = st.sampled_from("abc")
votes = st.lists(st.tuples(names, st.sampled_from("uvw")), unique=True)


@given(votes, st.dictionaries(names, st.sampled_from(["p", "q"])), st.integers(1, 3))
def test_prompts_are_not_votes_and_come_with_their_items(pairs, prompts, times):
    rows = [Transcript(item, worker, "x") for item, worker in pairs]
    told = [Transcript(item, PROMPT, prompt) for item, prompt in prompts.items() for _ in range(times)]
    heard = list(by_item(sorted([*rows, *told])))
    assert [row for one in heard for row in one.votes] == sorted(rows)
    assert {one.item: one.prompt for one in heard if one.prompt} == prompts


@given(st.lists(st.sampled_from(["p", "q"]), min_size=1))
def test_an_item_has_one_prompt(told):
    rows = sorted(Transcript("a", PROMPT, prompt) for prompt in told)
    if len(set(told)) == 1:
        assert next(by_item(rows)).prompt == told[0]
    else:
        with pytest.raises(Invalid) as error:
            list(by_item(rows))
        assert error.value.code == "prompt_conflict"
