"""What may be told of a piece of work: words of ours, numbers, templates of paths, and nothing of a person."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.correlation import is_fit
from shrutik_core.traces.facts import FACTS, MOST, FactForm
from shrutik_core.traces.fault import MOST_FRAMES, fault_of
from shrutik_core.traces.span import JOB, KINDS, REQUEST, STATEMENTS, TraceSpan

NAMES = st.sampled_from([*FACTS, "email", "name", "text", "address"])
PERSONAL = st.sampled_from(["rahima@example.org", "Rahima Khatun", "রহিমা", "10.1.2.3, 10.2", "/u?name=rahima", "a b"])
VALUES = st.one_of(PERSONAL, st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.binary(), st.just([1]))
SIGNS = regex.compile(r"[A-Za-z0-9_./{}:+=-]+")


@pytest.mark.property
@given(kind=st.sampled_from(KINDS), facts=st.dictionaries(NAMES, VALUES))
def test_nothing_is_told_but_what_the_kind_tells_in_its_form(kind, facts):
    told = kind.told(facts)
    assert set(told) <= {*kind.names, "error", "code"} & set(facts)
    for name, value in told.items():
        if FACTS[name].form is FactForm.NUMBER:
            assert -MOST <= value <= MOST
        else:
            assert SIGNS.fullmatch(value)
            assert value == facts[name]


@pytest.mark.property
@given(words=VALUES, facts=st.dictionaries(NAMES, VALUES))
def test_a_fault_is_told_without_words_and_variables(words, facts):
    secret = "rahima@example.org"
    try:
        raise KeyError(words, secret)
    except KeyError as error:
        error.add_note(secret)
        fault = fault_of(error, **facts)
    assert (fault.error, fault.module) == ("KeyError", "builtins")
    assert secret not in repr(fault)
    assert set(fault.facts) <= {"request_id", "method", "route", "job_kind", "queue", "attempt"}
    assert [place.function for place in fault.places][-1] == "test_a_fault_is_told_without_words_and_variables"


def deep(number):
    return deep(number - 1) if number else 1 // 0


@pytest.mark.parametrize(("frames", "kept"), [(MOST_FRAMES - 1, MOST_FRAMES - 1), (MOST_FRAMES + 9, MOST_FRAMES)])
def test_the_innermost_places_are_told(frames, kept):
    try:
        deep(frames - 2)
    except ZeroDivisionError as error:
        fault = fault_of(error)
    assert len(fault.places) == kept
    assert fault.places[-1].function == "deep"


def test_a_class_with_a_made_up_name_is_not_told():
    made = type("rahima@example.org", (Exception,), {})
    assert fault_of(made()).error == "unknown"


@pytest.mark.parametrize("value", [MOST, -MOST, 0, 1.5])
def test_numbers_are_told(value):
    assert FACTS["count"].plain(value) == value


@pytest.mark.parametrize("value", [MOST * 2, float("nan"), float("inf"), True, "1"])
def test_what_is_no_number_is_not(value):
    assert FACTS["count"].plain(value) is None


@pytest.mark.parametrize(
    ("kind", "facts", "name"),
    [
        (REQUEST, {"method": "GET", "route": "/api/v1/me"}, "request GET /api/v1/me"),
        (REQUEST, {}, "request"),
        (JOB, {"job_kind": "send_letter"}, "job send_letter"),
        (STATEMENTS, {"verb": "select"}, "statements select"),
    ],
)
def test_a_span_is_listed_by_what_tells_it_from_others(kind, facts, name):
    assert TraceSpan(kind, "1" * 32, "1" * 16, "", 0, 0, facts).name == name


def test_attributes_are_not_shared():
    assert len({one.attribute for one in FACTS.values()}) == len(FACTS)
    assert is_fit("4f1c0a52e9d84b7f9a53c1f0e2b7d6aa")
