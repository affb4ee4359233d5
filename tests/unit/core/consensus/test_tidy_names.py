"""Names that differ only in what cannot be seen are one; names that can be told apart stay two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate_corpus
from shrutik_core.consensus.crowd.column_names import ColumnNames
from shrutik_core.consensus.crowd.table_changes import ChangeKind, TableChange, TableChanges, refuse_change
from shrutik_core.consensus.crowd.tidy_names import says_nothing, tidy_name
from shrutik_core.shared.errors import Invalid

UNSEEN = ["", " ", "\u00a0", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u200e", "\t", "\n", "\0", "\u3000", "\u3164"]
names = st.text(max_size=8)
unseen = st.lists(st.sampled_from(UNSEEN), max_size=3).map("".join)


@given(names)
def test_a_tidy_name_is_tidy_and_nfc(name):
    tidy = tidy_name(name)
    assert tidy_name(tidy) == tidy == tidy.strip()
    assert unicodedata.is_normalized("NFC", tidy)
    assert says_nothing(name) is not bool(tidy)


@given(unseen, names, unseen, st.sampled_from(["NFC", "NFD"]))
def test_what_cannot_be_seen_around_a_name_says_nothing(before, name, behind, form):
    assert tidy_name(before + " " + unicodedata.normalize(form, tidy_name(name)) + " " + behind) == tidy_name(name)


@given(st.from_regex(r"[!-~]([ -~]*[!-~])?", fullmatch=True))
def test_a_plain_name_stays_as_it_is(name):
    assert tidy_name(name) == name


@pytest.mark.parametrize(
    "name", ["Ana  Maria", "a-1", "A", "\u2764\ufe0f", "\u09b0\u09b9\u09bf\u09ae", "1.0", "a\u200cb"]
)
def test_what_can_be_seen_or_stands_within_stays(name):
    assert tidy_name(name) == name


def test_a_space_that_does_not_break_is_a_space():
    assert tidy_name("Ana\u00a0Maria") == "Ana Maria"


@pytest.mark.parametrize("cell", [None, "", " ", "\u00a0\u200b"])
def test_an_empty_cell_says_nothing(cell):
    assert says_nothing(cell)


@pytest.mark.parametrize("cell", [0, "0", "-", False, []])
def test_anything_else_says_something(cell):
    assert not says_nothing(cell)


def test_a_column_is_found_just_so_before_it_is_found_otherwise():
    told = TableChanges()
    assert ColumnNames().places(["text ", "Item", "WORKER\u00a0", "text"], "t", told) == (1, 2, 3)
    assert told.counted[ChangeKind.COLUMN].count == 2


def test_two_names_for_one_column_are_refused():
    with pytest.raises(Invalid) as caught:
        ColumnNames("clip", "worker", "Clip").places(["clip", "worker"], "t")
    assert caught.value.code == "columns_same"


def test_changes_are_counted_by_kind_and_the_first_is_kept():
    told = TableChanges()
    assert told.summary() == ""
    for line in (2, 5):
        told(TableChange(ChangeKind.BLANK_ROW, f"t, line {line}", "the row is blank"))
    told(TableChange(ChangeKind.QUOTES, "t, line 7", "a text is taken with the quotes around it"))
    assert told.summary() == (
        "the row is blank (t, line 2, and 1 more); a text is taken with the quotes around it (t, line 7)"
    )


@pytest.mark.parametrize("kind", ChangeKind)
def test_each_change_can_be_refused(kind):
    with pytest.raises(Invalid) as caught:
        refuse_change(TableChange(kind, "t, line 2", "the row is blank"))
    assert caught.value.code == "table_untidy"
    assert caught.value.detail.startswith("t, line 2: the row is blank; ")


def test_the_library_takes_the_names_of_a_data_frame_alike():
    rows = [("c1 ", "a", "hello"), ("c1", "b\u00a0", "hello"), ("", "", " ")]
    found = aggregate_corpus(rows, prompts={"\ufeffc1": "hello"})
    assert list(found.items) == ["c1"]
    assert found.items["c1"].votes == 2
    assert len(found.items["c1"].transcriptions) == 3
    assert list(aggregate_corpus([(7, 1, "hello")]).items) == [7]
    with pytest.raises(Invalid) as caught:
        aggregate_corpus([("c1", "a", "x"), ("c1", "a ", "x")])
    assert caught.value.code == "duplicate_transcription"
