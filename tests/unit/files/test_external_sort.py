"""Rows come back by item and worker, from memory and from disk alike, and nothing stays behind."""

from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.result import Transcript
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_files import external_sort
from shrutik_files.external_sort import LineSorter

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["\0", "\n", "\x01", "\x01b", "\r\n", "ক", "b"]
)
transcripts = st.builds(Transcript, cells, cells, cells)


def _in_order(rows):
    return sorted(rows, key=lambda row: (row.item, row.worker))


@given(st.lists(transcripts), st.sampled_from([1, 150, 400, 1 << 20]))
def test_rows_come_back_by_item_whole(rows, memory):
    with LineSorter(Path(gettempdir()), memory).sort(rows) as ordered:
        found = list(ordered)
        assert len(ordered) == len(rows)
        assert list(ordered) == found
    assert sorted(found) == sorted(rows)
    items = [row.item for row in found]
    assert sum(a != b for a, b in pairwise(items)) == max(0, len(set(items)) - 1)


def test_memory_and_disk_give_the_same_order(tmp_path):
    rows = [Transcript(f"i{n % 37}", f"w{n % 11}-{n}", f"text {n}") for n in range(2000)]
    orders = []
    for memory in (1 << 20, 5000, 700):
        with LineSorter(tmp_path, memory).sort(rows) as ordered:
            orders.append(list(ordered))
    assert orders[0] == orders[1] == orders[2]
    assert list(tmp_path.iterdir()) == []


def test_more_runs_than_files_may_be_open(tmp_path, monkeypatch):
    monkeypatch.setattr(external_sort, "_FAN_IN", 3)
    rows = [Transcript(f"i{n}", "w", "t") for n in range(100)]
    with LineSorter(tmp_path, 1).sort(reversed(rows)) as ordered:
        assert list(ordered) == _in_order(rows)


def test_an_error_among_the_rows_leaves_nothing_behind(tmp_path):
    def rows():
        yield from (Transcript(f"i{n}", "w", "t") for n in range(100))
        raise Invalid("row_invalid", "no good")

    with pytest.raises(Invalid), LineSorter(tmp_path, 500).sort(rows()):
        pass
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_told(tmp_path):
    with pytest.raises(Invalid) as caught, LineSorter(tmp_path).sort([Transcript("i", "w", "\ud800")]):
        pass
    assert caught.value.code == "not_utf8"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unavailable) as caught, LineSorter(tmp_path / "no").sort([]):
        pass
    assert caught.value.code == "folder_unwritable"
