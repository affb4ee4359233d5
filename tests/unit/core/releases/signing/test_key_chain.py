"""Keys that hand over: whoever trusts one of them reaches the newest, and nobody can put another in between."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand, holds
from shrutik_core.releases.canonical import canonical_json
from shrutik_core.releases.signing.key_chain import NAME, follow, hand_over, read_keys, write_keys
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

HANDS = [Hand(number) for number in range(1, 7)]
KEYS = tuple(hand.key for hand in HANDS)


def succession(number, by=None, key=None):
    """The one by which key ``number`` follows the one before it."""
    hand = by or HANDS[number - 2]
    return hand_over(number, hand.key, key or KEYS[number - 1], an_instant(number), hand.sign)


def chain(keys):
    return tuple(succession(number) for number in range(2, keys + 1))


CHAIN = chain(len(HANDS))


def refusal(anchor, successions):
    with pytest.raises(Invalid) as caught:
        follow(anchor, successions, holds)
    return caught.value.code


@given(st.integers(1, len(HANDS)), st.data())
def test_whoever_trusts_a_key_may_trust_those_after_it(keys, data):
    anchor = data.draw(st.integers(0, keys - 1))
    successions = chain(keys)
    assert read_keys(write_keys(successions)) == successions
    assert follow(KEYS[anchor], successions, holds) == KEYS[anchor:keys]


@given(st.permutations(CHAIN))
def test_another_order_is_found(successions):
    if tuple(successions) != CHAIN:
        assert refusal(KEYS[0], successions) in {"keys_broken", "key_strange"}


@given(st.integers(0, len(CHAIN) - 2))
def test_a_missing_one_is_found(gone):
    assert refusal(KEYS[0], CHAIN[:gone] + CHAIN[gone + 1 :]) in {"keys_broken", "key_strange"}


@given(st.data())
def test_any_edit_is_found(data):
    text = write_keys(CHAIN)
    place = data.draw(st.integers(0, len(text) - 1))
    edited = text[:place] + data.draw(st.sampled_from('A1"}\n')) + text[place + 1 :]
    try:
        keys = follow(KEYS[0], read_keys(edited), holds)
    except Invalid:
        return
    # What is not signed is the untrusted comment, or nothing was changed.
    assert keys == KEYS


def test_a_thief_of_no_key_adds_none():
    thief = Hand(99)
    forged = succession(4, key=thief.key)
    for one in (succession(4, by=thief), attrs.evolve(forged, signature=CHAIN[2].signature)):
        with pytest.raises(Invalid) as caught:
            follow(KEYS[0], (*CHAIN[:2], one), holds)
        assert caught.value.code in {"keys_broken", "signature_wrong"}
    unsigned = attrs.evolve(forged, signature=succession(4, by=thief).signature)
    assert refusal(KEYS[0], (*CHAIN[:2], unsigned)) == "signature_unknown"


def test_a_key_that_is_trusted_but_not_among_them_is_an_alarm():
    assert refusal(Hand(99).key, CHAIN) == "key_strange"
    assert follow(Hand(99).key, (), holds) == (Hand(99).key,)


def test_a_key_never_comes_back():
    back = hand_over(4, KEYS[2], KEYS[0], an_instant(4), HANDS[2].sign)
    assert refusal(KEYS[0], (*CHAIN[:2], back)) == "keys_broken"
    itself = hand_over(2, KEYS[0], KEYS[0], an_instant(2), HANDS[0].sign)
    assert refusal(KEYS[0], (itself,)) == "keys_broken"


def test_the_second_key_is_number_2():
    wrong = hand_over(3, KEYS[0], KEYS[1], an_instant(2), HANDS[0].sign)
    assert refusal(KEYS[0], (wrong,)) == "keys_broken"


def test_a_line_says_what_was_signed():
    (line,) = write_keys(CHAIN[:1]).splitlines()
    told = {"at": "2026-01-05T08:00:02.000000Z", "key": KEYS[1].text, "number": 2, "previous": KEYS[0].text}
    assert CHAIN[0].statement.decode() == canonical_json(told | {"statement": "shrutik key succession 1"})
    assert line.startswith('{"at":"2026-01-05T08:00:02.000000Z","key":"RW')
    assert CHAIN[0].signature.comment == f"key 2 is {KEYS[1].name}"
    assert NAME == "KEYS"


LINE = write_keys(CHAIN[:1]).removesuffix("\n")


@pytest.mark.parametrize(
    "text",
    [
        "\n",
        "{}\n",
        LINE + "\n\n",
        LINE.replace('"number":2', '"number":true'),
        LINE.replace('"number":2', '"number":"2"'),
        LINE.replace("succession 1", "succession 2"),
        LINE.replace('"at":', '"at": '),
        LINE.replace("2026-", "2026"),
        LINE.replace("RW", "RX", 1),
        LINE.replace("trusted comment", "comment"),
    ],
)
def test_what_is_no_succession_is_refused(text):
    with pytest.raises(Invalid) as caught:
        read_keys(text)
    assert caught.value.code in {"statement_malformed", "signature_malformed"}
