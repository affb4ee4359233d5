"""Sums over collections: the largest by themselves, all others together, and nothing is lost."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.metrics.amounts import MOST_COLLECTIONS, CollectionAmount, CollectionAmounts
from shrutik_core.metrics.catalogue import PEOPLE, RECORDED, RECORDINGS
from shrutik_core.metrics.metric import OTHER

AMOUNTS = st.builds(
    CollectionAmount,
    collection=st.integers(0, 2 * MOST_COLLECTIONS).map(str),
    language=st.just("bn"),
    status=st.sampled_from(["chunked", "refused"]),
    number=st.integers(0, 1_000),
    seconds=st.integers(0, 1_000).map(float),
)


def told(amounts, metric):
    return {one.values: one.value for one in amounts.readings() if one.metric is metric}


@given(st.lists(AMOUNTS, max_size=300))
def test_nothing_is_lost_and_no_more_are_told_apart_than_the_most(rows):
    amounts = CollectionAmounts(recordings=tuple(rows))
    found = told(amounts, RECORDINGS)
    assert sum(found.values()) == sum(one.number for one in rows)
    assert sum(told(amounts, RECORDED).values()) == sum(one.seconds for one in rows)
    apart = {values[0] for values in found} - {OTHER}
    assert len(apart) <= MOST_COLLECTIONS
    size = Counter()
    for one in rows:
        size[one.collection] += one.number
    left_out = set(size) - apart
    assert not left_out or len(apart) == MOST_COLLECTIONS
    assert all(size[one] >= max((size[two] for two in left_out), default=0) for one in apart)


def test_one_of_too_many_is_told_with_the_others():
    many = tuple(CollectionAmount(f"{number:03}", "bn", "chunked", 2) for number in range(MOST_COLLECTIONS))
    assert (OTHER, OTHER, "chunked") not in told(CollectionAmounts(recordings=many), RECORDINGS)
    one_more = CollectionAmounts(recordings=(*many, CollectionAmount("x", "as", "chunked", 1)))
    assert told(one_more, RECORDINGS)[OTHER, OTHER, "chunked"] == 1


def test_people_are_told_by_collection_and_language_alone():
    rows = (CollectionAmount("bn-read", "bn", "chunked", 1),)
    amounts = CollectionAmounts(recordings=rows, people=(CollectionAmount("bn-read", "bn", "", 3),))
    assert told(amounts, PEOPLE) == {("bn-read", "bn"): 3}
