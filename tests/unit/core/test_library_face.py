"""What a team that embeds the library sees first: names, versions, results in a terminal and a notebook."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shrutik_core
from shrutik_core import chunking, consensus
from shrutik_core.consensus import aggregate, aggregate_corpus
from shrutik_core.consensus.network_table import DOUBTFUL, TableLine, network_table

ROOT = Path(__file__).parents[3]
TYPED = ["we met her", "we met", "we met her"]


def test_dir_names_the_version_and_every_room():
    rooms = {path.parent.name for path in (ROOT / "src" / "shrutik_core").glob("*/__init__.py")}
    assert set(dir(shrutik_core)) == {"__version__", *rooms}


def test_the_version_is_the_one_that_is_built():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/shrutik_core/__init__.py"
    assert shrutik_core.__version__.count(".") == 2


def test_no_room_is_imported_with_the_package():
    code = (
        "import shrutik_core, sys; dir(shrutik_core); print([n for n in sys.modules if n.startswith('shrutik_core.')])"
    )
    environment = {"PYTHONPATH": str(ROOT / "src")}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.strip() == "[]"


def test_a_room_that_was_not_imported_says_how():
    code = "import shrutik_core; shrutik_core.consensus"
    environment = {"PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert "write `import shrutik_core.consensus` first" in result.stderr
    with pytest.raises(AttributeError, match="no attribute 'consensuses'"):
        _ = shrutik_core.consensuses


def test_the_package_brings_in_none_of_its_rooms():
    code = "import sys, shrutik_core; print([name for name in sys.modules if name.startswith('shrutik_core.')])"
    environment = {"PYTHONPATH": str(ROOT / "src")}
    told = subprocess.check_output([sys.executable, "-c", code], text=True, env=environment)
    assert told.strip() == "[]"


@pytest.mark.parametrize("room", [consensus, chunking])
def test_rooms_show_their_public_names_only(room):
    assert dir(room) == sorted(room.__all__)
    assert all(hasattr(room, name) for name in room.__all__)


def test_a_consensus_is_one_line_in_a_terminal():
    told = repr(aggregate(TYPED))
    assert told.startswith("Consensus('we met her', confidence=0.")
    assert told.endswith("votes=3, decision=more_votes)")
    assert "\n" not in told
    assert len(told) < 120


def test_a_consensus_is_a_table_in_a_notebook_with_doubtful_words_marked():
    shown = aggregate(TYPED)._repr_html_()
    assert shown.count("<tr") == 1 + 3
    assert "<i>nothing</i> (1)" in shown
    assert shown.count("background") == shown.count(" ?</td>") >= 1
    assert "3 votes · confidence 0." in shown
    assert "more_votes (unsure)" in shown


def test_the_table_has_no_colour_of_its_own_that_a_dark_page_would_swallow():
    shown = network_table("", [TableLine("a", 0.5, 1, ())])
    assert shown.count("color:") == shown.count("color: inherit") == 1


def test_a_single_vote_is_told_as_one():
    assert "· 1 vote ·" in aggregate(["we met"])._repr_html_()


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_gets_into_the_table_as_markup(heading, word):
    shown = network_table(heading + "<b>", [TableLine(word + "<b>", 1.0, 1, ((word + "<u>", 1),))])
    assert "<b>" not in shown
    assert "<u>" not in shown


@pytest.mark.parametrize(("probability", "marked"), [(DOUBTFUL, False), (DOUBTFUL - 1e-9, True)])
def test_what_is_below_the_limit_is_marked(probability, marked):
    assert ("background" in network_table("", [TableLine("a", probability, 1, ())])) is marked


def test_results_are_rows_of_plain_values():
    rows = [(item, worker, text) for item in ("a", "b") for worker, text in zip("xyz", TYPED, strict=True)]
    result = aggregate_corpus(rows)
    assert [row["item"] for row in result.rows()] == ["a", "b"]
    assert all(
        type(value) in {str, int, float} for row in [*result.rows(), *result.worker_rows()] for value in row.values()
    )
    assert [row["worker"] for row in result.worker_rows()] == list(result.workers)
    assert result.rows()[0] == {"item": "a", **result.items["a"].row()}
