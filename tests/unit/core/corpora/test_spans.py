"""Where utterances lie in their file, and who is admitted to a collection."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.corpora.admission import CorpusAdmission
from shrutik_core.corpora.spans import OVERHANG_S, layers, span_of, stated_seconds
from shrutik_core.corpora.utterance import BroughtUtterance, LinePlace
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

RATE = 16_000
PLACE = LinePlace("segments", 1)


def utterance(start=None, end=None, **said):
    return BroughtUtterance(place=PLACE, audio="a.wav", start_s=start, end_s=end, **said)


@pytest.mark.property
@given(st.floats(0, 100), st.floats(0, 200), st.integers(1, 200 * RATE))
def test_a_span_lies_in_its_file_and_is_as_long_as_was_said(start, length, samples):
    try:
        one = utterance(start, start + length)
        span = span_of(one, samples, RATE)
    except Invalid:
        return
    if span is None:
        assert start < 0.01
        assert start + length > samples / RATE - 0.01
        return
    assert 0 <= span.start < span.end <= samples
    assert abs(span.start / RATE - start) <= 1 / RATE
    assert span.end == samples or abs(span.end / RATE - (start + length)) <= 1 / RATE


def test_the_edges_of_a_file():
    seconds = 2 * RATE
    assert span_of(utterance(), seconds, RATE) is None
    assert span_of(utterance(0.0), seconds, RATE) is None
    assert span_of(utterance(0.5), seconds, RATE) == Span(RATE // 2, seconds)
    assert span_of(utterance(0.0, 2.0 + OVERHANG_S), seconds, RATE) is None
    assert span_of(utterance(1.0, 2.0 + OVERHANG_S), seconds, RATE) == Span(RATE, seconds)
    for one in (utterance(1.0, 2.001 + OVERHANG_S), utterance(2.0), utterance(3.0, 4.0), utterance(1.0, 1.00001)):
        with pytest.raises(Invalid) as error:
            span_of(one, seconds, RATE)
        assert error.value.code == "corpus_line_invalid"


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda one: Span(one[0], one[0] + one[1])))


@pytest.mark.property
@given(SPANS)
def test_layers_hold_every_span_once_ascend_without_overlap_and_are_as_few_as_can_be(spans):
    found = layers(zip(spans, range(len(spans)), strict=True))
    assert sorted(item for layer in found for _, item in layer) == list(range(len(spans)))
    for layer in found:
        assert all(before.end <= after.start for (before, _), (after, _) in pairwise(layer))
    deepest = max((sum(one.start <= at.start < one.end for one in spans) for at in spans), default=0)
    assert len(found) == deepest


def test_lengths_as_far_as_they_are_stated():
    assert stated_seconds(utterance(), None) == 0
    assert stated_seconds(utterance(), 3.0) == 3.0
    assert stated_seconds(utterance(1.0), 3.0) == 2.0
    assert stated_seconds(utterance(1.0, 2.5), None) == 1.5
    assert stated_seconds(utterance(4.0), 3.0) == 0


def test_an_utterance_names_its_speaker_and_is_in_the_collections_language():
    asked = CorpusAdmission("cv", "bn")
    assert asked.speaker(utterance(speaker="a", language="bn-BD")) == "cv/a"
    for one, words in ((utterance(), "names no speaker"), (utterance(speaker="a", language="en"), "is in en")):
        with pytest.raises(Invalid, match=words):
            asked.speaker(one)
    assert CorpusAdmission("lj", "bn", "Linda").speaker(utterance()) == "lj/Linda"
    assert CorpusAdmission("lj", "bn", "Linda").speaker(utterance(speaker="b")) == "lj/b"
