"""Ids of traces follow from correlation ids."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.errors import Invalid
from shrutik_core.traces.ids import SpanPlace, check_share, is_in_share, read_traceparent, request_of, trace_id_of

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
SPAN = "00f067aa0ba902b7"
CORRELATIONS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}", fullmatch=True)


@pytest.mark.parametrize(("correlation", "trace"), [(ID, ID), (ID.upper(), ID)])
def test_what_may_be_an_id_of_a_trace_is_it(correlation, trace):
    assert trace_id_of(correlation) == trace


@pytest.mark.property
@given(CORRELATIONS)
def test_every_correlation_id_has_a_place(correlation):
    place = request_of(correlation)
    assert place == request_of(correlation)
    for text, digits in ((place.trace_id, 32), (place.span_id, 16)):
        assert regex.fullmatch(r"[0-9a-f]+", text)
        assert len(text) == digits
        assert text.strip("0")


def test_an_id_of_nothing_but_0_is_none():
    assert trace_id_of("0" * 32).strip("0")


@pytest.mark.parametrize(("flags", "sampled"), [("01", True), ("00", False), ("03", True), ("02", False)])
def test_a_traceparent_is_read(flags, sampled):
    assert read_traceparent(f"00-{ID}-{SPAN}-{flags}") == SpanPlace(ID, SPAN, sampled)


@pytest.mark.parametrize(
    "text",
    ["", f"01-{ID}-{SPAN}-01", f"00-{'0' * 32}-{SPAN}-01", f"00-{ID}-{'0' * 16}-01", f"00-{ID.upper()}-{SPAN}-01"],
)
def test_what_is_no_traceparent_says_nothing(text):
    assert read_traceparent(text) is None


@pytest.mark.parametrize(
    ("last", "share", "told"),
    [
        ("0" * 16, 0, False),
        ("f" * 16, 1, True),
        ("8" + "0" * 15, 0.5, False),
        ("7" + "f" * 15, 0.5, True),
    ],
)
def test_a_share_is_told(last, share, told):
    assert is_in_share("f" * 16 + last, share) is told


@pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(Invalid, match="from 0 to 1"):
        check_share(share)
