"""Who reads the same prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.splits.groups import reading_groups

READINGS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("123456")))


def grown(readings):
    """The groups as anybody finds them: a set of readers grows by those who share a prompt until none does."""
    left, found = {speaker for speaker, _ in readings}, set()
    while left:
        group, size = {min(left)}, 0
        while len(group) > size:
            size = len(group)
            prompts = {prompt for speaker, prompt in readings if speaker in group}
            group = {speaker for speaker, prompt in readings if prompt in prompts}
        found.add(frozenset(group))
        left -= group
    return {group for group in found if len(group) > 1}


@pytest.mark.property
@given(READINGS, st.randoms())
def test_no_prompt_is_read_in_two_groups(readings, random):
    groups = reading_groups(readings)
    assert set(groups) == grown(readings)
    assert len(groups) == len(set(groups))
    random.shuffle(readings)
    assert reading_groups(readings) == groups


def test_a_long_chain_is_one_group():
    readings = [(f"{reader:05}", str(reader + step)) for reader in range(20_000) for step in (0, 1)]
    assert [len(group) for group in reading_groups(readings)] == [20_000]
    assert [len(group) for group in reading_groups(reversed(readings))] == [20_000]
