"""A statement has one form, and only that form is read."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.canonical import canonical_json, read_canonical, read_instant, write_instant
from shrutik_core.shared.errors import Invalid

TEXTS = st.text(max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda held: st.lists(held, max_size=3) | st.dictionaries(TEXTS, held, max_size=3),
    max_leaves=8,
)
STATEMENTS = st.dictionaries(TEXTS, VALUES, max_size=4)
EAST = timezone(timedelta(hours=6))
# Near either end of the calendar, another time zone has no date.
INSTANTS = st.datetimes(timezones=st.just(UTC)) | st.datetimes(timezones=st.just(EAST)).filter(
    lambda at: 1 < at.year < 9999
)


def refused(read, text):
    with pytest.raises(Invalid) as caught:
        read(text)
    assert caught.value.code == "statement_malformed"


@given(STATEMENTS)
def test_what_is_written_is_read_back_from_one_line(statement):
    text = canonical_json(statement)
    assert read_canonical(text) == json.loads(text) == statement
    assert "\n" not in text
    assert canonical_json(dict(reversed(statement.items()))) == text


@given(STATEMENTS, st.data())
def test_no_other_form_is_read(statement, data):
    text = canonical_json(statement)
    place = data.draw(st.integers(0, len(text)))
    changed = text[:place] + data.draw(st.text(' \n"0a{}', min_size=1, max_size=2)) + text[place:]
    try:
        assert canonical_json(read_canonical(changed)) == changed
    except Invalid as error:
        assert error.code == "statement_malformed"
    for other in (json.dumps(statement, indent=1), text + "\n", " " + text):
        if other != text:
            refused(read_canonical, other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "1",
        '{"a":1.0}',
        '{"a":1e3}',
        '{"a":NaN}',
        '{"a":1,"a":1}',
        '{"b":1,"a":1}',
        '{"a":"\\u0995"}',
        '{"a":-0}',
        "[" * 100_000,
    ],
)
def test_what_has_another_form_or_is_no_object_is_refused(text):
    refused(read_canonical, text)


@pytest.mark.parametrize("value", [0.5, float("nan"), b"a", {1: "a"}, {"a": [{"b": 1.0}]}, {"a": {"b": {1}}}])
def test_what_has_no_form_is_a_fault_of_the_program(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@given(INSTANTS)
def test_an_instant_is_read_back(at):
    text = write_instant(at)
    assert read_instant(text) == at
    assert write_instant(read_instant(text)) == text


def test_an_instant_looks_so():
    assert write_instant(datetime(2026, 11, 29, 1, 0, tzinfo=EAST)) == "2026-11-28T19:00:00.000000Z"


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-28", "2026-11-28T19:00:00Z", "2026-11-28T19:00:00.000000+00:00", "2026-13-28T19:00:00.000000Z", 7],
)
def test_other_forms_of_an_instant_are_refused(text):
    refused(read_instant, text)
