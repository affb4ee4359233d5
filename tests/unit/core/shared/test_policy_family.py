"""Every policy family: what is written is read back, junk is only ever invalid, and every range ends where it says."""

import json
import math
from enum import StrEnum
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_strategies import JUNK, WORDS, families, in_range, mappings
from shrutik_core.collections.policies import FAMILIES
from shrutik_core.shared.errors import FieldError, Invalid
from shrutik_core.shared.knobs import knob, knobs_of
from shrutik_core.shared.policy_family import (
    PolicyFamily,
    changes,
    plain,
    read_family,
    read_stored_family,
)

EVERY = [(family, one) for family in FAMILIES.values() for one in knobs_of(family)]
RANGED = [(family, one) for family, one in EVERY if one.kind in {int, float}]
every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
every_knob = pytest.mark.parametrize(("family", "one"), EVERY, ids=lambda value: getattr(value, "name", None))
every_range = pytest.mark.parametrize(("family", "one"), RANGED, ids=lambda value: getattr(value, "name", None))


class Colour(StrEnum):
    """Words for a choice."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


@attrs.frozen(kw_only=True)
class Sample(PolicyFamily):
    """One knob of each kind."""

    code: ClassVar[str] = "sample_invalid"

    count: int = knob(2, "A count.", low=1, high=10, unit="things")
    share: float | None = knob(0.5, "A share.", low=0, high=1)
    gain: float = knob(0.0, "A gain.", low=0)
    loss: float = knob(0.0, "A loss.", high=0, unit="dB")
    free: float = knob(0.0, "Any number.")
    on: bool = knob(default=True, sentence="A switch.")
    colour: Colour = knob(Colour.RED, "A colour.")

    def contradictions(self):
        if self.count == 10 and not self.on:
            yield FieldError("count", "must be less than 10 if on is false", "out_of_range")


def faults(error):
    return [(one.field, one.code) for one in error.value.errors]


@every_family
@given(st.data())
def test_what_is_written_is_read_back(family, data):
    value = data.draw(families(family, knobs_of(family)))
    for written in (plain(value), changes(value)):
        sent = json.loads(json.dumps(written))
        assert read_family(family, sent) == value
        assert read_stored_family(family, sent) == value
    assert set(plain(value)) == {one.name for one in knobs_of(family)}
    assert not any(changes(value)[name] == plain(family())[name] for name in changes(value))


@every_family
@given(values=JUNK | st.dictionaries(WORDS | st.integers(), JUNK, max_size=4), at=st.sampled_from(["", "a.b"]))
def test_junk_is_invalid_and_nothing_else(family, values, at):
    for read in (read_family, read_stored_family):
        try:
            assert isinstance(read(family, values, at), family)
        except Invalid as error:
            assert error.code == family.code
            assert error.errors
            assert all(one.field.startswith(at) for one in error.errors)


@every_family
@given(st.data())
def test_every_error_names_a_place_that_is_there(family, data):
    names = [one.name for one in knobs_of(family)]
    values = data.draw(st.dictionaries(st.sampled_from(names) | WORDS, JUNK | st.floats(-10, 200), max_size=4))
    try:
        read_family(family, values, "here")
    except Invalid as error:
        places = {f"here.{name}" for name in [*names, *values]} | {"here"}
        assert {one.field for one in error.errors} <= places
        assert {one.code for one in error.errors} <= {"unknown", "wrong_type", "out_of_range", "contradicts"}


@every_family
@given(st.data())
def test_values_in_range_are_only_refused_for_what_they_are_together(family, data):
    values = data.draw(mappings(knobs_of(family)))
    assert not [one for one in knobs_of(family) if one.name in values and one.fault(values[one.name])]
    try:
        made = read_family(family, values)
    except Invalid as error:
        assert family.contradictions is not PolicyFamily.contradictions
        assert {one.field for one in error.errors} <= {one.name for one in knobs_of(family)}
    else:
        assert all(plain(made)[name] == value for name, value in values.items())


@every_knob
def test_every_knob_says_what_it_is(family, one):
    assert one.fault(plain(family())[one.name]) is None
    assert one.notes.sentence.endswith(".")
    assert one.wanted
    assert (one.kind is bool) or one.range or one.choices


@every_knob
@given(st.data())
def test_every_knob_takes_its_kind_only(family, one, data):
    for wrong in ([], {}, *([0.5] if one.kind is str else ["no such word", 0.5 if one.kind is int else "1"])):
        assert one.fault(wrong).code == "wrong_type"
    assert (one.fault(None) is None) == one.optional
    assert (one.fault(True) is None) == (one.kind is bool)
    assert one.fault(data.draw(in_range(one))) is None


@every_range
def test_every_range_ends_where_it_says(family, one):
    assert (one.notes.low is not None) or (one.notes.high is not None)
    for end, way in ((one.notes.low, -1), (one.notes.high, 1)):
        if end is None:
            continue
        beyond = end + way if one.kind is int else math.nextafter(end, way * math.inf)
        assert one.fault(one.kind(end)) is None
        assert one.fault(beyond).code == "out_of_range"
        assert one.nearest(beyond) == end
        assert one.nearest(one.kind(end)) == end
        with pytest.raises(Invalid) as error:
            read_family(family, {one.name: beyond}, "at")
        assert (f"at.{one.name}", "out_of_range") in faults(error)
        with pytest.raises(Invalid):
            family(**{one.name: beyond})


@every_range
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
def test_no_knob_takes_what_is_not_a_finite_number(family, one, value):
    assert one.fault(value) is not None


@pytest.mark.parametrize(
    ("values", "detail"),
    [
        ({"count": 11}, "count must be a whole number from 1 to 10 things, not 11"),
        ({"count": "2"}, "count must be a whole number from 1 to 10 things"),
        ({"share": 1.5}, "share must be a number from 0 to 1, or null, not 1.5"),
        ({"gain": -1}, "gain must be a number of at least 0, not -1"),
        ({"loss": 3}, "loss must be a number of at most 0 dB, not 3"),
        ({"free": "x"}, "free must be a number"),
        ({"free": 10**400}, "free must be a number, not a number of that size"),
        ({"on": 1}, "on must be true or false"),
        ({"colour": "pink"}, "colour must be red, green or blue"),
        ({"color": "red"}, "color is not a setting; there are count, share, gain, loss, free, on, colour"),
        ({"count": 10, "on": False}, "count must be less than 10 if on is false"),
        ([], "must be an object of names and values"),
    ],
)
def test_there_is_one_wording(values, detail):
    with pytest.raises(Invalid) as error:
        read_family(Sample, values)
    assert (error.value.code, error.value.detail) == ("sample_invalid", f"Correct these settings: {detail}.")


@pytest.mark.parametrize(("count", "end"), [(5, "colour."), (6, "colour; and 1 more."), (7, "colour; and 2 more.")])
def test_every_fault_is_in_the_list_and_five_in_the_sentence(count, end):
    with pytest.raises(Invalid) as error:
        read_family(Sample, {str(number): 1 for number in range(count)})
    assert len(error.value.errors) == count
    assert error.value.detail.endswith(end)


def test_an_unknown_name_does_not_hide_a_contradiction():
    with pytest.raises(Invalid) as error:
        read_family(Sample, {"count": 10, "on": False, "odd": 1})
    assert faults(error) == [("odd", "unknown"), ("count", "out_of_range")]


def test_whole_numbers_count_as_numbers_and_a_number_without_a_fraction_as_a_whole_one():
    assert repr(read_family(Sample, {"gain": 3}).gain) == "3.0"
    assert repr(read_family(Sample, {"count": 3.0}).count) == "3"
    for fraction in (3.5, float("inf"), float("nan")):
        with pytest.raises(Invalid):
            read_family(Sample, {"count": fraction})


def test_stored_values_of_another_version_are_read_as_well_as_can_be():
    stored = {"count": 99, "gain": -2, "colour": "blue", "of_another_version": [1], "share": None}
    assert read_stored_family(Sample, stored) == Sample(count=10, gain=0.0, colour=Colour.BLUE, share=None)
    for unreadable in ({"colour": "pink"}, {"on": "yes"}, {"count": "2"}, {"count": 10, "on": False}):
        with pytest.raises(Invalid) as error:
            read_stored_family(Sample, unreadable, "policies.sample")
        assert error.value.errors[0].field.startswith("policies.sample.")
