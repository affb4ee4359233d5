"""The shares of the splits."""

import pytest

from shrutik_core.releases.splits.split import HELD_BACK, PARTS, HourShares, Split
from shrutik_core.shared.errors import Invalid


def test_a_hundred_hours_are_shared_out():
    assert [HourShares().of(split) for split in Split] == [80, 10, 10, 100]
    assert {*PARTS, Split.ALL} == set(Split)
    assert set(HELD_BACK) == {Split.DEV, Split.TEST}


@pytest.mark.parametrize("shares", [(80, 10, 11), (51, 50, -1), (50, 50, 0), (50, 0, 50), (110, 0, -10), (1, 49, 49)])
def test_shares_are_a_hundred_and_most_is_trained_on(shares):
    with pytest.raises(Invalid) as caught:
        HourShares(*shares)
    assert caught.value.code == "split_shares"


def test_shares_go_to_their_edges():
    assert HourShares(2, 49, 49).train == 2
    assert HourShares(100, 0, 0).of(Split.TEST) == 0
