"""Heartbeats: who gives one between two looks is never lost, who gives none is lost after three looks."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.shared.heartbeats import LOOKS_WITHOUT_A_BEAT, Heartbeat, Watch

WORKERS = [UUID(int=number) for number in range(1, 5)]


@given(st.lists(st.frozensets(st.sampled_from(WORKERS)), max_size=12))
def test_lost_are_those_who_gave_no_beat_over_the_last_looks(rounds):
    counts, watch = dict.fromkeys(WORKERS, 0), Watch().look(dict.fromkeys(WORKERS, 0))
    for beating in rounds:
        counts |= {worker: counts[worker] + 1 for worker in beating}
        watch = watch.look(counts)
    last = rounds[-LOOKS_WITHOUT_A_BEAT:] if len(rounds) >= LOOKS_WITHOUT_A_BEAT else []
    silent = frozenset(WORKERS).difference(*last) if last else frozenset()
    assert watch.lost == silent


def test_at_three_looks_and_not_before():
    watch, lost = Watch(), []
    for _ in range(LOOKS_WITHOUT_A_BEAT + 1):
        watch = watch.look({WORKERS[0]: 7})
        lost.append(bool(watch.lost))
    assert (LOOKS_WITHOUT_A_BEAT, lost) == (3, [False, False, False, True])


def test_who_is_gone_is_not_lost_and_one_who_starts_anew_begins_anew():
    watch = Watch()
    for _ in range(9):
        watch = watch.look({WORKERS[0]: 7, WORKERS[1]: 3})
    assert watch.lost == {WORKERS[0], WORKERS[1]}
    assert watch.look({WORKERS[0]: 1}).lost == frozenset()


def test_a_beat_counts_and_a_process_has_a_thread():
    first = Heartbeat(WORKERS[0], "here", ("mail",), 2)
    assert (first.beat().count, first.beat().beat().count) == (1, 2)
    with pytest.raises(ValueError, match="threads"):
        Heartbeat(WORKERS[0], "here", (), 0)
