"""Lines of bytes, wherever the blocks that they come in end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.byte_lines import LONGEST_LINE, lines_in_blocks
from shrutik_core.shared.errors import Invalid


@given(st.binary(max_size=60).map(lambda data: data.replace(b"\xff", b"\n")), st.integers(1, 7))
def test_lines_are_the_same_however_they_come(data, size):
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    whole = data.split(b"\n")
    assert list(lines_in_blocks(blocks)) == (whole if whole[-1] else whole[:-1])


def test_the_longest_line_is_read_and_no_longer_one_is_held():
    assert [len(line) for line in lines_in_blocks([b"a" * LONGEST_LINE])] == [LONGEST_LINE]
    with pytest.raises(Invalid) as caught:
        list(lines_in_blocks([b"a" * LONGEST_LINE, b"a"]))
    assert caught.value.code == "line_too_long"
