"""Why a word was given out: in the simplest terms that hold, and with the weight of every vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.consensus import aggregate
from shrutik_core.consensus.result import Choice, Slot, Why

votes = st.lists(st.floats(0.05, 5), min_size=1, max_size=6)


def choice(weights, first=0):
    voters = tuple(range(first, first + len(weights)))
    return Choice("w", "w", 0.5, sum(weights), voters, tuple(weights))


@given(votes, st.lists(votes, max_size=4))
def test_the_simplest_reason_that_holds_is_given(chosen, rivals):
    slot = Slot(choice(chosen), tuple(choice(rival) for rival in rivals))
    most_votes = max(map(len, rivals), default=0)
    most_weight = max(map(sum, rivals), default=0.0)
    holds = {
        Why.UNANIMOUS: not rivals,
        Why.MOST_VOTES: len(chosen) > most_votes,
        Why.MOST_WEIGHT: sum(chosen) > most_weight,
        Why.CONTEXT: True,
    }
    assert slot.why is next(why for why in Why if holds[why])


@given(st.lists(st.lists(st.sampled_from(["ab", "cd", "ef", "gh"]), max_size=4).map(" ".join), min_size=1, max_size=6))
def test_every_vote_has_its_weight(texts):
    for slot in aggregate(texts).slots:
        for one in slot.choices:
            assert len(one.weights) == len(one.voters)
            assert list(one.voters) == sorted(one.voters)
            assert all(weight > 0 for weight in one.weights)
            assert sum(one.weights) == pytest.approx(one.support)


def test_what_all_say_is_unanimous_and_what_most_say_has_most_votes():
    result = aggregate(["we met at the mill", "we met at the mill", "we met at the hill"])
    assert [slot.why for slot in result.slots] == [Why.UNANIMOUS] * 4 + [Why.MOST_VOTES]
