"""A body in chunks is read as it was meant, with reads and memory bounded by who reads."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_http.chunked import ChunkedBody

PARTS = st.lists(st.binary(min_size=1, max_size=40), max_size=8)


def encoded(parts, extension=b"", trailers=()):
    body = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts)
    return body + b"0\r\n" + b"".join(line + b"\r\n" for line in trailers) + b"\r\n"


@settings(deadline=None)
@given(PARTS, st.integers(1, 50))
def test_the_bytes_are_those_of_the_chunks_whatever_the_reads(parts, size):
    rest = b"the next request"
    source = io.BytesIO(encoded(parts, b";name=value", [b"X-Trailer: yes"]) + rest)
    body = ChunkedBody(source)
    found = []
    while block := body.read(size):
        assert len(block) <= size
        found.append(block)
    assert b"".join(found) == b"".join(parts)
    assert body.ended
    assert source.read() == rest
    assert ChunkedBody(io.BytesIO(encoded(parts))).read() == b"".join(parts)


@settings(deadline=None)
@given(PARTS.filter(bool), st.data())
def test_a_body_that_breaks_off_is_no_body(parts, data):
    whole = encoded(parts)
    cut = data.draw(st.integers(0, len(whole) - len(b"0\r\n\r\n")))
    with pytest.raises(ConnectionError):
        ChunkedBody(io.BytesIO(whole[:cut])).read()


@pytest.mark.parametrize(
    "head", [b"-1\r\n", b"x\r\n", b"\r\n", b"0x5\r\nhello", b"f" * 16 + b"\r\n", b"+5\r\nhello\r\n"]
)
def test_what_is_no_size_is_refused(head):
    with pytest.raises(ConnectionError):
        ChunkedBody(io.BytesIO(head)).read(10)


def test_a_claimed_size_takes_no_memory():
    class Endless(io.BytesIO):
        largest = 0

        def read(self, size=-1):
            self.largest = max(self.largest, size)
            return super().read(size)

    source = Endless(b"ffffffffff\r\n" + b"x" * 100)
    assert ChunkedBody(source).read(10) == b"x" * 10
    assert source.largest == 10


def test_lines_are_read_for_those_who_ask():
    body = ChunkedBody(io.BytesIO(encoded([b"one\nt", b"wo\n", b"three"])))
    assert [body.readline(), body.readline(), body.readline(2), body.readline(), body.readline()] == [
        b"one\n",
        b"two\n",
        b"th",
        b"ree",
        b"",
    ]


def test_trailers_end():
    with pytest.raises(ConnectionError):
        ChunkedBody(io.BytesIO(b"0\r\n" + b"X: y\r\n" * 100)).read()
