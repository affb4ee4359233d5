"""Transcriptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_transcription
from shrutik_core.transcription.transcription import LONGEST_TRANSCRIPTION, check_text


@given(strategies.typed_texts(), st.sampled_from(["", " ", "\n\t "]))
def test_a_text_is_kept_as_typed_but_for_white_space_around_it(text, space):
    assert a_transcription(text=space + text + space).text == text.strip()
    assert check_text(check_text(text)) == check_text(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_holds_a_nul(before, after):
    with pytest.raises(Invalid) as error:
        check_text(f"x{before}\0{after}x")
    assert error.value.code == "text_invalid"
    assert error.value.errors[0].field == "text"


@pytest.mark.parametrize("length", [0, 1, LONGEST_TRANSCRIPTION, LONGEST_TRANSCRIPTION + 1])
def test_a_text_is_not_endless(length):
    if length > LONGEST_TRANSCRIPTION:
        with pytest.raises(Invalid):
            check_text("ক" * length)
    else:
        assert len(check_text("ক" * length)) == length
