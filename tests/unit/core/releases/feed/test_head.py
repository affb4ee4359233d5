"""Heads of a feed: what they may say, their one form, and their signature."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand, holds
from shrutik_core.releases.feed.head import HEAD_LIFETIME, FeedHead, read_head, sign_head
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
