"""Keys as they are published: the one that signs, as minisign reads it, and below it how it came to be that."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand
from shrutik_core.releases.signing.key_chain import hand_over, write_keys
from shrutik_core.releases.signing.key_list import KeyList, read_key_list, read_successions, write_key_list
from shrutik_core.releases.signing.release_key import read_key, write_key
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

HANDS = [Hand(number) for number in range(1, 5)]
CHAIN = tuple(
    hand_over(number, before.key, after.key, an_instant(number), before.sign)
    for number, (before, after) in enumerate(pairwise(HANDS), 2)
)


@given(st.integers(0, len(CHAIN)))
def test_the_list_is_read_back_and_begins_as_minisign_reads_a_key(length):
    key, successions = HANDS[length].key, CHAIN[:length]
    text = write_key_list(key, successions)
    assert read_key_list(text) == KeyList(key, successions)
    assert text.startswith(write_key(key))
    assert read_key("".join(text.splitlines(keepends=True)[:2])) == key
    assert text.count("\n") == 2 + length
    assert read_successions(text) == read_successions(write_keys(successions)) == successions


def test_a_public_key_alone_is_a_list():
    key = HANDS[0].key
    assert read_key_list(write_key(key)) == read_key_list(f"{key.text}\n") == read_key_list(key.text) == KeyList(key)


def test_successions_that_lead_to_another_key_are_refused():
    with pytest.raises(Invalid) as caught:
        write_key_list(HANDS[0].key, CHAIN)
    assert caught.value.code == "keys_broken"
    published = write_key(HANDS[0].key) + write_key_list(HANDS[-1].key, CHAIN).split("\n", 2)[2]
    with pytest.raises(Invalid, match="another key"):
        read_key_list(published)


@pytest.mark.parametrize("text", ["", "untrusted comment: x\n", "x\ny\n", write_key(HANDS[0].key) + "{}\n"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(Invalid):
        read_key_list(text)
