"""What a collection tells people: by language, not endless, with a goal that can be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.words import (
    LARGEST_GOAL,
    LONGEST_ABOUT,
    LONGEST_GUIDELINES,
    MOST_LANGUAGES,
    CollectionWords,
)
from shrutik_core.shared.errors import Invalid

FIELDS = [("about", LONGEST_ABOUT), ("guidelines", LONGEST_GUIDELINES)]


def refused(**said):
    with pytest.raises(Invalid) as error:
        CollectionWords(**said)
    return error.value.code, [(one.field, one.code) for one in error.value.errors]


@given(st.dictionaries(st.sampled_from(["bn", "EN", "sat-olck"]), st.text(max_size=20)))
def test_texts_are_trimmed_and_tags_spelled_as_usual(texts):
    if all(text.strip() and "\0" not in text for text in texts.values()):
        usual = {"bn": "bn", "EN": "en", "sat-olck": "sat-Olck"}
        assert CollectionWords(texts).about == {usual[tag]: text.strip() for tag, text in texts.items()}
    else:
        assert refused(about=texts)[0] in {"collection_words_invalid", "text_invalid"}


@pytest.mark.parametrize(("field", "longest"), FIELDS)
def test_a_text_is_not_endless(field, longest):
    assert getattr(CollectionWords(**{field: {"bn": "ক" * longest}}), field) == {"bn": "ক" * longest}
    assert refused(**{field: {"bn": "ক" * (longest + 1)}}) == (
        "collection_words_invalid",
        [(f"{field}.bn", "invalid")],
    )


def test_each_language_has_one_text_and_there_are_not_too_many():
    assert refused(about={"bn": "a", "BN": "b"}) == ("collection_words_invalid", [("about", "twice")])
    many = {f"a{chr(97 + number // 26)}{chr(97 + number % 26)}": "x" for number in range(MOST_LANGUAGES)}
    assert len(CollectionWords(many).about) == MOST_LANGUAGES
    assert refused(about={**many, "bn": "x"})[0] == "collection_words_invalid"
    assert refused(about={"not a tag": "x"})[0] == "language_invalid"


@pytest.mark.parametrize("goal", [0, -1, LARGEST_GOAL * 1.001, float("nan"), float("inf")])
def test_a_goal_can_be_reached(goal):
    assert refused(goal_hours=goal) == ("collection_words_invalid", [("goal_hours", "invalid")])


@pytest.mark.parametrize("goal", [None, 0.5, LARGEST_GOAL])
def test_a_goal_need_not_be(goal):
    assert CollectionWords(goal_hours=goal).goal_hours == goal
