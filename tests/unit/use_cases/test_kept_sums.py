"""Sums that are kept: made once for all who ask within some minutes."""

from functools import partial

from shrutik_core.testing.builders import MORNING
from shrutik_core.use_cases.steps.kept_sums import KEPT, MOST_KEPT, KeptSums

TICK = KEPT.resolution


def test_sums_are_kept_until_they_are_too_old():
    made = iter(range(10))
    sums: KeptSums[str, int] = KeptSums()
    told = [sums.get("a", MORNING + after, lambda: next(made)) for after in (TICK, KEPT, KEPT + TICK)]
    assert told == [0, 0, 1]
    assert sums.get("b", MORNING, lambda: next(made)) == 2


def test_whoever_asks_while_they_are_made_anew_is_told_the_former_ones():
    sums: KeptSums[str, int] = KeptSums()
    sums.get("a", MORNING, lambda: 1)
    later = MORNING + KEPT
    assert sums.get("a", later, lambda: 10 + sums.get("a", later, lambda: 99)) == 11
    assert sums.get("a", later, lambda: 99) == 11


def test_no_more_are_kept_than_there_is_room_for():
    sums: KeptSums[int, int] = KeptSums()
    for key in range(MOST_KEPT + 1):
        sums.get(key, MORNING, partial(int, key))
    assert sums.get(MOST_KEPT, MORNING, lambda: -1) == MOST_KEPT
    assert sums.get(1, MORNING, lambda: -1) == 1
    assert sums.get(0, MORNING, lambda: -1) == -1
