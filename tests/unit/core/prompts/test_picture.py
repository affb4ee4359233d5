"""Pictures are known by their content, whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pictures
from shrutik_core.prompts.picture import MOST_PIXELS, check_picture, picture_type
from shrutik_core.shared.errors import Invalid

SIDE = 6_000
KINDS = pytest.mark.parametrize(("content", "media_type"), pictures.ALL.values(), ids=pictures.ALL)


def refused(content: bytes) -> str:
    with pytest.raises(Invalid) as error:
        check_picture(content)
    return error.value.code


@KINDS
def test_each_kind_is_known(content: bytes, media_type: str):
    assert picture_type(content[:12]) == media_type
    assert check_picture(content) == media_type


@KINDS
def test_what_was_cut_anywhere_is_damaged(content: bytes, media_type: str):
    assert media_type
    assert {refused(content[:length]) for length in range(len(content))} == {"picture_damaged"}


@given(st.sampled_from(sorted(pictures.ALL)), st.data())
def test_a_picture_with_other_bytes_is_taken_or_damaged_and_nothing_else(name, data):
    content = bytearray(pictures.ALL[name][0])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        assert check_picture(bytes(content)) == picture_type(bytes(content[:12]))
    except Invalid as error:
        assert error.code in {"picture_damaged", "picture_too_large"}


@given(st.binary(max_size=200))
def test_any_other_bytes_are_no_picture(content):
    assert picture_type(content) is None or refused(content) == "picture_damaged"


def test_a_byte_that_changed_within_a_png_is_found():
    content = bytearray(pictures.png())
    content[20] ^= 1
    assert refused(bytes(content)) == "picture_damaged"


@pytest.mark.parametrize("size", [(0, 6), (8, 0)])
def test_a_picture_without_pixels_is_damaged(size):
    assert refused(pictures.png(*size)) == "picture_damaged"


def test_a_picture_has_no_more_pixels_than_a_phone_can_hold():
    assert check_picture(pictures.png(SIDE, MOST_PIXELS // SIDE)) == "image/png"
    assert refused(pictures.png(SIDE, MOST_PIXELS // SIDE + 1)) == "picture_too_large"
