"""Plain text: everything that can be stored passes, the rest is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.plain import check_plain

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(STORABLE)
def test_what_can_be_encoded_passes_unchanged(text):
    assert check_plain(text, "text") == text
    text.encode()


@given(STORABLE, st.sampled_from(["\0", "\ud800", "\udfff"]), STORABLE)
def test_what_cannot_be_stored_is_told_by_its_field(before, bad, after):
    with pytest.raises(Invalid) as caught:
        check_plain(before + bad + after, "name")
    assert caught.value.errors[0].field == "name"
