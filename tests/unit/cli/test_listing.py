"""How lists are printed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_cli.listing import in_columns, print_list


def test_people_read_a_line_for_each_or_that_there_is_none(capsys):
    print_list("jobs", [1, 2], ["one", "two"], as_json=False)
    print_list("jobs", [], [], as_json=False)
    assert capsys.readouterr().out == "one\ntwo\nNo jobs.\n"


def test_programs_read_json_and_no_line_is_made_for_them(capsys):
    print_list("jobs", ["গান"], (pytest.fail("a line was asked for") for _ in "1"), as_json=True)
    told = capsys.readouterr().out
    assert json.loads(told) == ["গান"]
    assert "গান" in told


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[st.text("ab", max_size=6)] * n), max_size=5)))
def test_columns_begin_at_one_place(rows):
    lines = list(in_columns(rows))
    assert len(lines) == len(rows)
    for place in range(len(rows[0]) - 1 if rows else 0):
        at = sum(max(len(row[n]) for row in rows) + 2 for n in range(place + 1))
        assert all(line[at:].startswith(row[place + 1]) for line, row in zip(lines, rows, strict=True))
