from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.chunking.rules import Rules
from shrutik_core.chunking.search import CUT, Limits, Passage, cheapest_cuts, even_cuts, length_cost

RATE, HOP = 1000, 10
TIGHT = Rules(minimum=0.5, maximum=1.5, preferred_minimum=0.6, preferred_maximum=1.2, target=0.9, silence=2.0)


def total(cuts, costs, places, end, rules):
    lengths = np.array([b - a for a, b in pairwise([0, *cuts, end])]) / RATE
    if (lengths < rules.minimum).any() or (lengths > rules.maximum).any():
        return np.inf
    price = dict(zip(places.tolist(), costs.tolist(), strict=True))
    return sum(price[cut] + CUT for cut in cuts) + length_cost(lengths, rules).sum()


@pytest.mark.property
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 449), st.floats(0, 1)), max_size=9, unique_by=lambda pair: pair[0]),
    st.integers(500, 4500),
    st.sampled_from([TIGHT, Rules()]),
)
def test_no_choice_of_cuts_is_cheaper(pairs, end, rules):
    chosen = sorted((frame * HOP, cost) for frame, cost in pairs if frame * HOP < end)
    places = np.array([place for place, _ in chosen], np.int64)
    costs = np.array([cost for _, cost in chosen])
    found = cheapest_cuts(places, costs, Passage(0, end, (0, end)), rules, RATE, HOP)
    every = (c for k in range(len(places) + 1) for c in combinations(places.tolist(), k))
    least = min(total(cuts, costs, places, end, rules) for cuts in every)
    if found is None:
        assert np.isinf(least)
    else:
        assert total(found, costs, places, end, rules) == pytest.approx(least)


@pytest.mark.property
@settings(deadline=None)
@given(st.integers(1, 10**5), st.integers(1, 10**3), st.integers(0, 10**5))
def test_even_cuts_keep_the_limits(length, minimum, more):
    limits = Limits(minimum, 2 * minimum + more)
    edges = [7, *even_cuts(7, 7 + length, limits), 7 + length]
    if length >= minimum:
        assert all(minimum <= b - a <= limits.maximum for a, b in pairwise(edges))


def test_silence_at_the_ends_does_not_count_as_length():
    places = np.arange(100, 9900, 100)
    costs = np.zeros(len(places))
    long_lead = cheapest_cuts(places, costs, Passage(0, 10_000, (4000, 10_000)), Rules(), RATE, HOP)
    assert long_lead == []
    assert cheapest_cuts(places, costs, Passage(0, 10_000, (0, 10_000)), Rules(), RATE, HOP) == [5000]
