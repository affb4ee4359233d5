"""Languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.prompts.language import LANGUAGES, check_language
from shrutik_core.shared.errors import Invalid

TAGS = st.from_regex(r"[a-z]{2,8}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})?", fullmatch=True)


@given(TAGS, st.sampled_from([str.lower, str.upper, str.title]))
def test_case_does_not_matter_and_the_usual_spelling_is_stable(tag, spelling):
    usual = check_language(tag)
    assert check_language(spelling(tag)) == usual
    assert check_language(usual) == usual
    assert usual.lower() == tag


@given(st.text(max_size=20))
def test_what_passes_is_stable(text):
    try:
        usual = check_language(text)
    except Invalid as error:
        assert error.code == "language_invalid"
    else:
        assert check_language(usual) == usual


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("BN", "bn"),
        ("sat-olck", "sat-Olck"),
        ("pt-br", "pt-BR"),
        ("ES-419", "es-419"),
        (" sl-rozaj ", "sl-rozaj"),
        ("zh-hant-tw", "zh-Hant-TW"),
    ],
)
def test_usual_spellings(text, usual):
    assert check_language(text) == usual


@pytest.mark.parametrize("text", ["", "b", "bengali language", "বাংলা", "bn_BD", "bn-", "-bn", "123", "bn\0"])
def test_these_are_no_tags(text):
    with pytest.raises(Invalid) as error:
        check_language(text)
    assert error.value.code == "language_invalid"


def test_the_languages_that_can_be_named_have_one_tag_each():
    tags = [language.tag for language in LANGUAGES]
    assert len(set(tags)) == len(tags)
    assert {language.direction for language in LANGUAGES} <= {"ltr", "rtl"}
    assert {language.tag for language in LANGUAGES if language.direction == "rtl"} == {"ur", "rhg"}
