"""Scripts without spaces: the slots are grapheme clusters, each of which somebody typed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.shared.texts import words

SENTENCES = {
    "th": "วันนี้อากาศดีมากเราไปเที่ยวกัน",
    "lo": "ມື້ນີ້ອາກາດດີຫຼາຍ",
    "km": "ថ្ងៃនេះអាកាសធាតុល្អណាស់",
    "my": "ဒီနေ့ရာသီဥတုကောင်းတယ်",
    "zh": "今天天气很好我们去旅行吧",
    "ja": "今日は天気がとてもいいですね",
}


def slipped(language, place):
    """The sentence with one cluster put for its neighbour of the same sentence."""
    clusters = words(SENTENCES[language])
    other = next(one for one in clusters[place + 1 :] + clusters if one != clusters[place])
    return "".join([*clusters[:place], other, *clusters[place + 1 :]])


@pytest.mark.parametrize(("language", "apart"), [*product(SENTENCES, [3, 4])])
def test_one_slip_each_by_three_people_gives_the_sentence_without_a_slip(language, apart):
    texts = [slipped(language, 1 + apart * number) for number in range(3)]
    assert SENTENCES[language] not in texts
    assert aggregate(texts, language=language).text == SENTENCES[language]


@given(
    st.sampled_from(sorted(SENTENCES)),
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from("sid"), min_size=3, max_size=3),
)
def test_slips_of_any_kind_at_three_places_are_all_outvoted(language, random, kinds):
    clusters = words(SENTENCES[language])
    texts = []
    for kind, place in zip(kinds, random.sample(range(1, len(clusters) - 1, 3), 3), strict=True):
        middle = {"s": [clusters[place - 1]], "i": [clusters[place]] * 2, "d": []}[kind]
        texts.append("".join([*clusters[:place], *middle, *clusters[place + 1 :]]))
    assert aggregate(texts, language=language).text == SENTENCES[language]


@given(st.sampled_from(sorted(SENTENCES)), st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_every_grapheme_of_a_text_was_typed_by_somebody(language, places):
    texts = [slipped(language, place) for place in places]
    typed = {cluster for text in texts for cluster in words(text)}
    assert set(words(aggregate(texts, language=language).text)) <= typed


def test_spaces_of_people_who_put_them_elsewhere_are_no_difference():
    result = aggregate(["วันนี้ อากาศดี", "วันนี้อากาศ ดี", "วันนี้อากาศดี"], language="th")
    assert result.text.replace(" ", "") == "วันนี้อากาศดี"
    assert result.confidence == pytest.approx(aggregate(["วันนี้อากาศดี"] * 3, language="th").confidence, abs=0.02)


def test_the_rate_of_such_a_text_is_named_a_character_error_rate():
    thai, english = aggregate([SENTENCES["th"]] * 3), aggregate(["good morning"] * 3)
    assert (thai.rate, english.rate) == ("CER", "WER")
    assert "expected CER" in thai._repr_html_()
    assert thai.row()["rate"] == "CER"


def test_a_prompt_in_such_a_script_is_a_witness_by_its_stretch():
    whole = SENTENCES["ja"] + "明日は雨が降るでしょう"
    result = aggregate([slipped("ja", 3), SENTENCES["ja"]], prompt=whole, language="ja")
    assert result.text == SENTENCES["ja"]
