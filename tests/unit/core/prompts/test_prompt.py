"""Prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.prompts.prompt import LONGEST_ANSWER, LONGEST_PROMPT, PromptKind
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_prompt, a_prompt_medium


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


def code(**changes):
    with pytest.raises(Invalid) as error:
        a_prompt(**changes)
    return error.value.code, [(one.field, one.code) for one in error.value.errors]


MEDIUM = a_prompt_medium().id
SHOWN = {PromptKind.PICTURE: "image/webp", PromptKind.SOUND: "audio/flac"}


@pytest.mark.parametrize("kind", PromptKind)
@pytest.mark.parametrize("media_type", [None, "image/webp", "audio/flac"])
def test_a_picture_has_a_picture_a_sound_a_sound_and_the_others_neither(kind, media_type):
    medium = {"medium": MEDIUM, "media_type": media_type} if media_type else {}
    if SHOWN.get(kind) == media_type:
        assert a_prompt(kind=kind, **medium).media_type == media_type
    else:
        assert code(kind=kind, **medium) == ("prompt_medium_invalid", [("media_id", "invalid")])


@pytest.mark.parametrize("kind", [PromptKind.QUESTION, PromptKind.PICTURE])
def test_an_answer_has_an_end_that_can_be_reached(kind):
    shown = {"medium": MEDIUM, "media_type": SHOWN[kind]} if kind in SHOWN else {}
    for seconds in (None, 1, LONGEST_ANSWER):
        assert a_prompt(kind=kind, longest=seconds, **shown).longest == seconds
    for seconds in (0, -1, LONGEST_ANSWER + 1):
        assert code(kind=kind, longest=seconds, **shown) == ("prompt_longest_invalid", [("longest", "invalid")])


def test_a_text_is_read_to_its_end():
    assert code(longest=30) == ("prompt_longest_invalid", [("longest", "contradicts")])


@pytest.mark.parametrize("kind", PromptKind)
def test_only_a_text_says_what_is_heard(kind):
    shown = {"medium": MEDIUM, "media_type": SHOWN[kind]} if kind in SHOWN else {}
    prompt = a_prompt(kind=kind, **shown)
    assert prompt.script == (prompt.text if kind == "text" else None)
