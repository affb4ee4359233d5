"""Which chunks get a second look: as many as the share says, and the same ones always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.collections.policies import read_policies
from shrutik_core.collections.second_look import is_chosen
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_chunk

KEYS = st.binary(max_size=64)
SHARES = st.floats(0, 1)


@given(strategies.identifiers(), SHARES, SHARES, KEYS)
def test_what_is_chosen_for_a_share_is_chosen_for_any_larger_one(chunk, one, other, key):
    small, large = sorted((one, other))
    assert is_chosen(chunk, large, key) or not is_chosen(chunk, small, key)
    assert is_chosen(chunk, 1.0, key)
    assert not is_chosen(chunk, 0.0, key)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_as_many_are_chosen_as_the_share_says(share):
    chosen = [is_chosen(a_chunk(number).id, share, b"key") for number in range(1, 4_001)]
    assert abs(sum(chosen) / 4_000 - share) < 0.03


def test_who_does_not_know_the_key_cannot_tell():
    chunks = [a_chunk(number).id for number in range(1, 1_001)]
    same = sum(is_chosen(one, 0.5, b"one") == is_chosen(one, 0.5, b"other") for one in chunks)
    assert 400 < same < 600


def test_the_policy_takes_a_share_and_nothing_else():
    assert read_policies({}).second_look.share == 0.0
    assert read_policies({"second_look": {"share": 1}}).second_look.share == 1.0
    for wrong in (-0.01, 1.01, None, "all"):
        with pytest.raises(Invalid) as caught:
            read_policies({"second_look": {"share": wrong}})
        assert caught.value.code == "second_look_invalid"
