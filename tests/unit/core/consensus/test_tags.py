"""Tags such as <unk> and [noise]: they are not words, and any word outvotes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import Transcript, Verdict, aggregate, aggregate_corpus
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.text.reading import TAGS, Reading

WRITTEN = ["<unk>", "[inaudible]", "(unclear)", "[ Noise ]", "{laughter}", "<UNK>", "［noise］"]
tags = st.sampled_from(WRITTEN)
sentences = st.lists(st.sampled_from(["we", "went", "home", "now", "আমি", "বাড়ি", "যাই"]), min_size=1, max_size=6)


@given(sentences, st.lists(st.tuples(st.integers(0, 6), tags), min_size=1, max_size=3))
def test_a_text_with_tags_has_the_key_of_the_text_without_them(words, put):
    tagged = list(words)
    for place, tag in put:
        tagged.insert(min(place, len(tagged)), tag)
    reading = Reading()
    assert reading.key(" ".join(tagged)) == reading.key(" ".join(words))
    assert not reading.is_only_tags(" ".join(tagged))
    assert reading.is_only_tags(" ".join(tag for _, tag in put))


@given(sentences, st.integers(0, 5), tags, st.integers(1, 3))
def test_a_word_that_one_person_heard_outvotes_the_tags_of_others(words, place, tag, gaps):
    place = min(place, len(words) - 1)
    tagged = " ".join([*words[:place], tag, *words[place + 1 :]])
    assert aggregate([" ".join(words), *[tagged] * gaps]).text == " ".join(words)


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_clip_that_everybody_marks_goes_to_review_as_inaudible(tag):
    result = aggregate([tag, tag, tag])
    assert (result.text, result.confidence, result.decision) == ("", 0.0, Verdict.REVIEW)
    assert result.reasons == ("inaudible",)


def test_one_mark_alone_asks_for_another_vote():
    assert aggregate(["[inaudible]"]).decision is Verdict.MORE_VOTES


def test_who_hears_nothing_does_not_stand_against_who_hears_it_all():
    result = aggregate(["[inaudible]", "(unclear)", "we went home"])
    assert (result.text, result.votes) == ("we went home", 1)


def test_a_tag_stands_for_as_many_words_as_others_heard_there():
    assert aggregate(["we [inaudible]", "we went home", "[unclear] home"]).text == "we went home"


def test_a_tag_that_all_agree_on_is_given_out_as_typed():
    assert aggregate(["we [noise] home"] * 3).text == "we [noise] home"


def test_a_tag_that_holds_a_negation_is_not_one():
    policy = Policy(tags="no_speech")
    result = aggregate(["we went [no speech] home", "we went home", "we went home"], policy=policy)
    assert "negation_differs" not in result.reasons


def test_a_collection_has_tags_of_its_own():
    assert aggregate(["[seufzt]"] * 3).text == "[seufzt]"
    policy = Policy(tags=f"{TAGS} seufzt")
    assert aggregate(["[seufzt]"] * 3, policy=policy).reasons == ("inaudible",)
    assert aggregate(["<unk>"] * 3, policy=Policy(tags="")).text == "<unk>"


def test_brackets_of_other_words_are_read_as_ever():
    assert aggregate(["we (all) went", "we all went", "we all went"]).text == "we all went"
    assert Reading().key("the noise is unclear") == "the noise is unclear"


def test_a_corpus_knows_tags():
    rows = [Transcript("a", worker, text) for worker, text in (("x", "we [noise] home"), ("y", "we go home"))]
    rows += [Transcript("b", worker, "<unk>") for worker in "xyz"]
    found = aggregate_corpus(rows).items
    assert found["a"].text == "we go home"
    assert (found["b"].text, found["b"].reasons) == ("", ("inaudible",))
