"""Checking a feed: whatever was cut off, moved, changed, forged, kept back or brought back is found."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_hands import Hand, holds
from shrutik_core.releases.feed.check import SeenFeed, check_feed, read_seen
from shrutik_core.releases.feed.feed import next_row, read_feed, write_feed
from shrutik_core.releases.feed.head import FeedHead, SignedHead, read_head, sign_head
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.builders import an_instant

PRESS, THIEF = Hand(1), Hand(2)
NOW, UNTIL = an_instant(500), an_instant(1_000)
WORDS = st.tuples(st.integers(0, 255), st.sampled_from(WithdrawalReason))
FEEDS = st.lists(WORDS, min_size=1, max_size=8)
NOTHING = FeedTip()


def grown(rows, words, series="bn"):
    """The feed with a row more for each word."""
    rows = list(rows)
    for number, reason in words:
        tip = rows[-1].tip if rows else NOTHING
        rows.append(next_row(tip, an_instant(tip.seq), series, f"{number:032x}", [1], reason))
    return tuple(rows)


def head_of(rows, version=1, *, series="bn", by=PRESS, until=UNTIL):
    head = FeedHead(series, rows[-1].tip if rows else NOTHING, version, an_instant(0), until)
    return sign_head(head, by.key, by.sign)


def check(rows, signed, seen=None, now=NOW):
    return check_feed(rows, signed, series="bn", key=PRESS.key, holds=holds, now=now, seen=seen)


def refusal(rows, signed, seen=None, now=NOW):
    with pytest.raises(Invalid) as caught:
        check(rows, signed, seen, now)
    return caught.value.code


@given(FEEDS, FEEDS)
def test_a_feed_that_grows_passes_and_is_remembered(words, more):
    rows = grown((), words)
    seen = check(rows, head_of(rows))
    assert seen == SeenFeed("bn", 1, rows[-1].tip) == read_seen(seen.text)
    assert check(rows, head_of(rows), seen) == seen
    assert check(rows, head_of(rows, 2), seen) == SeenFeed("bn", 2, rows[-1].tip)
    longer = grown(rows, more)
    assert check(longer, head_of(longer, 9), seen) == SeenFeed("bn", 9, longer[-1].tip)


def test_an_empty_feed_passes_and_may_begin():
    seen = check((), head_of(()))
    assert seen == SeenFeed("bn", 1, NOTHING)
    rows = grown((), [(1, WithdrawalReason.ACCOUNT)])
    assert check(rows, head_of(rows, 2), seen).tip.seq == 1


@given(FEEDS, st.data())
def test_a_truncated_feed_is_found(words, data):
    rows = grown((), words)
    start = data.draw(st.integers(0, len(rows)))
    stop = data.draw(st.integers(start, len(rows)))
    if (start, stop) != (0, len(rows)):
        assert refusal(rows[start:stop], head_of(rows)) == "feed_broken"
    if start != stop:
        assert refusal(rows[:start] + rows[stop:], head_of(rows)) == "feed_broken"


@given(FEEDS, st.data())
def test_another_order_is_found(words, data):
    rows = grown((), words)
    moved = tuple(data.draw(st.permutations(rows)))
    if moved != rows:
        assert refusal(moved, head_of(rows)) == "feed_broken"


@given(FEEDS, st.data())
def test_a_changed_row_is_found_also_if_the_rest_is_chained_anew(words, data):
    rows = grown((), words)
    place = data.draw(st.integers(0, len(rows) - 1))
    other = attrs.evolve(rows[place], clip="ff" * 16)
    assert refusal((*rows[:place], other, *rows[place + 1 :]), head_of(rows)) == "feed_broken"
    again = grown((*rows[:place], other), words[place + 1 :])
    assert refusal(again, head_of(rows)) == "feed_broken"


@given(FEEDS, st.data())
def test_any_edit_of_the_text_is_found(words, data):
    rows = grown((), words)
    text = write_feed(rows)
    place = data.draw(st.integers(0, len(text)))
    edited = text[:place] + data.draw(st.text('0a1"}\n', max_size=2)) + text[place + data.draw(st.integers(0, 2)) :]
    try:
        check(read_feed(edited), head_of(rows))
    except Invalid:
        return
    # The last line's end is the one thing that may be left out.
    assert edited in {text, text.removesuffix("\n")}


@given(FEEDS, st.data())
def test_any_edit_of_the_head_is_found(words, data):
    rows = grown((), words)
    signed = head_of(rows)
    text = signed.head.text
    place = data.draw(st.integers(0, len(text) - 1))
    edited = text[:place] + data.draw(st.sampled_from("0123456789abn")) + text[place + 1 :]
    if edited != text:
        with pytest.raises(Invalid):
            check(rows, attrs.evolve(signed, head=read_head(edited)))


@given(FEEDS, FEEDS, st.integers(1, 3), st.integers(0, 2))
def test_an_older_feed_is_found(words, more, version, later):
    older = grown((), words)
    rows = grown(older, more)
    seen = check(rows, head_of(rows, version))
    # Signed again with a newer statement, as after the publisher's database was put back from a backup, or as it was.
    assert refusal(older, head_of(older, version + later), seen) == "feed_older"
    if version > 1:
        assert refusal(rows, head_of(rows, version - 1), seen) == "feed_older"


@given(FEEDS, FEEDS, FEEDS)
def test_two_feeds_that_both_were_signed_are_found(words, one, other):
    common = grown((), words)
    first, second = grown(common, one), grown(common, other)
    longer = grown(second, one)
    seen = check(first, head_of(first))
    if len(longer) >= len(first) and longer[len(first) - 1] != first[-1]:
        assert refusal(longer, head_of(longer, 2), seen) == "feed_forked"
        assert refusal(longer, head_of(longer, 1), seen) == "feed_forked"


def test_one_statement_has_one_head():
    rows = grown((), [(1, WithdrawalReason.ACCOUNT)])
    longer = grown(rows, [(2, WithdrawalReason.ACCOUNT)])
    seen = check(rows, head_of(rows, 4))
    assert refusal(longer, head_of(longer, 4), seen) == "feed_forked"
    assert check(longer, head_of(longer, 5), seen).version == 5


@given(FEEDS)
def test_a_feed_that_others_signed_is_found(words):
    rows = grown((), words)
    signed = head_of(rows)
    assert refusal(rows, head_of(rows, by=THIEF)) == "signature_unknown"
    forged = head_of(grown(rows, words))
    assert refusal(rows, SignedHead(forged.head, signed.signature)) == "signature_wrong"


def test_a_head_is_good_until_it_expires():
    rows = grown((), [(1, WithdrawalReason.ACCOUNT)])
    assert check(rows, head_of(rows), now=UNTIL - timedelta(microseconds=1)).version == 1
    assert refusal(rows, head_of(rows), now=UNTIL) == "feed_expired"


def test_another_series_is_none():
    words = [(1, WithdrawalReason.ACCOUNT)]
    theirs = grown((), words, "hi")
    assert refusal(theirs, head_of(theirs, series="hi")) == "feed_strange"
    assert refusal(theirs, head_of(theirs)) == "feed_broken"
    ours = grown((), words)
    assert refusal(ours, head_of(ours), SeenFeed("hi", 1, NOTHING)) == "feed_strange"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "statement_malformed"),
        ("{}", "feed_malformed"),
        (f'{{"hash":"{"0" * 64}","seq":0,"series":"bn","version":0}}', "feed_malformed"),
        (f'{{"hash":"{"0" * 64}","seq":1,"series":"bn","version":1}}', "feed_malformed"),
        (f'{{"hash":"{"0" * 64}","seq":false,"series":"bn","version":1}}', "feed_malformed"),
        (f'{{"hash":"{"0" * 64}","seq":0,"series":"B","version":1}}', "release_name_invalid"),
    ],
)
def test_what_nobody_kept_is_refused(text, code):
    with pytest.raises(Invalid) as caught:
        read_seen(text)
    assert caught.value.code == code
