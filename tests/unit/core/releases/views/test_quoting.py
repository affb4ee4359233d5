"""Cells and JSON: every text comes back, and none is a formula."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifest_clips import TEXTS
from shrutik_core.releases.views.quoting import (
    bar_cell,
    csv_cell,
    json_number,
    json_text,
    one_line,
    tsv_cell,
)
from shrutik_core.shared.spreadsheet_cells import guard, unguard
from views_scene import HARD

ANY = st.lists(HARD | TEXTS, max_size=3).map("".join)
RISKY = "=+-@\t\r\n＝＋－＠"


@given(ANY)
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert not guard(text).startswith(tuple(RISKY))
    assert unguard(guard(text)) == text


@given(st.text("'=x", max_size=5))
def test_apostrophes_of_ones_own_stay(text):
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("sign", RISKY)
def test_each_sign_that_begins_a_formula_is_guarded(sign):
    assert guard(f"{sign}1") == f"'{sign}1"
    assert guard(f"1{sign}") == f"1{sign}"


@pytest.mark.parametrize("text", ["'tis", "''", "আমি", "", "'"])
def test_what_is_none_stays_as_it_is(text):
    assert guard(text) == unguard(text) == text


def test_nothing_is_not_the_empty_text():
    assert (guard(None), csv_cell(None), tsv_cell(None), json_text(None), json_number(None)) == (
        *(None, "", "", "null", "null"),
    )
    assert (csv_cell(""), tsv_cell("")) == ('""', '""')


@pytest.mark.parametrize(("cell", "between"), [(csv_cell, ","), (tsv_cell, "\t")])
@given(texts=st.lists(ANY, min_size=1, max_size=4))
def test_cells_come_back_from_a_reader_with_its_usual_settings(cell, between, texts):
    line = between.join(map(cell, texts)) + "\n"
    assert list(csv.reader(io.StringIO(line, newline=""), delimiter=between)) == [texts]


def test_only_what_needs_quotes_has_them():
    assert csv_cell("a\tb|'c") == "a\tb|'c"
    assert tsv_cell("a,b|'c") == "a,b|'c"
    assert csv_cell('say "no"') == tsv_cell('say "no"') == '"say ""no"""'


@given(ANY)
def test_a_text_in_json_is_one_line_for_every_reader(text):
    assert json.loads(json_text(text)) == text
    assert len((json_text(text) + "x").splitlines()) == 1


@given(ANY)
def test_words_and_bars_leave_one_line(text):
    assert one_line(text).split() == text.split()
    assert "|" not in bar_cell(text)
    assert len(f"x{bar_cell(text)}x".splitlines()) == 1


def test_what_breaks_a_line_becomes_one_space():
    assert bar_cell("a|b\t\r\nc\u2028d") == "a b c d"
    assert one_line(" a \n b\u2028") == "a b"
