"""Names: of any script, and of nothing that cannot be seen or is read as something else."""

import unicodedata

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.people.names import LONGEST_NAME, check_name
from shrutik_core.shared.errors import Invalid

LETTERS = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=LONGEST_NAME // 4)


@given(LETTERS, LETTERS)
def test_names_of_any_script_are_taken_trimmed_and_composed(first, last):
    name = f"{first} {last}"
    assume(regex.search(r"\p{L}", name) and not regex.search(r"(?V1)[\p{Default_Ignorable_Code_Point}--\p{M}]", name))
    known = check_name(f"  {first}  \u00a0{last} ")
    assert known == check_name(known) == check_name(unicodedata.normalize("NFD", name))
    assert unicodedata.is_normalized("NFC", known)


@given(st.text(max_size=LONGEST_NAME))
def test_what_passes_holds_nothing_hidden_and_no_markup(text):
    try:
        name = check_name(text)
    except Invalid as error:
        assert error.code in {"name_invalid", "text_invalid"}
        assert [field.field for field in error.errors] == ["name"]
    else:
        assert check_name(name) == name
        assert not regex.search(r"[<>\p{Cc}\p{Co}\p{Zl}\p{Zp}]", name)
        assert not set(regex.findall(r"\p{Cf}", name)) - {"\u200c", "\u200d"}
        assert 0 < len(name) <= LONGEST_NAME


@pytest.mark.parametrize(
    "name", ["র\u200d্যাব", "क्\u200dष", "علی\u200cرضا", "শ্রী\u200cমতী", "O'Neil-Ñandú", "李 小龙", "辻\U000e0100"]
)
def test_scripts_that_need_joiners_and_marks_have_them(name):
    assert check_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "a\nb",
        "a\0b",
        "x" * (LONGEST_NAME + 1),
        "<b>Mina</b>",
        "Mina\u202egpj",
        "Mi\u200bna",
        "Mi\u200dna",
        "Ми\u200cна",
        "\u200dমিনা",
        "মিনা\u200c",
        "মি\u200c\u200dনা",
        "\ue000",
        "\u3164",
        "\u0301",
        "a\u2028b",
        "\ufeffMina",
        "Mi\u00adna",
    ],
)
def test_these_are_no_names(name):
    with pytest.raises(Invalid) as error:
        check_name(name)
    assert error.value.code == "name_invalid"
