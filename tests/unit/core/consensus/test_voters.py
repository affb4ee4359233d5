"""Voters: whose votes weigh, and when those who settled a clip are not believed alone."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.consensus.crowd.voters import ONE_ORIGIN, YOUNG_ACCOUNTS, Scrutiny, Voter, VoterRules
from shrutik_core.people.origin import Origin
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_id

HERE, THERE, ELSEWHERE = (Origin(an_id(number, 90)) for number in (1, 2, 3))
PROVEN, DAY = Standing(right=9, wrong=1, clips=3), timedelta(hours=24)
standings = st.builds(Standing, st.integers(0, 40), st.integers(0, 40), st.integers(0, 5), st.just(0))
origins = st.sampled_from([None, HERE, THERE, ELSEWHERE])
voters = st.builds(Voter, st.timedeltas(timedelta(0), 3 * DAY), standings, origins, st.booleans())
rules = st.builds(
    VoterRules,
    scrutiny=st.sampled_from(Scrutiny),
    proving_clips=st.integers(0, 5),
    proving_share=st.floats(0, 1),
    young_hours=st.floats(0, 50),
    two_origins=st.booleans(),
)


def old(origin=None, **changes):
    return Voter(DAY, PROVEN, origin, **changes)


@given(rules, voters)
def test_a_vote_that_is_not_looked_at_weighs(rule, voter):
    if not rule.looks_at(voter.origin):
        assert rule.weighs(voter)
        assert rule.objections([voter], HERE, 2) in {(), (ONE_ORIGIN,)}


@given(rules, voters, st.integers(0, 20))
def test_words_that_are_right_never_take_weight_away(rule, voter, words):
    better = attrs.evolve(voter, standing=attrs.evolve(voter.standing, right=voter.standing.right + words))
    assert rule.weighs(better) or not rule.weighs(voter)


@given(rules, st.lists(voters, min_size=1, max_size=5), voters, origins, st.integers(1, 3))
def test_one_more_voter_never_brings_an_objection(rule, some, more, recorded_from, fewest):
    before = rule.objections(some, recorded_from, fewest)
    assert set(rule.objections([*some, more], recorded_from, fewest)) <= set(before)


@given(rules, st.lists(voters, min_size=1, max_size=5), origins, st.integers(1, 3), st.randoms())
def test_the_order_of_votes_does_not_matter(rule, some, recorded_from, fewest, shuffler):
    shuffled = list(some)
    shuffler.shuffle(shuffled)
    assert rule.objections(some, recorded_from, fewest) == rule.objections(shuffled, recorded_from, fewest)


@given(st.lists(voters, min_size=2, max_size=5), origins)
def test_nothing_is_objected_where_nothing_is_looked_at(some, recorded_from):
    assert VoterRules(scrutiny=Scrutiny.NONE).objections(some, recorded_from, 2) == ()


@pytest.mark.parametrize(
    ("standing", "weighs"),
    [
        (Standing(), False),
        (Standing(60, 0, 2), False),
        (Standing(6, 4, 3), True),
        (Standing(599, 401, 3), False),
        (Standing(0, 0, 3), True),
        (Standing(0, 30, 300), False),
    ],
)
def test_clips_and_gold_speak_for_a_voter(standing, weighs):
    assert VoterRules().weighs(Voter(DAY, standing, HERE)) == weighs
    assert VoterRules().weighs(Voter(DAY, standing, None))
    assert VoterRules(scrutiny=Scrutiny.ALL).weighs(Voter(DAY, standing, None)) == weighs
    assert VoterRules(proving_clips=0, proving_share=0).weighs(Voter(DAY, standing, HERE))


def test_an_account_is_young_for_a_day():
    young, aged = Voter(DAY - timedelta.resolution, PROVEN, HERE), Voter(DAY, PROVEN, THERE)
    also = attrs.evolve(young, origin=THERE)
    assert VoterRules().objections([young, also], None, 2) == (YOUNG_ACCOUNTS,)
    assert VoterRules().objections([young, aged], None, 2) == ()
    assert VoterRules(young_hours=0).objections([young, also], None, 2) == ()
    assert VoterRules().objections([young, Voter(timedelta(0), Standing(), None)], None, 2) == ()


@pytest.mark.parametrize(
    ("voted_from", "recorded_from", "fewest", "objected"),
    [
        ([HERE, HERE, HERE], None, 2, True),
        ([HERE, THERE], None, 2, False),
        ([HERE, THERE], HERE, 2, True),
        ([HERE, THERE, ELSEWHERE], HERE, 2, False),
        ([None, None], None, 2, False),
        ([None, HERE], None, 2, False),
        ([HERE], None, 1, False),
        ([HERE], HERE, 1, True),
        ([HERE, HERE], None, 3, True),
        ([HERE, THERE], None, 3, False),
    ],
)
def test_votes_come_from_two_networks_beside_the_recordings(voted_from, recorded_from, fewest, objected):
    found = VoterRules().objections([old(origin) for origin in voted_from], recorded_from, fewest)
    assert found == ((ONE_ORIGIN,) if objected else ())
    assert VoterRules(two_origins=False).objections([old(one) for one in voted_from], recorded_from, fewest) == ()


def test_whoever_is_vouched_for_counts_by_themselves():
    invited = [old(HERE, vouched=True), old(HERE, vouched=True)]
    assert VoterRules().objections(invited, HERE, 2) == ()
    assert VoterRules().objections([invited[0], old(HERE)], HERE, 2) == (ONE_ORIGIN,)


def test_new_people_from_one_network_have_both_against_them():
    new = Voter(timedelta(0), Standing(), HERE)
    assert VoterRules().objections([new, new, new], None, 2) == (YOUNG_ACCOUNTS, ONE_ORIGIN)


def test_what_cannot_be_a_rule_is_refused():
    with pytest.raises(Invalid) as error:
        VoterRules(proving_share=1.5)
    assert error.value.code == "voters_invalid"
