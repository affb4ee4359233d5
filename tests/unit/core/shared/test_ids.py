"""Ids: UUIDv7 by birth, UUIDv5 by name."""

from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import RecordingId, name_chunk, parse_id, uuid7
from shrutik_core.testing import strategies

MILLISECONDS = st.integers(0, 2**48 - 1)
NOISE = st.binary(min_size=10, max_size=10)
RECORDINGS = strategies.identifiers().map(RecordingId)


@given(MILLISECONDS, NOISE)
def test_a_uuid7_is_one_and_says_when_it_was_born(millisecond, noise):
    made = uuid7(millisecond, noise)
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == millisecond


@given(MILLISECONDS, MILLISECONDS, NOISE, NOISE)
def test_uuid7s_sort_by_birth_as_numbers_and_as_texts(first, second, noise, other):
    if first != second:
        one, two = uuid7(first, noise), uuid7(second, other)
        assert (one < two) == (str(one) < str(two)) == (first < second)


@given(MILLISECONDS, st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_all_74_random_bits_count_and_keep_their_order(millisecond, first, second):
    one, two = (uuid7(millisecond, noise.to_bytes(10, "big")) for noise in (first, second))
    assert (one < two) == (first < second)
    assert (one == two) == (first == second)


@pytest.mark.parametrize(("millisecond", "noise"), [(-1, bytes(10)), (2**48, bytes(10)), (0, bytes(9)), (0, bytes(11))])
def test_parts_that_do_not_fit_are_refused(millisecond, noise):
    with pytest.raises(Invalid) as error:
        uuid7(millisecond, noise)
    assert error.value.code == "uuid_parts"


@given(
    RECORDINGS,
    RECORDINGS,
    strategies.spans(),
    strategies.spans(),
    st.text("0123abcd", min_size=1),
    st.text("0123abcd", min_size=1),
)
def test_a_chunks_name_is_that_of_its_recording_plan_and_span(recording, other, span, cut, digest, plan):
    name = name_chunk(recording, digest, span)
    assert name == name_chunk(recording, digest, span)
    assert name.version == 5
    assert (name_chunk(other, plan, cut) == name) == ((other, plan, cut) == (recording, digest, span))


@given(strategies.identifiers())
def test_an_id_is_read_back_from_its_text(id_):
    assert parse_id(str(id_)) == id_
    assert parse_id(str(id_).upper()) == id_


@given(st.text(max_size=100))
def test_what_is_no_id_is_invalid(text):
    try:
        assert isinstance(parse_id(text), UUID)
    except Invalid as error:
        assert error.code == "id_malformed"


@pytest.mark.parametrize("text", ["", "1", "0" * 33, "g" * 32, "../../etc/passwd", "\0" * 32])
def test_these_are_no_ids(text):
    with pytest.raises(Invalid):
        parse_id(text)
