"""Ranges are those of slicing, and nothing that a caller writes breaks their reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_http.ranges import Unsatisfiable, asked_range

SIZES = st.integers(0, 50)


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), SIZES)
def test_a_range_is_the_slice_that_it_names(first, last, size):
    whole = bytes(range(size))
    if last < first:
        assert asked_range(f"bytes={first}-{last}", size) is None
    elif first >= size:
        with pytest.raises(Unsatisfiable):
            asked_range(f"bytes={first}-{last}", size)
    else:
        part = asked_range(f"bytes={first}-{last}", size)
        assert whole[part.start : part.end] == whole[first : last + 1]
        assert part.content_range(size) == f"bytes {first}-{min(last, size - 1)}/{size}"


@settings(deadline=None)
@given(st.integers(0, 60), SIZES)
def test_an_open_range_goes_to_the_end_and_a_suffix_counts_from_it(number, size):
    whole = bytes(range(size))
    for header, wanted in ((f"bytes={number}-", whole[number:]), (f"bytes=-{number}", whole[max(0, size - number) :])):
        expected = wanted if header[-1] == "-" or number else b""
        if not expected:
            with pytest.raises(Unsatisfiable):
                asked_range(header, size)
        else:
            part = asked_range(header, size)
            assert whole[part.start : part.end] == expected
            assert len(part) == len(expected)


@settings(deadline=None)
@given(st.text(alphabet="bytes=-0123456789, ;x٣", max_size=30), SIZES)
def test_whatever_is_written_is_a_range_within_or_none(header, size):
    try:
        part = asked_range(header, size)
    except Unsatisfiable:
        return
    assert part is None or 0 <= part.start < part.end <= size


@pytest.mark.parametrize("header", [None, "", "bytes=", "bytes=-", "bytes=0-1,3-4", "items=0-1", "bytes=a-b", "0-1"])
def test_what_is_no_single_range_is_passed_over(header):
    assert asked_range(header, 10) is None
