"""Arrivals: who may be one person, and whose day has small limits."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.arrival import SAME_PERSON, SMALLEST_CLASS, Arrival, Vetting, kin, may_be_one_person
from shrutik_core.people.first_limits import FIRST_MINUTES, FIRST_TASKS, FirstLimits
from shrutik_core.people.origin import Origin
from shrutik_core.people.roles import Role
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import a_contributor, a_speaker, an_id, an_instant

HOME = Origin(an_id(1, 90))
origins = st.sampled_from([None, HOME, Origin(an_id(2, 90))])


@st.composite
def arrivals(draw):
    number = draw(st.integers(1, 5))
    made = an_instant(0) + draw(st.integers(0, 3)) * SAME_PERSON / 2
    person = a_contributor(number, created_at=made)
    return person, Arrival(person.id, draw(origins), draw(st.booleans()))


vettings = st.builds(Vetting, st.sampled_from(Role), st.booleans(), st.booleans(), st.booleans())


@given(arrivals(), arrivals())
def test_two_may_be_one_person_or_not_whoever_is_asked_first(one, other):
    assert may_be_one_person(one, other) == may_be_one_person(other, one)


@given(arrivals(), arrivals())
def test_only_an_origin_in_common_makes_two_one_person(one, other):
    if may_be_one_person(one, other):
        assert one[1].origin == other[1].origin is not None
        assert one[0].id != other[0].id
        assert abs(one[0].created_at - other[0].created_at) < SAME_PERSON
        assert not any(arrival.vouched for _, arrival in (one, other))


def test_the_time_between_two_accounts_of_one_person_has_an_end():
    one = (a_contributor(1), Arrival(a_contributor(1).id, HOME))

    def after(time):
        later = a_contributor(2, created_at=one[0].created_at + time)
        return may_be_one_person(one, (later, Arrival(later.id, HOME)))

    assert after(SAME_PERSON - timedelta.resolution)
    assert not after(SAME_PERSON)


def test_a_class_begins_with_its_smallest_number():
    others = [a_speaker(number).id for number in range(1, SMALLEST_CLASS)]
    assert kin(others[:-1]) == tuple(others[:-1])
    assert kin(others) == ()
    assert kin([]) == ()


@given(vettings, st.booleans())
def test_more_that_shows_who_a_person_is_never_brings_limits(vetting, by_letter):
    better = [attrs.evolve(vetting, verified=True), attrs.evolve(vetting, vouched=True)]
    better += [attrs.evolve(vetting, address=True), vetting]
    if vetting.is_verified(by_letter=by_letter):
        assert all(one.is_verified(by_letter=by_letter) for one in better)
    assert all(one.is_verified(by_letter=by_letter) for one in better[:2])


@given(vettings)
def test_letters_that_are_asked_for_only_add_limits(vetting):
    assert vetting.is_verified(by_letter=False) or not vetting.is_verified(by_letter=True)


@pytest.mark.parametrize(
    ("vetting", "freely", "by_letter"),
    [
        (Vetting(), True, False),
        (Vetting(verified=True), True, True),
        (Vetting(address=False), False, False),
        (Vetting(address=False, vouched=True), True, True),
        (Vetting(Role.REVIEWER, address=False), True, True),
    ],
)
def test_who_is_verified(vetting, freely, by_letter):
    assert vetting.is_verified(by_letter=False) == freely
    assert vetting.is_verified(by_letter=True) == by_letter


@given(vettings, st.none() | st.floats(1, 1e5), st.none() | st.floats(1, 1e5), st.booleans())
def test_nobody_has_a_larger_limit_than_others(vetting, own, others, by_letter):
    limit = FirstLimits(own, 5, by_letter=by_letter).seconds_for(vetting, others)
    assert others is None or (limit is not None and limit <= others)
    if vetting.is_verified(by_letter=by_letter):
        assert limit == others


def test_the_limits_of_an_unverified_account():
    limits = FirstLimits()
    assert limits.seconds_for(Vetting(address=False), None) == FIRST_MINUTES * 60
    assert limits.seconds_for(Vetting(address=False), 30.0) == 30.0
    assert limits.tasks_for(Vetting(address=False)) == FIRST_TASKS
    assert limits.tasks_for(Vetting()) is None
    assert FirstLimits(None, None).tasks_for(Vetting(address=False)) is None
    assert FirstLimits(None, None).seconds_for(Vetting(address=False), 7.0) == 7.0


@pytest.mark.parametrize("limits", [{"seconds": 0}, {"tasks": 0}, {"seconds": -1.0}, {"seconds": float("nan")}])
def test_limits_are_above_nothing(limits):
    with pytest.raises(Invalid) as error:
        FirstLimits(**limits)
    assert error.value.code == "first_limits_invalid"
