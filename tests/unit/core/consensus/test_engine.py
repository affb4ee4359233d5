"""The engine from texts to a result: written forms, the network, trust, the witness, one clip and many."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from shrutik_core.consensus import Verdict, aggregate, aggregate_corpus
from shrutik_core.consensus.crowd.corpus import learn_workers, settle_groups
from shrutik_core.consensus.crowd.learnt_workers import LearntWorkers
from shrutik_core.consensus.text.normalise import MOST_WORDS, Lexicon
from shrutik_core.consensus.text.number_atoms import words_of
from shrutik_core.consensus.text.number_runs import spans_of_numbers
from shrutik_core.consensus.text.prompt_span import likely_span
from shrutik_core.consensus.vote.align import medoids, network
from shrutik_core.consensus.vote.batch import Votes
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.texts import canonical, words

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "the", "of", "আমি", "বাংলায়", "গান", "গাই", "না"])
TEXT = st.lists(WORDS, max_size=8).map(" ".join)
SPOKEN = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


def corpus(truths, errors):
    """Seven votes for each truth; worker w0 gets every word wrong that ``errors`` says."""
    rows = []
    for item, truth in truths.items():
        for number in range(5):
            text = truth.replace("alpha", "alfa") if number in errors else truth
            rows.append((item, f"w{number}", text))
    return rows


@pytest.mark.property
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30))
def test_a_lexicon_reads_the_words_of_a_text_in_order(text):
    assume(not spans_of_numbers(words_of(canonical(text)), None))
    lexicon = Lexicon()
    keys = [lexicon.keys[lexicon.key_of[form]] for form in lexicon.read(text)]
    assert keys == [word for token in canonical(text).split() for word in words(token) if word.strip("'")]


@pytest.mark.property
@given(SPOKEN)
def test_what_was_read_is_shown_as_typed(text):
    lexicon = Lexicon()
    assert lexicon.show(lexicon.read(text)) == canonical(text)


def test_a_number_is_one_form_that_is_shown_as_typed():
    lexicon = Lexicon()
    forms = lexicon.read("(one hundred and fifty thousand, 5 % of $5 000)")
    assert [lexicon.keys[lexicon.key_of[form]] for form in forms] == ["150000", "5%", "of", "$5000"]
    assert lexicon.show(forms) == "(one hundred and fifty thousand, 5 % of $5 000)"


@pytest.mark.parametrize(("written", "given"), [("2 3 4 5 6", "15"), ("two three four five six", "fifteen")])
def test_a_corpus_keeps_to_one_way_of_writing_numbers(written, given):
    torn = [("t", "a", "all 15 of them"), ("t", "b", "all 15 of them"), ("t", "c", "all fifteen of them")]
    rows = [(number, worker, f"they took {number} of them") for number in written.split() for worker in "abc"]
    assert aggregate_corpus([*rows, *torn]).items["t"].text == f"all {given} of them"
    assert aggregate([text for _, _, text in torn]).text == "all 15 of them"


def test_no_number_is_spliced_that_nobody_typed():
    texts = ["১,৫০,০০০ টাকা", "দেড় লাখ টাকা", "150000 টাকা"]
    assert aggregate(texts, language="bn").text in texts


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("de", "1.000 Euro | 1000 Euro | 1\u202f000 Euro"),
        ("de-CH", "1'000 Franken | 1000 Franken | CHF 1’000"),
        ("en", "5-10 people | 5 to 10 people | 5–10 people"),
        ("en", "a 5kg bag | a 5 kg bag | a five kilogram bag"),
        ("en", "on 5 May 2024 | on May 5, 2024 | on 2024-05-05"),
        ("bn", "৫ই মে ২০২৪ | ৫ মে ২০২৪ | ৫/৫/২০২৪"),
        ("hi", "5 से 10 लोग | ५-१० लोग | पाँच से दस लोग"),
    ],
)
def test_three_spellings_of_one_number_are_accepted_as_one_of_them(language, typed):
    texts = typed.split(" | ")
    result = aggregate(texts, language=language)
    assert result.decision is Verdict.ACCEPT
    assert result.text in texts


@pytest.mark.parametrize("text", ['Hello - "world" said (he) , ok .', "air-tight, vessels!", "গাই । তুমি ১২"])
def test_punctuation_clings_to_words(text):
    lexicon = Lexicon()
    assert lexicon.show(lexicon.read(text)) == text


@pytest.mark.property
@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=8), min_size=1, max_size=14))
def test_a_network_holds_each_vote_whole_and_in_order(votes):
    strings = ["".join(map(chr, vote)) for vote in votes]
    all_votes = Votes.of(strings, np.zeros(len(strings), np.int64))
    centre, agreement = medoids(all_votes)
    net = network(all_votes, [strings[centre[0]]], np.zeros(1, bool))
    cells = net.word.reshape(-1, len(strings))
    assert 0.0 <= agreement[0] <= 1.0
    for place, vote in enumerate(votes):
        assert cells[:, place][cells[:, place] > 0].tolist() == vote
        differing = int((cells[:, place] != net.centre).sum())
        assert differing == Levenshtein.distance(strings[centre[0]], strings[place])


@pytest.mark.property
@settings(deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_a_result_is_whole(texts):
    result = aggregate(texts)
    assert 0.0 <= result.confidence <= 1.0
    assert result.votes == sum(bool(words(text)) for text in texts)
    assert [word.text for word in result.words] == result.text.split()
    assert len(result.transcriptions) == len(texts)
    for slot in result.slots:
        assert sum(choice.probability for choice in slot.choices) <= 1 + 1e-9
        voters = sorted(voter for choice in slot.choices for voter in choice.voters)
        assert voters == [place for place, text in enumerate(texts) if words(text)]


def test_the_form_most_voters_typed_is_given_out():
    result = aggregate(["Guides, however", "guides however", "guides However", "GUIDES however"])
    assert result.text == "guides however"


def test_reliability_moves_the_vote():
    texts, names = ["we met", "we meet", "we meat"], ["a", "b", "c"]
    assert aggregate(texts, workers=names, reliability={"a": 0.99, "b": 0.6, "c": 0.6}).text == "we met"
    assert aggregate(texts, workers=names, reliability={"a": 0.6, "b": 0.99, "c": 0.6}).text == "we meet"


def test_an_item_with_only_empty_texts_has_no_text_and_no_confidence():
    result = aggregate(["", "  ", "..."])
    assert (result.text, result.confidence, result.votes, result.expected_wer) == ("", 0.0, 0, 1.0)
    assert result.decision is not Verdict.ACCEPT


def test_alpha_is_one_for_unanimity_and_unknown_for_one_vote():
    assert aggregate(["a b c"] * 3).agreement.alpha == pytest.approx(1.0)
    assert math.isnan(aggregate(["a b c"]).agreement.alpha)
    assert aggregate(["a b c", "d e f"]).agreement.alpha < 0.2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"texts": ["a"] * 1001}, "too_many_votes"),
        ({"texts": ["a"], "workers": ["x", "y"]}, "workers_differ"),
        ({"texts": ["a"], "reliability": {"x": 1.5}}, "reliability_invalid"),
        ({"texts": ["a"], "method": "magic"}, "method_unknown"),
        ({"texts": ["word " * 1_000_000]}, "text_too_long"),
        ({"texts": ["a " * (MOST_WORDS + 1)]}, "text_too_long"),
    ],
)
def test_bad_input_is_a_clear_error(arguments, code):
    with pytest.raises(Invalid) as error:
        aggregate(**arguments)
    assert error.value.code == code


@pytest.mark.property
@given(st.lists(st.integers(), min_size=10, max_size=30, unique=True), st.data())
def test_the_span_of_a_prompt_is_found(numbers, data):
    prompt = [f"w{abs(number)}{'n' if number < 0 else ''}" for number in numbers]
    start = data.draw(st.integers(0, len(prompt) - 4))
    end = data.draw(st.integers(start + 4, len(prompt)))
    heard = prompt[start:end]
    heard[1] = "misheard"
    assert likely_span(" ".join(prompt), [" ".join(heard)]) == " ".join(prompt[start:end])


def test_a_text_that_is_not_from_the_prompt_has_no_span():
    assert likely_span("one two three four", ["quite another matter altogether"]) is None
    assert likely_span("one two three", [""]) is None


def test_a_witness_settles_a_tie_and_never_outvotes_two():
    prompt = "once upon a time we met by the river"
    assert aggregate(["we met by", "we meet by"], prompt=prompt).text == "we met by"
    assert aggregate(["we meet by", "we meet by"], prompt=prompt).text == "we meet by"


def test_a_corpus_learns_who_errs():
    truths = {f"i{n}": f"alpha number {n} of many" for n in range(30)}
    found = aggregate_corpus(corpus(truths, {0, 1}))
    assert all(found.items[item].text == truth for item, truth in truths.items())
    assert found.workers["w0"].contested < 0.3
    assert found.workers["w4"].contested > 0.7


def test_the_order_of_rows_does_not_matter_to_a_corpus():
    truths = {f"i{n}": f"alpha number {n} of many" for n in range(10)}
    rows = corpus(truths, {0, 3})
    one, other = aggregate_corpus(rows), aggregate_corpus(rows[::-1])
    assert {i: (r.text, round(r.confidence, 9)) for i, r in one.items.items()} == {
        i: (r.text, round(r.confidence, 9)) for i, r in other.items.items()
    }


def test_batches_that_learn_from_each_other_are_a_corpus(monkeypatch):
    monkeypatch.setattr("shrutik_core.consensus.crowd.corpus.BATCH", 7)
    truths = {f"i{n}": f"alpha number {n} of many" for n in range(20)}
    groups = {}
    for row in corpus(truths, {0, 1}):
        groups.setdefault(row[0], []).append(row)
    workers = learn_workers(groups.items())
    found = dict(settle_groups(groups.items(), workers))
    assert {item: result.text for item, result in found.items()} == truths
    assert workers.reliability()["w0"].items == 20


def test_a_worker_twice_in_an_item_is_a_clear_error():
    with pytest.raises(Invalid) as error:
        list(settle_groups([("i", [("i", "w", "a"), ("i", "w", "b")])], LearntWorkers(), learnt=False))
    assert error.value.code == "duplicate_transcription"


def test_an_empty_corpus_is_empty():
    found = aggregate_corpus([])
    assert (dict(found.items), dict(found.workers)) == ({}, {})
    assert aggregate_corpus([("i", "w", "")]).items["i"].text == ""
