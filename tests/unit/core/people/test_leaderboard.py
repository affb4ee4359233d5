"""The leaderboard: in order, of those who gave something, with one's own place."""

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.people.leaderboard import (
    LONGEST_LEADERBOARD,
    Contribution,
    Given,
    Leaderboard,
    LeaderboardOrder,
    leaderboard_for,
)
from shrutik_core.testing.builders import a_contributor

GIVEN = st.builds(Given, st.integers(0, 3).map(float), st.integers(0, 3))
ORDERS = st.sampled_from(LeaderboardOrder)
SOME, MORE = Given(1.0, 1), Given(9.0, 9)
RECORDED, TRANSCRIBED = LeaderboardOrder.RECORDED, LeaderboardOrder.TRANSCRIBED


def a_contribution(number, month=SOME, whole=MORE):
    return Contribution(a_contributor(number).id, f"Person {number}", month, whole)


@st.composite
def contributions(draw):
    numbers = draw(st.lists(st.integers(1, 60), unique=True, max_size=40))
    return [a_contribution(number, draw(GIVEN), draw(GIVEN)) for number in numbers]


@given(contributions(), ORDERS)
def test_places_are_in_order_and_people_who_gave_the_same_share_one(given_, order):
    told = leaderboard_for(a_contributor(1).id, given_, order)
    figures = [(one.contribution.month.by(order), one.contribution.whole.by(order)) for one in told.first]
    assert figures == sorted(figures, reverse=True)
    better = [sum(other > figure for other in figures) for figure in figures]
    assert [one.rank for one in told.first] == [1 + number for number in better]
    there = [one for one in given_ if one.whole.by(order) > 0]
    assert len(told.first) == min(len(there), LONGEST_LEADERBOARD)


@given(contributions(), ORDERS, st.randoms())
def test_the_order_in_which_they_are_told_does_not_count(given_, order, random):
    mixed = random.sample(given_, len(given_))
    assert leaderboard_for(a_contributor(1).id, mixed, order) == leaderboard_for(a_contributor(1).id, given_, order)


@given(contributions(), ORDERS)
def test_ones_own_place_is_told_however_far_down_it_is(given_, order):
    for one in given_:
        own = leaderboard_for(one.person, given_, order).own
        assert (own is None) == (one.whole.by(order) == 0)
        assert own is None or own.contribution == one


def test_the_twentieth_is_named_and_the_next_is_told_of_it():
    people = [a_contribution(number, Given(100.0 - number)) for number in range(1, LONGEST_LEADERBOARD + 2)]
    told = leaderboard_for(a_contributor(LONGEST_LEADERBOARD + 1).id, people, RECORDED)
    assert [place.rank for place in told.first] == list(range(1, LONGEST_LEADERBOARD + 1))
    assert told.own is not None
    assert told.own.rank == LONGEST_LEADERBOARD + 1


def test_an_empty_one_names_nobody():
    assert leaderboard_for(a_contributor(1).id, [], TRANSCRIBED) == Leaderboard()
