"""Heads of a feed: what they may say, their one form, and their signature."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand, holds
from shrutik_core.releases.feed.head import (
    HEAD_LIFETIME,
    FeedHead,
    next_head,
    read_head,
    read_signed_head,
    sign_head,
    write_signed_head,
)
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.signing.release_signature import check_signature
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex).filter(lambda one: one.strip("0"))
HEADS = st.builds(
    lambda series, tip, version, at, life: FeedHead(series, tip, version, an_instant(at), an_instant(at + life)),
    st.from_regex("[a-z]{1,5}", fullmatch=True),
    st.just(FeedTip()) | st.builds(FeedTip, st.integers(1, 10**9), HASHES),
    st.integers(1, 10**9),
    st.integers(0, 10**9),
    st.integers(1, 10**8),
)
HEAD = FeedHead("bn-read", FeedTip(7, "ab" * 32), 3, an_instant(0), an_instant(0) + HEAD_LIFETIME)


@given(HEADS)
def test_a_head_is_read_back(head):
    assert read_head(head.text) == read_head(f"{head.text}\n") == head


def test_a_head_looks_so():
    assert HEAD.text == (
        f'{{"expires_at":"2026-02-04T08:00:00.000000Z","hash":"{"ab" * 32}","issued_at":"2026-01-05T08:00:00.000000Z",'
        '"seq":7,"series":"bn-read","statement":"shrutik feed head 1","version":3}'
    )
    assert timedelta(days=30) == HEAD_LIFETIME


def test_a_signed_head_holds():
    hand = Hand(1)
    signed = sign_head(HEAD, hand.key, hand.sign)
    assert signed.signature.comment == "feed of bn-read up to row 7"
    assert check_signature(HEAD.text.encode(), signed.signature, [hand.key], holds) == hand.key


@pytest.mark.parametrize("changes", [{"version": 0}, {"expires_at": an_instant(0)}, {"expires_at": an_instant(-1)}])
def test_these_are_no_heads(changes):
    with pytest.raises(Invalid) as caught:
        attrs.evolve(HEAD, **changes)
    assert caught.value.code == "feed_malformed"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"seq":7', '"seq":"7"', "feed_malformed"),
        ('"seq":7', '"seq":0', "feed_malformed"),
        ('"version":3', '"version":true', "feed_malformed"),
        ('"version":3', '"version":0', "feed_malformed"),
        ('"statement":"shrutik feed head 1"', '"statement":"shrutik feed head 2"', "feed_malformed"),
        ('"bn-read"', "7", "feed_malformed"),
        ('"hash"', '"hush"', "feed_malformed"),
        ("bn-read", "BN", "release_name_invalid"),
        ("2026-02-04", "2026-02-31", "statement_malformed"),
        ("{", "[", "statement_malformed"),
    ],
)
def test_what_says_something_else_is_refused(old, new, code):
    assert old in HEAD.text
    with pytest.raises(Invalid) as caught:
        read_head(HEAD.text.replace(old, new, 1))
    assert caught.value.code == code


@given(HEADS)
def test_a_signed_head_is_read_back_as_it_is_handed_out(head):
    hand = Hand(1)
    signed = sign_head(head, hand.key, hand.sign)
    text = write_signed_head(signed)
    assert read_signed_head(text) == signed
    assert text.startswith(f"{head.text}\nuntrusted comment: ")


@pytest.mark.parametrize("text", ["", HEAD.text, f"{HEAD.text}\n", f"\n{HEAD.text}\n"])
def test_a_head_without_its_signature_is_refused(text):
    with pytest.raises(Invalid):
        read_signed_head(text)


@given(HEADS, st.integers(1, 100))
def test_the_next_head_goes_on(head, seconds):
    signed = sign_head(head, Hand(1).key, Hand(1).sign)
    now = head.expires_at + timedelta(seconds=seconds)
    following = next_head(head.series, FeedTip(9, "ab" * 32), signed, now)
    assert (following.version, following.series) == (head.version + 1, head.series)
    assert (following.issued_at, following.expires_at) == (now, now + HEAD_LIFETIME)
    assert next_head(head.series, FeedTip(), None, now).version == 1


def test_a_head_stands_until_half_its_life_is_over_or_the_feed_or_the_key_moves():
    signed = sign_head(HEAD, Hand(1).key, Hand(1).sign)
    key, half = Hand(1).key, HEAD.issued_at + HEAD_LIFETIME / 2
    moment = timedelta(microseconds=1)
    assert signed.stands(HEAD.tip, key, HEAD.issued_at)
    assert signed.stands(HEAD.tip, key, half - moment)
    assert not signed.stands(HEAD.tip, key, half)
    assert not signed.stands(FeedTip(8, "cd" * 32), key, HEAD.issued_at)
    assert not signed.stands(HEAD.tip, Hand(2).key, HEAD.issued_at)
