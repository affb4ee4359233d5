"""Collections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.collection import LONGEST_TEXT, ConsentText, check_slug
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_collection


@given(st.text("abz019-", max_size=70) | st.text(max_size=10))
def test_a_slug_can_stand_in_an_address(slug):
    good = (
        0 < len(slug) <= 64
        and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        and not slug.startswith("-")
        and not slug.endswith("-")
    )
    if good:
        assert a_collection(slug=slug).slug == slug
    else:
        with pytest.raises(Invalid) as error:
            check_slug(slug)
        assert error.value.code == "slug_invalid"
        assert error.value.errors[0].field == "slug"


@given(st.text(max_size=50), st.integers(0, LONGEST_TEXT + 2))
def test_a_consent_text_has_a_version_and_words(version, length):
    if 0 < len(version) <= 40 and 0 < length <= LONGEST_TEXT:
        assert ConsentText(version, "ক" * length).version == version
    else:
        with pytest.raises(Invalid) as error:
            ConsentText(version, "ক" * length)
        assert error.value.code == "consent_text_invalid"


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_collection_has_a_name(name):
    with pytest.raises(Invalid) as error:
        a_collection(name=name)
    assert error.value.code == "name_invalid"


def test_a_collections_language_is_in_its_usual_spelling():
    assert a_collection(language="SAT-olck").language == "sat-Olck"


def test_policies_are_not_shared():
    assert a_collection(1).policies.chunking is not None
    with pytest.raises(AttributeError):
        a_collection(1).policies.chunking = None
