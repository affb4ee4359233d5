"""The frozen test: held minus withdrawals, and what comes to it is told apart."""

import pytest

from shrutik_core.releases.splits.frozen import FrozenCount, added_to_test, count_frozen
from shrutik_core.releases.splits.split import PARTS, Split
from shrutik_core.shared.errors import Conflict
from split_scene import name, placed

OPEN = placed(*PARTS)
FROZEN = OPEN.freeze(map(name, range(10)), 1)
CLIPS = frozenset(map(name, range(10)))


def test_a_later_version_holds_it_minus_withdrawals():
    assert count_frozen(FROZEN, CLIPS, set()) == FrozenCount(1, 10, 0)
    assert count_frozen(FROZEN, CLIPS - {name(3)} | {name(44)}, {name(3), name(55)}) == FrozenCount(1, 9, 1)
    assert count_frozen(FROZEN, set(), CLIPS) == FrozenCount(1, 0, 10)
    told = count_frozen(FROZEN, CLIPS - {name(3), name(4)}, {name(3)}, {name(3), name(4), name(55)})
    assert told == FrozenCount(1, 8, 1, 1)
    assert count_frozen(OPEN, CLIPS, set()) is None


def test_no_selection_narrows_it():
    with pytest.raises(Conflict, match=f"2 clips .* {name(3)}, {name(4)};") as caught:
        count_frozen(FROZEN, CLIPS - {name(3), name(4), name(5)}, {name(5)})
    assert caught.value.code == "test_incomplete"


def test_what_came_later_is_told_apart():
    assert not added_to_test(FROZEN, Split.TEST, name(3))
    assert added_to_test(FROZEN, Split.TEST, name(10))
    assert not added_to_test(FROZEN, Split.DEV, name(10))
    assert not added_to_test(OPEN, Split.TEST, name(10))
