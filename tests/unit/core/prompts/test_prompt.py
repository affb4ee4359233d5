"""Prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.prompts.prompt import LONGEST_PROMPT
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_prompt


@given(strategies.sentences() | st.text(max_size=50), st.sampled_from(["", " ", "\n\t"]))
def test_a_prompt_is_trimmed_text(text, space):
    trimmed = text.strip()
    if trimmed and "\0" not in trimmed:
        assert a_prompt(text=space + text + space).text == trimmed
    else:
        with pytest.raises(Invalid) as error:
            a_prompt(text=space + text + space)
        assert error.value.code == "prompt_text_invalid"


@pytest.mark.parametrize("extra", [0, 1])
def test_a_prompt_is_not_endless(extra):
    text = "ক" * (LONGEST_PROMPT + extra)
    if extra:
        with pytest.raises(Invalid):
            a_prompt(text=text)
    else:
        assert a_prompt(text=text).text == text
