"""A form as it comes in, in blocks of any size."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.shared.errors import Unreadable
from shrutik_http.edge.form import MOST_PARTS, FormReader, PartBegins

BOUNDARY = "boundary-of-the-test"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
PARTS = st.lists(st.tuples(st.text("abcxyz_", min_size=1, max_size=9), st.binary(max_size=60)), min_size=1, max_size=6)


def read(reader, *blocks):
    """All of a form."""
    for block in blocks:
        reader.feed(block)
    reader.finish()


def encoded(parts):
    head = '--{}\r\nContent-Disposition: form-data; name="{}"\r\n\r\n'
    body = b"".join(head.format(BOUNDARY, name).encode() + data + b"\r\n" for name, data in parts)
    return body + f"--{BOUNDARY}--\r\n".encode()


@settings(deadline=None)
@given(PARTS, st.data())
def test_a_form_is_the_same_however_it_is_cut(parts, data):
    whole = encoded(parts)
    cuts = sorted({0, len(whole), *data.draw(st.lists(st.integers(0, len(whole)), max_size=8))})
    reader, found = FormReader(TYPE), []
    for start, end in pairwise(cuts):
        for event in reader.feed(whole[start:end]):
            if isinstance(event, PartBegins):
                found.append((event.name, b""))
            else:
                found[-1] = (found[-1][0], found[-1][1] + event)
    reader.finish()
    assert found == parts


@settings(deadline=None)
@given(PARTS, st.data())
def test_a_form_that_breaks_off_is_no_form(parts, data):
    whole = encoded(parts)
    cut = data.draw(st.integers(0, len(whole) - len(b"-\r\n") - 1))
    with pytest.raises(Unreadable):
        read(FormReader(TYPE), whole[:cut])


def test_a_form_has_a_bounded_number_of_parts():
    FormReader(TYPE).feed(encoded([("a", b"1")] * MOST_PARTS))
    with pytest.raises(Unreadable) as refused:
        FormReader(TYPE).feed(encoded([("a", b"1")] * (MOST_PARTS + 1)))
    assert refused.value.code == "form_malformed"


@pytest.mark.parametrize("begun", [b'Content-Disposition: form-data; name="', b"X", b""])
def test_what_stands_before_a_part_has_an_end(begun):
    reader = FormReader(TYPE)
    reader.feed(f"--{BOUNDARY}\r\n".encode() + begun)
    with pytest.raises(Unreadable):
        reader.feed(b"x" * 65_536)
