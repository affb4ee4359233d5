"""Log events: nothing gets into a line that its event does not have, and of that only what may stand in a log."""

import json
import logging

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shrutik_core.logs.catalogue import BY_NAME, EVENTS
from shrutik_core.logs.event import LogEvent, LogLevel
from shrutik_core.logs.fields import COMMON, FIELDS, MOST_FRAMES, MOST_WORDS, FieldForm
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_id

ANYTHING = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.binary(),
    st.uuids(),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.text()),
)
NAMES = st.one_of(st.sampled_from([*FIELDS, *COMMON, "email", "name", "text", "token", "password"]), st.text())


@given(st.sampled_from(EVENTS), st.dictionaries(NAMES, ANYTHING))
def test_a_field_that_an_event_does_not_have_is_never_told(event, said):
    told = event.told(said)
    assert set(told) <= set(event.fields)
    json.dumps(told, allow_nan=False)


@given(st.sampled_from(EVENTS), NAMES, st.text(min_size=1))
def test_what_stands_in_a_field_of_others_is_nowhere_in_the_line(event, name, words):
    assume(name not in event.fields)
    assert event.told({name: words}) == {}


@given(st.sampled_from([one for one in FIELDS.values() if one.form is FieldForm.WORDS]), st.emails())
def test_nobodys_address_is_told_in_a_sentence(field, address):
    told = field.plain(f"Nobody knows {address}, sorry.")
    assert told == "Nobody knows … sorry."


@given(st.text())
def test_a_sentence_is_one_line_and_not_long(words):
    told = FIELDS["detail"].plain(words)
    assert told is None or (len(told) <= MOST_WORDS and told == " ".join(told.split()))


@given(st.text())
def test_a_code_has_no_space_and_no_letter_beyond_ascii(words):
    told = FIELDS["code"].plain(words)
    assert told is None or (told == words and words.isascii() and not set(words) & set(" \t\n\"'"))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("status", 200, 200),
        ("ms", 1.5, 1.5),
        ("ms", float("nan"), None),
        ("count", True, None),
        ("count", "3", None),
        ("job_id", an_id(1), str(an_id(1))),
        ("route", "/api/v1/recordings/{recording_id}", "/api/v1/recordings/{recording_id}"),
        ("code", "two words", None),
        ("code", "", None),
        ("code", "x" * 160, "x" * 160),
        ("code", "x" * 161, None),
        ("detail", "a\nb\t c", "a b c"),
        ("detail", "রহিমা এলেন", "রহিমা এলেন"),
        ("detail", "x" * 301, "x" * 300),
        ("detail", 3, None),
        ("places", ["a:1:f", "b c"], ["a:1:f"]),
        ("places", [str(number) for number in range(MOST_FRAMES + 1)], [str(n) for n in range(1, MOST_FRAMES + 1)]),
        ("places", "a:1:f", None),
    ],
)
def test_a_value_is_told_if_it_has_the_form_of_its_field(field, value, told):
    assert FIELDS[field].plain(value) == told


@pytest.mark.parametrize(
    ("name", "meaning", "fields"),
    [
        ("Request", "A request", ()),
        ("a request", "A request", ()),
        ("request", "", ()),
        ("request", "A request.", ()),
        ("request", "A request", ("email",)),
        ("request", "A request", ("time",)),
        ("request", "A request", ("code", "code")),
    ],
)
def test_an_event_that_could_not_be_looked_for_cannot_be_built(name, meaning, fields):
    with pytest.raises(Invalid):
        LogEvent(name, LogLevel.INFO, meaning, fields)


def test_names_in_the_catalogue_are_names_of_one_event_each():
    assert len(BY_NAME) == len(EVENTS)


def test_every_field_is_of_some_event():
    assert {name for event in EVENTS for name in event.fields} == set(FIELDS)


def test_no_field_has_a_name_that_python_gives_to_records():
    record = logging.makeLogRecord({})
    assert not (set(FIELDS) | {"request_id"}) & {*vars(record), "message", "asctime"}
