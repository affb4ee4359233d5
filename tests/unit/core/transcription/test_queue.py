"""The queue explained: each chunk is counted once, and each closure closes."""

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.transcription.assignment import Obstacle
from shrutik_core.transcription.queue import SENTENCES, Asker, Closure, QueueCounts, explain_queue
from shrutik_core.transcription.task import MOST_LEASES_HELD, MOST_TASKS_AT_ONCE

ASKERS = st.builds(
    Asker,
    st.booleans(),
    st.integers(0, MOST_LEASES_HELD + 5),
    st.integers(0, 12),
    st.none() | st.integers(1, 10),
)
OPEN = st.dictionaries(
    st.none() | st.sampled_from([one for one in Obstacle if one is not Obstacle.NOT_OPEN]), st.integers(1, 99)
)
CLOSED = st.dictionaries(
    st.sampled_from([one for one in ChunkStatus if one is not ChunkStatus.OPEN]), st.integers(1, 99)
)


@given(ASKERS, OPEN, CLOSED)
def test_each_chunk_is_offered_or_kept_by_one_obstacle(asker, open_chunks, closed):
    counts = QueueCounts({**closed, ChunkStatus.OPEN: sum(open_chunks.values())}, open_chunks)
    told = explain_queue(asker, counts)
    assert told.offered + sum(told.obstacles.values()) == sum(told.statuses.values())
    assert all(number > 0 for number in told.obstacles.values())
    assert set(told.statuses) == set(ChunkStatus)
    assert (Closure.NO_CHUNKS in told.closures) == (not closed and not open_chunks)


@given(ASKERS)
def test_there_are_places_unless_something_closes_them(asker):
    assert (asker.places() == 0) == bool(asker.closures())
    assert 0 <= asker.places() <= MOST_TASKS_AT_ONCE


def test_the_places_at_their_edges():
    assert Asker(held=MOST_LEASES_HELD - 1).places() == 1
    assert Asker(held=MOST_LEASES_HELD).closures() == (Closure.LEASES_HELD,)
    assert Asker(held=MOST_LEASES_HELD - MOST_TASKS_AT_ONCE).places() == MOST_TASKS_AT_ONCE
    assert Asker(lent_today=99, most_today=100).places() == 1
    assert Asker(lent_today=100, most_today=100).closures() == (Closure.TASKS_USED_UP,)
    assert Asker(active=False).closures() == (Closure.ACCOUNT_INACTIVE,)


def test_everything_that_may_stand_in_the_way_is_said_in_a_sentence():
    assert SENTENCES.keys() == {*Closure, *Obstacle}
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
