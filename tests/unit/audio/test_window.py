"""A stretch of a file as a file of its own."""

import io

from hypothesis import given
from hypothesis import strategies as st

from shrutik_audio.containers.window import window


@given(st.binary(max_size=300), st.binary(max_size=20), st.data())
def test_a_window_reads_as_its_bytes_would(data, head, draw):
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, len(data)))
    source = io.BytesIO(data)
    seen, meant = window(source, start, end, head), io.BytesIO(head + data[start:end])
    for whence, offset, count in draw.draw(
        st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.integers(0, 400), st.integers(0, 400)), max_size=8)
    ):
        assert seen.seek(offset, whence) == meant.seek(offset, whence) == seen.tell()
        assert seen.read(count) == meant.read(count)
    seen.close()
    assert not source.closed
