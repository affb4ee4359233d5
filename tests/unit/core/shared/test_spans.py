"""Spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span
from shrutik_core.testing import strategies


@given(st.integers(-10, 100), st.integers(-10, 100))
def test_a_span_has_at_least_one_sample(start, end):
    if 0 <= start < end:
        assert len(Span(start, end)) == end - start
    else:
        with pytest.raises(Invalid) as error:
            Span(start, end)
        assert error.value.code == "span_empty"


@given(strategies.spans(), st.sampled_from([8_000, 16_000, 44_100, 48_000]))
def test_seconds_are_samples_by_the_rate(span, rate):
    start, end = span.seconds(rate)
    assert round(start * rate) == span.start
    assert round(end * rate) == span.end


@given(strategies.tilings())
def test_tilings_have_no_gap_and_sort_by_start(spans):
    assert spans[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(spans))
    backwards = spans[::-1]
    assert sorted(backwards) == spans
    assert sum(len(span) for span in spans) == spans[-1].end
